import type { DiffRow } from '../../shared/model/diff.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { ValueView } from '../proposal/parts/value-view.tsx';
import { OrgScope } from '../ui/org-context.tsx';
import { OrgMark } from '../ui/org-mark.tsx';
import { Tag } from '../ui/tag.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './bulk.module.css';
import type { BulkGroup } from './bulk-groups.ts';

/** Like proposals merged: one row each, what stands out first and marked. */
export function BulkTable(props: { group: BulkGroup }) {
  const { group } = props;
  const first = group.rows[0]?.listed.proposal;
  if (!first) return null;
  const rows = group.rows.toSorted((a, b) => Number(b.outlier !== null) - Number(a.outlier !== null));
  return (
    <OrgScope id={first.org}>
      <section className={style.group} aria-label={`${group.title}, ${rows.length}`}>
        <h3 className={style.title}>
          <OrgMark /> {group.title} · {rows.length}
        </h3>
        <div className={style.scroll}>
          <table className={style.table}>
            <thead>
              <tr>
                <th scope="col">About</th>
                {group.fields.map(({ field, label }) => (
                  <th key={field} scope="col" title={field}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ listed, cells, outlier }) => (
                <tr key={listed.proposal.id} data-outlier={outlier ? true : undefined}>
                  <th scope="row">
                    <VisibleText text={listed.proposal.record?.name ?? listed.callName ?? listed.proposal.reference} />
                    <span className={style.reference}>{listed.proposal.reference}</span>
                    {outlier ? <Tag tone="amber">{outlier}</Tag> : null}
                  </th>
                  {group.fields.map(({ field }) => (
                    <td key={field}>
                      <Cell of={listed.proposal} row={cells.get(field)} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </OrgScope>
  );
}

function Cell(props: { of: Proposal; row: DiffRow | undefined }) {
  const { of, row } = props;
  if (!row) return <span className={style.none}>not touched</span>;
  const place = { object: of.object, field: row.field, type: row.type };
  return (
    <>
      {of.operation === 'update' ? <ValueView place={place} value={row.current} tone="old" /> : null}
      <ValueView place={place} value={row.proposed} display={row.value.display} tone="new" blank="cleared" />
    </>
  );
}
