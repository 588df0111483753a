import { useEffect, useRef, useState } from 'react';
import type { JournalFilter } from '../../shared/model/journal-entry.ts';
import type { JournalFormat } from '../../shared/model/journal-export.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { Press } from '../ui/press.tsx';
import { gatherExport } from './gather-export.ts';
import style from './journal.module.css';

const pageSize = 1000;

type Sought = JournalFilter & { decidedOnly: boolean };

/** Writes what is filtered to a file, with how far it is and a way to stop. */
export function ExportJournal(props: { sought: Sought }) {
  const { client } = useConsole();
  const [told, setTold] = useState('');
  const running = useRef<AbortController>(null);
  const [isRunning, setRunning] = useState(false);
  useEffect(() => () => running.current?.abort(), []);

  const write = async (format: JournalFormat) => {
    const mine = new AbortController();
    running.current = mine;
    setRunning(true);
    setTold('Reading');
    let entries = 0;
    try {
      const parts = await gatherExport({
        format,
        signal: mine.signal,
        ask: (before, signal) => client.journal.search({ ...props.sought, before, size: pageSize }, { signal }),
        onProgress: (count) => {
          entries = count;
          setTold(`${count.toLocaleString('en')} entries read`);
        },
      });
      if (parts) download(parts, format);
      setTold(parts ? `${entries.toLocaleString('en')} entries exported` : 'Export cancelled');
    } catch (cause) {
      setTold(refusalOf(cause).message);
    }
    setRunning(false);
  };

  return (
    <div className={style.export}>
      <output className={style.verdict}>{told}</output>
      {isRunning ? (
        <Press onPress={() => running.current?.abort()}>Cancel export</Press>
      ) : (
        <>
          <Press onPress={() => void write('csv')}>Export CSV</Press>
          <Press onPress={() => void write('jsonl')}>Export JSONL</Press>
        </>
      )}
    </div>
  );
}

function download(parts: string[], format: JournalFormat): void {
  const type = format === 'csv' ? 'text/csv;charset=utf-8' : 'application/jsonl';
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `journal-${new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-')}.${format}`;
  link.click();
  URL.revokeObjectURL(address);
}
