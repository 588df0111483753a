import { Checkbox, Popover } from '@mantine/core';
import { useState } from 'react';
import { byteOrderMark } from '../../shared/model/csv-text.ts';
import { Press } from '../ui/press.tsx';
import { rowsInWords } from './cell-text.ts';
import style from './soql.module.css';
import { useSoqlSession } from './soql-context.tsx';
import type { SoqlResult } from './soql-session.ts';
import { toCsv } from './to-csv.ts';

/** Writes a result to a file: what is here, or all of it. */
export function ExportCsv(props: { result: SoqlResult; onLoadAll: () => Promise<void> }) {
  const { result } = props;
  const session = useSoqlSession();
  const [opened, setOpened] = useState(false);
  const [marked, setMarked] = useState(true);
  const write = (of: SoqlResult) => {
    setOpened(false);
    download(`${marked ? byteOrderMark : ''}${toCsv(of.columns, of.rows)}`, fileName(of));
  };
  const loadAndWrite = async () => {
    setOpened(false);
    await props.onLoadAll();
    // Cancelled on the way, or another query by now: nothing is written half.
    const { result: now, cancelled, problem } = session.read();
    if (now && now.number === result.number && now.next === null && !cancelled && !problem) write(now);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <Press onPress={() => setOpened((held) => !held)}>Export CSV</Press>
      </Popover.Target>
      <Popover.Dropdown aria-label="Export CSV">
        <div className={style.export}>
          <Checkbox
            data-autofocus
            label="Mark the file as UTF-8"
            checked={marked}
            onChange={(event) => setMarked(event.currentTarget.checked)}
          />
          <p className={style.quiet}>
            Excel shows accents right only with this mark. Some other programs show it as a stray character before the
            first heading.
          </p>
          <p className={style.quiet}>
            Text that a spreadsheet would take for a formula, such as what begins with = or +, gets a ' before it.
          </p>
          <div className={style.presses}>
            <Press tone={result.next === null ? 'primary' : undefined} onPress={() => write(result)}>
              Export {rowsInWords(result.rows.length)}
            </Press>
            {result.next === null ? null : (
              <Press tone="primary" onPress={() => void loadAndWrite()}>
                Load the rest, then export
              </Press>
            )}
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function fileName({ object }: SoqlResult): string {
  const at = new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-');
  return `${object.replace(/\W/g, '')}-${at}.csv`;
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
