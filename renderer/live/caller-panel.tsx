import { UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CallerActivity, CallerPanel as CallerKnown, OpenCase } from '../../shared/contract/caller-contract.ts';
import type { Call } from '../../shared/model/call.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { refusalOf } from '../client/refusal.ts';
import { RecordLink } from '../proposal/record-link.tsx';
import { UnfoldIcon } from '../ui/icons.tsx';
import { phoneText } from '../ui/phone-text.ts';
import { Press } from '../ui/press.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { ageInWords } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { dayOf, knownInShort } from './caller-facts.ts';
import style from './caller-panel.module.css';
import { HandPopover } from './hand-popover.tsx';
import type { HandTarget } from './hand-targets.ts';
import { useKnownCaller } from './use-known-caller.ts';

type CallerPanelProps = {
  call: Call;
  proposals: readonly Proposal[];
  unfolded: boolean;
  onUnfolded: (unfolded: boolean) => void;
  onProposed: (proposal: Proposal) => void;
};

/** What the org knows of who calls, beside what they say: a line, unfolded to fields, open cases and last activities. */
export function CallerPanel(props: CallerPanelProps) {
  const { call, unfolded, onUnfolded } = props;
  const { known, problem, again } = useKnownCaller(call, props.proposals);
  const matched = call.caller.state === 'matched';
  return (
    <section className={style.panel} aria-label="The caller in Salesforce" data-unfolded={unfolded || undefined}>
      <div className={style.line}>
        <h2 className={style.heading}>
          <UnstyledButton className={style.toggle} aria-expanded={unfolded} onClick={() => onUnfolded(!unfolded)}>
            <UnfoldIcon size={12} />
            <span className={style.title}>In Salesforce</span>
            <span className={style.short}>{matched ? knownInShort(known) : 'It is not known who calls'}</span>
          </UnstyledButton>
        </h2>
        <ByHand {...props} title="New case" target={{ kind: 'case' }} />
      </div>
      {unfolded ? (
        <div className={style.body}>
          {problem ? (
            <Failed problem={refusalOf(problem)} actions={<Press onPress={again}>Read it again</Press>} />
          ) : null}
          {matched && !known && !problem ? <Skeleton of="the caller's record" lines={3} /> : null}
          {matched ? null : (
            <p className={style.quiet}>Say who is calling to see their record, cases and activities.</p>
          )}
          {known ? <Known {...props} known={known} /> : null}
        </div>
      ) : null}
    </section>
  );
}

function Known(props: CallerPanelProps & { known: CallerKnown }) {
  const { known } = props;
  const unread = new Map(known.unread.map(({ what, message }) => [what, message]));
  const filled = known.fields.filter(({ value }) => value !== null && value !== '');
  return (
    <>
      <Part title="Record" unread={unread.get('fields')}>
        <dl className={style.fields}>
          {filled.map(({ field, label, type, value, display }) => (
            <div key={field} className={style.field}>
              <dt title={label}>{label}</dt>
              <dd>
                {field === 'Name' && known.url ? (
                  <RecordLink url={known.url} name={String(value)} />
                ) : (
                  <VisibleText text={display ?? (type === 'phone' ? phoneText(String(value)) : String(value))} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      {known.cases || unread.has('cases') ? (
        <Part title="Open cases" unread={unread.get('cases')}>
          <ul className={style.list}>
            {known.cases?.open.map((each) => (
              <CaseLine key={each.record.id} {...props} open={each} />
            ))}
          </ul>
          {known.cases?.open.length === 0 ? <p className={style.quiet}>None.</p> : null}
          {known.cases?.more ? <p className={style.quiet}>And more: open the record to see all.</p> : null}
        </Part>
      ) : null}
      <Part title="Last activities" unread={unread.get('activities')}>
        <ul className={style.list}>
          {known.activities?.map((each) => (
            <ActivityLine key={each.record.id} activity={each} />
          ))}
        </ul>
        {known.activities?.length === 0 ? <p className={style.quiet}>None.</p> : null}
      </Part>
    </>
  );
}

function Part(props: { title: string; unread: string | undefined; children: ReactNode }) {
  return (
    <div className={style.part}>
      <h3 className={style.partTitle}>{props.title}</h3>
      {props.unread === undefined ? props.children : <p className={style.quiet}>Could not be read: {props.unread}</p>}
    </div>
  );
}

function CaseLine(props: CallerPanelProps & { open: OpenCase }) {
  const { open } = props;
  const now = useNow();
  return (
    <li className={style.entry}>
      <span className={style.entryHead}>
        <RecordLink url={open.url} name={open.record.name} />
        {open.status ? <Tag>{open.status}</Tag> : null}
        {open.openedAt ? <span className={style.quiet}>{ageInWords(now - Date.parse(open.openedAt))}</span> : null}
      </span>
      <span>
        {open.record.detail ? <VisibleText text={open.record.detail} /> : null}{' '}
        <ByHand {...props} title="Comment" on={open.record.name} target={{ kind: 'comment', on: open }} />
      </span>
    </li>
  );
}

function ActivityLine(props: { activity: CallerActivity }) {
  const { activity } = props;
  return (
    <li className={style.entry}>
      <span className={style.entryHead}>
        <RecordLink url={activity.url} name={activity.record.name} />
        <span className={style.quiet}>
          {[activity.kind === 'event' ? 'event' : activity.status?.toLowerCase(), dayOf(activity.at)]
            .filter(Boolean)
            .join(', ')}
        </span>
      </span>
    </li>
  );
}

/** A button that opens the form for one thing. */
function ByHand(props: CallerPanelProps & { title: string; on?: string; target: HandTarget }) {
  const [opened, setOpened] = useState(false);
  const label = props.on ? `${props.title} on ${props.on}` : props.title;
  return (
    <HandPopover
      title={label}
      call={props.call}
      words={null}
      start={props.target}
      opened={opened}
      onProposed={(proposal) => {
        setOpened(false);
        props.onProposed(proposal);
      }}
      onClose={() => setOpened(false)}
    >
      <UnstyledButton
        className={style.act}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        {props.title}
      </UnstyledButton>
    </HandPopover>
  );
}
