import { memo } from 'react';
import type { ListedProposal } from '../../shared/contract/views.ts';
import { isAccessToken, tokenField } from '../../shared/model/access-token.ts';
import { type DiffRow, diffProposal } from '../../shared/model/diff.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import { flagOf, needsPerson } from '../../shared/model/need.ts';
import { platformName } from '../../shared/model/platform-name.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { RowClock } from '../proposal/card-clock.tsx';
import { namesObject } from '../proposal/names-object.ts';
import { ValueView } from '../proposal/parts/value-view.tsx';
import { flagWords, stateTone, stateWord } from '../proposal/status-words.ts';
import { OrgScope } from '../ui/org-context.tsx';
import { OrgMark } from '../ui/org-mark.tsx';
import { phoneText } from '../ui/phone-text.ts';
import { PickRow } from '../ui/pick-list.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './approvals.module.css';
import { type RowChange, rowWords } from './row-words.ts';

const fitsInRow = 160;

type ApprovalRowProps = {
  listed: ListedProposal;
  selected: boolean;
  picked: boolean;
  index: number;
  count: number;
  onChoose: (id: string) => void;
  /** Pressed with Ctrl or Cmd, or with Shift as far as here. */
  onPick: (id: string, how: 'toggle' | 'extend') => void;
};

/** One waiting proposal in the list: since when, what, which change, from where, and what to know first. */
export const ApprovalRow = memo(function ApprovalRow(props: ApprovalRowProps) {
  const { listed } = props;
  const { proposal } = listed;
  const from = phoneText(listed.callName ?? '');
  const about = proposal.record?.name ?? (from || (isAccessToken(proposal) ? 'for the agent' : 'no record yet'));
  const change = isAccessToken(proposal) ? null : changeOf(proposal);
  return (
    <OrgScope id={proposal.org}>
      <PickRow
        id={`row-${proposal.id}`}
        className={style.row ?? ''}
        of={proposal.id}
        label={rowWords(listed, about, change)}
        selected={props.selected}
        picked={props.picked}
        index={props.index}
        count={props.count}
        onChoose={props.onChoose}
        onPick={props.onPick}
      >
        <span className={style.age}>
          <RowClock of={proposal} clock={listed.clock} callLive={listed.callLive} />
        </span>
        <span className={style.what}>
          <span className={style.action}>{proposal.actionLabel}</span>
          <span className={style.about}>
            {namesObject(proposal) ? null : `${proposal.objectLabel} · `}
            <VisibleText text={about} />
          </span>
        </span>
        <span className={style.change}>
          <FirstChange of={proposal} change={change} />
        </span>
        <span className={style.from}>
          <OrgMark />
          {proposal.call === null
            ? 'No call'
            : [
                platformName(listed.platform),
                from === about ? null : from,
                proposal.askers.some((asker) => asker.unverified) ? 'unverified' : null,
              ]
                .filter(Boolean)
                .join(' · ')}
        </span>
        <span className={style.flag}>{props.picked ? <Tag tone="teal">picked</Tag> : <RowFlag listed={listed} />}</span>
      </PickRow>
    </OrgScope>
  );
});

function changeOf(proposal: Proposal): RowChange {
  const rows = diffProposal(proposal);
  const changing = rows.filter((row) => proposal.operation !== 'update' || row.change !== 'unchanged');
  const first = telling(changing) ?? rows[0];
  return first ? { first, more: changing.length - 1 } : null;
}

function FirstChange(props: { of: Proposal; change: RowChange }) {
  const { of: proposal, change } = props;
  if (isAccessToken(proposal)) return <TokenTerms of={proposal} />;
  if (proposal.operation === 'delete') return <Tag tone="red">the whole record goes</Tag>;
  if (!change) return null;
  const { first, more } = change;
  return (
    <>
      <span className={style.field}>{first.label}</span>
      <ValueView
        place={{ object: proposal.object, field: first.field, type: first.type }}
        value={beginning(first.proposed)}
        display={first.value.display}
        tone="new"
        blank="cleared"
      />
      {more > 0 ? <span className={style.more}>+{more}</span> : null}
    </>
  );
}

/** In whose name a token writes, and for how long. */
function TokenTerms(props: { of: Proposal }) {
  const proposed = (name: string) => props.of.values.find(({ field }) => field === name)?.value ?? null;
  const user = proposed(tokenField.user);
  if (user === null) return null;
  return (
    <>
      <span className={style.field}>Writes as</span>
      <VisibleText text={String(user)} />
      <span className={style.more}>{proposed(tokenField.minutes)} min</span>
    </>
  );
}

/** A row holds one line: what would not fit is not even drawn. */
function beginning(value: FieldValue): FieldValue {
  return typeof value === 'string' ? value.slice(0, fitsInRow) : value;
}

/** What tells one row from another: something said, rather than what is fixed for every proposal of this action. */
function telling(rows: readonly DiffRow[]): DiffRow | undefined {
  return rows.find((row) => row.value.origin === 'said' && row.type !== 'reference') ?? rows[0];
}

const tones: Record<string, Tone> = {
  conflict: 'amber',
  refused: 'red',
  blocked: 'red',
  uncertain: 'amber',
  unsure: 'amber',
};

function RowFlag(props: { listed: ListedProposal }) {
  const { proposal, callLive, clock } = props.listed;
  if (!needsPerson(proposal)) return <Tag tone={stateTone(proposal)}>{stateWord(proposal)}</Tag>;
  const flag = flagOf(proposal);
  if (flag) return <Tag tone={tones[flag] ?? 'quiet'}>{flagWords[flag]}</Tag>;
  if (clock.state === 'caller-waiting') return <span className={style.onTheLine}>caller waiting</span>;
  return callLive ? <span className={style.onTheLine}>caller on the line</span> : null;
}
