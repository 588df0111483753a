import { VisibleText } from '../ui/visible-text.tsx';
import style from './automations.module.css';

type BeforeAfterProps = {
  columns: readonly [string, string, string];
  rows: readonly { label: string; before: string; after: string; invalid?: string | null }[];
};

/** What each thing is before and after. */
export function BeforeAfter({ columns, rows }: BeforeAfterProps) {
  return (
    <table className={style.diff}>
      <thead>
        <tr>
          {columns.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, before, after, invalid }) => (
          <tr key={`${label} ${before} ${after}`}>
            <th scope="row">{label}</th>
            <td className={style.before}>
              <VisibleText text={before || 'blank'} />
            </td>
            <td className={style.after}>
              <VisibleText text={after || 'blank'} />
              {invalid ? <span className={style.fault}> {invalid}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
