import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useLocation } from 'wouter';
import type { FieldValue } from '../../shared/model/field-value.ts';
import type { JournalEntry, JournalKind } from '../../shared/model/journal-entry.ts';
import { isEdited, journalStory } from '../../shared/model/journal-story.ts';
import {
  type JournalColumn,
  type JournalValue,
  journalColumns,
  otherDetail,
} from '../../shared/model/journal-values.ts';
import { useConsole } from '../client/console-context.tsx';
import { FoldedText } from '../ui/folded-text.tsx';
import { UnfoldIcon } from '../ui/icons.tsx';
import { phoneText } from '../ui/phone-text.ts';
import { Press } from '../ui/press.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { dayAndTime } from '../ui/times.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import { EntryReceipt } from './entry-receipt.tsx';
import style from './journal.module.css';
import { UndoEntry } from './undo-entry.tsx';

const tones: Partial<Record<JournalKind, Tone>> = {
  'proposal.approved': 'teal',
  'write.written': 'green',
  'proposal.undone': 'amber',
  'write.refused': 'red',
  'write.uncertain': 'amber',
  'proposal.conflicted': 'amber',
  'token.issued': 'amber',
  'token.not-revoked': 'red',
  anomaly: 'red',
};
const columnWords: Record<JournalColumn, string> = {
  asked: 'Asked for',
  proposed: 'Proposed',
  sent: 'Approved',
  written: 'Written',
  found: 'Found in Salesforce',
};

type JournalRowProps = { entry: JournalEntry; now: number; open: boolean; onToggle: (seq: number) => void };

/** One line of the journal; opened, it shows the values behind it. */
export const JournalRow = memo(function JournalRow(props: JournalRowProps) {
  const { entry, open } = props;
  return (
    <div className={style.entry} data-open={open || undefined}>
      <UnstyledButton className={style.line} aria-expanded={open} onClick={() => props.onToggle(entry.seq)}>
        <UnfoldIcon size={12} />
        <span className={style.seq}>{entry.seq}</span>
        <span className={style.at}>{dayAndTime(entry.at, props.now)}</span>
        <span className={style.kind}>
          <Tag tone={tones[entry.kind] ?? 'quiet'}>{entry.kind.replace(/^.*\./, '').replace('-', ' ')}</Tag>
        </span>
        <span className={style.summary}>
          <VisibleText text={entry.summary} />
        </span>
        <span className={style.call}>
          <VisibleText text={phoneText(entry.callName ?? '')} />
        </span>
        <span className={style.actor}>
          <VisibleText text={entry.actor} />
        </span>
      </UnstyledButton>
      {open ? <EntryDetail entry={entry} /> : null}
    </div>
  );
});

function EntryDetail(props: { entry: JournalEntry }) {
  const { entry } = props;
  const [, navigate] = useLocation();
  const { call, proposal } = entry;
  const story = useStory(entry);
  return (
    <div className={style.detail}>
      {entry.detail === null ? <p className={style.quiet}>The values of this entry were erased.</p> : null}
      <ValuesTable rows={story.values} />
      <EntryReceipt receipt={story.receipt} />
      <dl className={style.other}>
        {otherDetail(entry.detail).map(({ name, text }) => (
          <div key={name}>
            <dt>
              <VisibleText text={name} />
            </dt>
            <dd>
              <FoldedText text={text} />
            </dd>
          </div>
        ))}
        <div>
          <dt>hash</dt>
          <dd>{entry.hash}</dd>
        </div>
      </dl>
      {entry.kind === 'write.written' && proposal !== null ? <UndoEntry proposal={proposal} /> : null}
      {call === null ? null : (
        <Press
          onPress={() =>
            navigate(`/live/${encodeURIComponent(call)}${proposal ? `/${encodeURIComponent(proposal)}` : ''}`)
          }
        >
          See the call
        </Press>
      )}
    </div>
  );
}

/** All that the journal holds of the entry's proposal; the entry alone where it is about none, or while that is read. */
function useStory(entry: JournalEntry) {
  const { query } = useConsole();
  const { proposal } = entry;
  const input = { text: '', proposal: proposal ?? '', before: null, size: 500 };
  const all = useQuery({ ...query.journal.search.queryOptions({ input }), enabled: proposal !== null });
  return journalStory(all.data?.entries.length ? all.data.entries : [entry]);
}

function ValuesTable(props: { rows: readonly JournalValue[] }) {
  const { rows } = props;
  const columns = journalColumns(rows);
  if (rows.length === 0) return null;
  return (
    <table className={style.values}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {columnWords[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field}>
            <th scope="row" title={row.field}>
              <VisibleText text={row.label} />
            </th>
            {columns.map((column) => (
              <td key={column} data-column={column}>
                <Cell value={row.values[column]} />
                {column === 'sent' && isEdited(row) ? <Tag tone="amber">edited</Tag> : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell(props: { value: FieldValue | undefined }) {
  if (props.value === undefined) return null;
  if (props.value === null || props.value === '') return <span className={style.quiet}>blank</span>;
  return <FoldedText text={String(props.value)} />;
}
