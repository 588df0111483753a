import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { RecordWatchState } from '../../../shared/contract/record-watch-contract.ts';
import { changedElsewhere, diffProposal } from '../../../shared/model/diff.ts';
import { sameFieldValue } from '../../../shared/model/field-value.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { useOrg } from '../../ui/org-context.tsx';
import { ageInWords } from '../../ui/times.ts';
import { useNow } from '../../ui/use-now.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import style from './record-watch-view.module.css';
import { useRecordWatch } from './use-record-watch.ts';

/** A change this young may be a colleague's who is still at it. */
const latelyMs = 10 * 60_000;

/** How the record of an open card is watched, who changed it lately, and which other calls are about it. */
export function RecordWatchView(props: { of: Proposal; selected: boolean }) {
  const { of } = props;
  const watched = useRecordWatch(props.selected ? of.id : null);
  useChangesAloud(of, props.selected);
  const lately = useLately(of);
  const match = matchWords(of);
  const parts = [
    watched && watched.how !== 'none' ? <Watching key="how" state={watched} /> : null,
    lately ? <span key="lately">{lately}</span> : null,
    match ? (
      <span key="match" className={style.match}>
        <VisibleText text={match} />
      </span>
    ) : null,
    watched && watched.calls.length > 0 ? <OtherCalls key="calls" calls={watched.calls} /> : null,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return (
    <p className={style.line} data-look={lately !== null || (watched?.calls.length ?? 0) > 0 || undefined}>
      {parts}
    </p>
  );
}

/** Whether it is the caller's record, and why; where that is unsure, a note of its own asks. */
function matchWords({ recordMatch, status }: Proposal): string | null {
  if (!recordMatch || recordMatch.certainty === 'unsure' || status.state !== 'waiting') return null;
  const word = recordMatch.certainty === 'certain' ? 'Right record' : 'Likely the right record';
  return `${word}: ${recordMatch.reasons.join('; ')}`;
}

function Watching(props: { state: RecordWatchState }) {
  const { how, why } = props.state;
  if (how === 'off') return <span data-off>Not watched: {why}</span>;
  const title =
    how === 'told'
      ? 'Salesforce tells of changes to this record as they happen.'
      : 'This record is read again every few seconds.';
  return (
    <span className={style.how} title={title}>
      Watched live
    </span>
  );
}

/** Who changed it in the last minutes, as long as that is lately. */
function useLately(of: Proposal): string | null {
  const now = useNow();
  const me = useOrg()?.user.name;
  const seen = of.current ?? of.base;
  const at = seen?.modifiedAt ? Date.parse(seen.modifiedAt) : Number.NaN;
  if (!seen?.modifiedBy || of.operation === 'create' || !(now - at < latelyMs)) return null;
  const who = seen.modifiedBy === me ? 'you' : seen.modifiedBy;
  return `Changed by ${who} ${ageInWords(Math.max(0, now - at))} ago`;
}

function OtherCalls(props: { calls: RecordWatchState['calls'] }) {
  return (
    <span>
      Also in {props.calls.length === 1 ? 'another live call' : `${props.calls.length} other live calls`}:{' '}
      {props.calls.map(({ call, name }, index) => (
        <span key={call}>
          {index > 0 ? ', ' : ''}
          <Link href={`/live/${encodeURIComponent(call)}`} className={style.call}>
            <VisibleText text={name} />
          </Link>
        </span>
      ))}
    </span>
  );
}

/** Reads out what somebody else changed while the card is open. */
function useChangesAloud(of: Proposal, selected: boolean): void {
  const announce = useAnnounce();
  const told = useRef<string | null>(null);
  const words = changedWords(of);
  useEffect(() => {
    const before = told.current;
    told.current = words;
    if (selected && before !== null && words !== '' && words !== before) announce(words);
  }, [words, selected, announce]);
}

function changedWords(of: Proposal): string {
  if (!of.current || of.status.state !== 'waiting') return '';
  const rows = diffProposal(of);
  const conflicts = rows.filter((row) => row.conflict).map(({ label }) => label);
  const moved = rows.filter((row) => !sameFieldValue(row.base, row.current)).map(({ label }) => label);
  const fields = [...moved, ...changedElsewhere(of)].join(', ');
  const clash = conflicts.length > 0 ? `In conflict: ${conflicts.join(', ')}.` : 'Nothing of it is in conflict.';
  return `${of.current.modifiedBy ?? 'Somebody'} changed ${fields}. ${clash}`;
}
