import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import { useDescribe } from '../editing/use-describe.ts';
import style from './rows-view.module.css';
import { ValueView } from './value-view.tsx';

const shownAtFirst = 5;

/** What a query found, as a small table: its first rows, the others when asked. */
export function RowsView(props: { object: string; rows: readonly FieldValues[] }) {
  const { object, rows } = props;
  const { describe } = useDescribe(object);
  const [all, setAll] = useState(false);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (rows.length === 0) return <p className={style.none}>No record fits.</p>;
  const shown = all ? rows : rows.slice(0, shownAtFirst);
  return (
    <div className={style.box}>
      <table className={style.table}>
        <caption className="sr-only">
          {rows.length} {rows.length === 1 ? 'row' : 'rows'}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" title={column}>
                {describe?.fields.find(({ name }) => name === column)?.label ?? column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a result does not change, and its rows may lack ids
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>
                  <ValueView
                    place={{
                      object,
                      field: column,
                      type: describe?.fields.find(({ name }) => name === column)?.type ?? null,
                    }}
                    value={row[column] ?? null}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length ? (
        <UnstyledButton className={style.more} onClick={() => setAll(true)}>
          Show all {rows.length} rows
        </UnstyledButton>
      ) : null}
    </div>
  );
}
