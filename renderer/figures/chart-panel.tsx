import { type ReactNode, useId, useRef, useState } from 'react';
import { download, stampOf } from '../ui/download.ts';
import { Press } from '../ui/press.tsx';
import { type CasesAsked, type ChartModel, isBlank } from './chart-model.ts';
import { ChartTable } from './chart-table.tsx';
import { ChartView } from './chart-view.tsx';
import { chartsCsv } from './charts-csv.ts';
import { drawChart } from './draw-svg.ts';
import style from './figures.module.css';

type ChartPanelProps = {
  model: ChartModel;
  /** What chooses between its forms. */
  choice?: ReactNode;
  wide?: boolean;
  onCases: (asked: CasesAsked) => void;
};

/** A chart with what it tells in words, as a picture or as a table, and as files. */
export function ChartPanel({ model, choice, wide, onCases }: ChartPanelProps) {
  const [asTable, setAsTable] = useState(false);
  const picture = useRef<HTMLDivElement>(null);
  const heading = useId();
  const name = `${model.key}-${stampOf(new Date())}`;
  const savePicture = async () => {
    const svg = picture.current?.querySelector('svg.recharts-surface');
    if (!(svg instanceof SVGSVGElement)) return;
    const blob = await drawChart(svg, { title: model.title, told: model.told, legend: model.series });
    if (blob) download([blob], `${name}.png`, 'image/png');
  };
  const noPicture = asTable ? 'Only the picture can be saved: show it first.' : null;
  return (
    <section className={style.panel} data-wide={wide} aria-labelledby={heading}>
      <header className={style.panelHead}>
        <h2 id={heading}>{model.title}</h2>
        {choice}
        <div className={style.panelTools}>
          <Press
            tone="quiet"
            label={`${asTable ? 'Chart' : 'Table'} of ${model.title}`}
            onPress={() => setAsTable(!asTable)}
          >
            {asTable ? 'Chart' : 'Table'}
          </Press>
          <Press
            tone="quiet"
            label={`CSV of ${model.title}`}
            onPress={() => download([chartsCsv([model])], `${name}.csv`, 'text/csv;charset=utf-8')}
          >
            CSV
          </Press>
          <Press
            tone="quiet"
            label={`PNG of ${model.title}`}
            refusedBecause={isBlank(model) ? 'There is nothing to draw.' : noPicture}
            onPress={() => void savePicture()}
          >
            PNG
          </Press>
        </div>
      </header>
      <p className={style.told}>{model.told}</p>
      {asTable ? (
        <ChartTable model={model} onCases={onCases} />
      ) : (
        <>
          <div
            ref={picture}
            className={style.picture}
            role="img"
            aria-label={`${model.title}. ${model.told} The table has every number.`}
          >
            <ChartView model={model} onCases={onCases} />
          </div>
          <Legend model={model} />
        </>
      )}
    </section>
  );
}

function Legend({ model }: { model: ChartModel }) {
  if (isBlank(model)) return null;
  return (
    <ul className={style.legend} aria-label={`Colours of ${model.title}`}>
      {model.series.map(({ name, colour }) => (
        <li key={name}>
          <svg width="10" height="10" aria-hidden="true">
            <rect width="10" height="10" rx="2" fill={colour} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
