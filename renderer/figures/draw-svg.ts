/** How many dots of the picture are one of the screen: it stays sharp in a document. */
const scale = 2;
const margin = 16;
const titlePx = 15;
const toldPx = 12;
const legendPx = 12;
const lineHeight = 1.5;

type Legend = readonly { name: string; colour: string }[];

/**
 * Draws a chart as it stands on the screen to a PNG. Shape by shape, as the content policy lets no picture be made from
 * an SVG's text; only what charts consist of is drawn.
 */
export function drawChart(
  svg: SVGSVGElement,
  words: { title: string; told: string; legend: Legend },
): Promise<Blob | null> {
  const look = getComputedStyle(svg);
  const box = svg.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return Promise.resolve(null);
  const family = look.fontFamily;
  const width = box.width + 2 * margin;
  context.font = `${toldPx}px ${family}`;
  const told = wrapped(context, words.told, box.width);
  const head = titlePx * lineHeight + told.length * toldPx * lineHeight + margin / 2;
  canvas.width = width * scale;
  canvas.height = (box.height + head + 2 * margin + legendPx * 2) * scale;
  context.scale(scale, scale);
  context.fillStyle = resolved(svg, 'var(--panel)');
  context.fillRect(0, 0, width, canvas.height);
  context.fillStyle = look.color;
  context.textBaseline = 'top';
  context.font = `600 ${titlePx}px ${family}`;
  context.fillText(words.title, margin, margin);
  context.font = `${toldPx}px ${family}`;
  told.forEach((line, index) => {
    context.fillText(line, margin, margin + titlePx * lineHeight + index * toldPx * lineHeight);
  });
  context.save();
  context.translate(margin - box.left, margin + head - box.top);
  for (const shape of svg.querySelectorAll<SVGGraphicsElement>('path, line, circle, rect, text'))
    drawShape(context, shape);
  context.restore();
  drawLegend(context, svg, { legend: words.legend, top: margin + head + box.height + margin / 2, family });
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function drawShape(context: CanvasRenderingContext2D, shape: SVGGraphicsElement): void {
  if (shape.closest('defs, clipPath')) return;
  const look = getComputedStyle(shape);
  if (look.visibility === 'hidden' || look.display === 'none') return;
  const matrix = shape.getScreenCTM();
  if (!matrix) return;
  context.save();
  context.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  context.globalAlpha = Number(look.opacity);
  if (shape instanceof SVGTextElement) drawText(context, shape, look);
  else drawPath(context, pathOf(shape), look);
  context.restore();
}

function drawPath(context: CanvasRenderingContext2D, path: Path2D | null, look: CSSStyleDeclaration): void {
  if (!path) return;
  const alpha = context.globalAlpha;
  if (look.fill !== 'none') {
    context.globalAlpha = alpha * Number(look.fillOpacity);
    context.fillStyle = look.fill;
    context.fill(path);
  }
  if (look.stroke === 'none') return;
  context.globalAlpha = alpha * Number(look.strokeOpacity);
  context.strokeStyle = look.stroke;
  context.lineWidth = Number.parseFloat(look.strokeWidth);
  context.setLineDash(
    look.strokeDasharray === 'none' ? [] : look.strokeDasharray.split(/[\s,]+/).map(Number.parseFloat),
  );
  context.stroke(path);
}

function pathOf(shape: SVGGraphicsElement): Path2D | null {
  if (shape instanceof SVGPathElement) return new Path2D(shape.getAttribute('d') ?? '');
  const path = new Path2D();
  if (shape instanceof SVGLineElement) {
    path.moveTo(shape.x1.baseVal.value, shape.y1.baseVal.value);
    path.lineTo(shape.x2.baseVal.value, shape.y2.baseVal.value);
    return path;
  }
  if (shape instanceof SVGCircleElement) {
    path.arc(shape.cx.baseVal.value, shape.cy.baseVal.value, shape.r.baseVal.value, 0, 2 * Math.PI);
    return path;
  }
  if (!(shape instanceof SVGRectElement)) return null;
  path.rect(shape.x.baseVal.value, shape.y.baseVal.value, shape.width.baseVal.value, shape.height.baseVal.value);
  return path;
}

function drawText(context: CanvasRenderingContext2D, text: SVGTextElement, look: CSSStyleDeclaration): void {
  if (text.textContent === '') return;
  context.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
  context.fillStyle = look.fill;
  context.textBaseline = 'alphabetic';
  // Where the browser put it, whatever it is anchored by.
  const start = text.getNumberOfChars() > 0 ? text.getStartPositionOfChar(0) : null;
  if (!start) return;
  context.textAlign = 'left';
  context.fillText(text.textContent ?? '', start.x, start.y);
}

function drawLegend(
  context: CanvasRenderingContext2D,
  svg: SVGSVGElement,
  { legend, top, family }: { legend: Legend; top: number; family: string },
): void {
  let left = margin;
  context.font = `${legendPx}px ${family}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { name, colour } of legend) {
    context.fillStyle = resolved(svg, colour);
    context.fillRect(left, top, legendPx - 2, legendPx - 2);
    context.fillStyle = getComputedStyle(svg).color;
    context.fillText(name, left + legendPx + 4, top + legendPx / 2);
    left += legendPx + 4 + context.measureText(name).width + margin;
  }
}

/** A token such as `var(--teal)` as the colour it is in this theme. */
function resolved(svg: SVGSVGElement, colour: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  return name ? getComputedStyle(svg).getPropertyValue(name).trim() : colour;
}

function wrapped(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && context.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
