import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { getBrowser } from './get-browser.ts';

const folder = import.meta.dirname;
const linuxSizes = [16, 32, 48, 64, 128, 256, 512] as const;
const windowsSizes = [16, 32, 48, 64, 128, 256] as const;

/** Draws the icons of all systems from icon.svg. Run by hand after the drawing changed: `node build/make-icons.ts`. */
async function makeIcons(): Promise<void> {
  const browser = await chromium.launch({ executablePath: getBrowser(), args: ['--no-sandbox'] });
  const page = await browser.newPage();
  await page.setContent(`<body style="margin:0">${readFileSync(join(folder, 'icon.svg'), 'utf8')}`);
  const drawn = new Map<number, Buffer>();
  for (const size of new Set([...linuxSizes, ...windowsSizes, 1024])) {
    await page.setViewportSize({ width: size, height: size });
    drawn.set(size, await page.screenshot({ omitBackground: true }));
  }
  await browser.close();

  const png = (size: number) => drawn.get(size) ?? Buffer.alloc(0);
  mkdirSync(join(folder, 'icons'), { recursive: true });
  for (const size of linuxSizes) writeFileSync(join(folder, 'icons', `${size}x${size}.png`), png(size));
  writeFileSync(join(folder, 'icon.png'), png(1024));
  writeFileSync(join(folder, 'icon.ico'), toIco(windowsSizes.map((size) => ({ size, png: png(size) }))));
}

/** An .ico file is a directory of images, each of which may be a PNG. */
function toIco(images: readonly { size: number; png: Buffer }[]): Buffer {
  const headerBytes = 6;
  const entryBytes = 16;
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = headerBytes + entryBytes * images.length;
  const entries = images.map(({ size, png }) => {
    const entry = Buffer.alloc(entryBytes);
    // 0 stands for 256.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...images.map(({ png }) => png)]);
}

await makeIcons();
