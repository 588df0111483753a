import { useEffect, useRef, useState } from 'react';
import type { JournalFilter } from '../../shared/model/journal-entry.ts';
import type { JournalFormat } from '../../shared/model/journal-export.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { download, stampOf } from '../ui/download.ts';
import { Press } from '../ui/press.tsx';
import { gatherExport } from './gather-export.ts';
import style from './journal.module.css';

const pageSize = 1000;
const types = { csv: 'text/csv;charset=utf-8', jsonl: 'application/jsonl' };

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
      if (parts) download(parts, `journal-${stampOf(new Date())}.${format}`, types[format]);
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
