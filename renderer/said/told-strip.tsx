import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallDoorsView } from '../../shared/contract/clock-view.ts';
import type { CallSummary } from '../../shared/contract/views.ts';
import type { Call } from '../../shared/model/call.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { ClaimTopic, SaidView } from '../../shared/model/said-claim.ts';
import { useConsole, useLine } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { TellDialog } from '../live/door-dialogs.tsx';
import { HandPopover } from '../live/hand-popover.tsx';
import type { HandTarget } from '../live/hand-targets.ts';
import { useHandTargets } from '../live/use-hand-targets.ts';
import { EvidenceLine } from '../transcript/evidence-line.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './said.module.css';
import { messageToAgent, saidTone, saidWord, toldNotDone, whatHappened } from './told-words.ts';

type ToldStripProps = {
  summary: CallSummary;
  said: readonly SaidView[];
  doors: CallDoorsView | null;
  onPin: (proposal: string) => void;
};

/** What the agent told the caller and is not so, with what can be done about each; nothing where all of it is so. */
export function ToldStrip(props: ToldStripProps) {
  const now = useNow();
  const told = toldNotDone(props.said, now);
  const dropped = props.said.filter(({ dismissedBy }) => dismissedBy !== null);
  if (told.length === 0 && dropped.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={style.strip} tabIndex={0} aria-label="Told the caller, but not done">
      {told.length > 0 ? (
        <div role="alert">
          <ul className={style.list}>
            {told.map((each) => (
              <Told key={each.id} {...props} of={each} />
            ))}
          </ul>
        </div>
      ) : null}
      {dropped.length > 0 ? <Dropped of={dropped} call={props.summary.call.id} /> : null}
    </section>
  );
}

function Told(props: ToldStripProps & { of: SaidView }) {
  const { of, summary, doors } = props;
  const { call } = summary;
  const [telling, tell] = useState(false);
  const dismiss = useDismiss(call.id);
  const live = call.endedAt === null;
  const { proposal } = of;
  return (
    <li className={style.told}>
      <div className={style.words}>
        <Tag tone={saidTone(of)}>{`${of.tense === 'done' ? 'told' : 'promised'}, ${saidWord(of)}`}</Tag>
        <EvidenceLine evidence={of.words} />
        <span className={style.happened}>
          <VisibleText text={whatHappened(of)} />
        </span>
      </div>
      <div className={style.presses}>
        {proposal ? (
          <Press onPress={() => props.onPin(proposal.id)}>
            {of.state === 'waiting' ? `Decide ${proposal.reference}` : `See ${proposal.reference}`}
          </Press>
        ) : null}
        {of.state === 'waiting' ? null : <ProposeIt of={of} call={call} onProposed={({ id }) => props.onPin(id)} />}
        {live && doors?.tell.open ? (
          <Press label={`Tell the agent about “${of.words.quote}”`} onPress={() => tell(true)}>
            Tell the agent
          </Press>
        ) : null}
        <Press
          tone="quiet"
          label={`No claim: “${of.words.quote}”`}
          refusedBecause={dismiss.hindrance}
          onPress={() => dismiss.set(of.id, true)}
        >
          No claim
        </Press>
      </div>
      {dismiss.error ? <Failed problem={refusalOf(dismiss.error)} /> : null}
      {telling ? <TellDialog of={summary} message={messageToAgent(of)} onClose={() => tell(false)} /> : null}
    </li>
  );
}

const fieldOf: Partial<Record<ClaimTopic, readonly string[]>> = {
  email: ['Email'],
  address: ['MailingStreet', 'Street', 'BillingStreet'],
  name: ['LastName'],
};

/** The form by which a supervisor proposes what the agent only spoke of. */
function ProposeIt(props: { of: SaidView; call: Call; onProposed: (proposal: Proposal) => void }) {
  const { of, call } = props;
  const [opened, open] = useState(false);
  const { byKey } = useHandTargets(call, '');
  const phones = /\b(?:mobile|cell)/i.test(of.words.quote) ? ['MobilePhone', 'Phone'] : ['Phone', 'MobilePhone'];
  const named = of.topics.flatMap((topic) => (topic === 'phone' ? phones : (fieldOf[topic] ?? [])));
  const field = named.map((name) => byKey.get(`field ${name}`)).find((target) => target !== undefined);
  const start: HandTarget = field ?? { kind: 'case' };
  return (
    <HandPopover
      title={`Propose what was told: “${of.words.quote}”`}
      call={call}
      words={null}
      start={start}
      opened={opened}
      onProposed={(proposal) => {
        open(false);
        props.onProposed(proposal);
      }}
      onClose={() => open(false)}
    >
      <Press
        label={`Propose it: “${of.words.quote}”`}
        aria-haspopup="dialog"
        aria-expanded={opened}
        onPress={() => open(!opened)}
      >
        Propose it
      </Press>
    </HandPopover>
  );
}

function Dropped(props: { of: readonly SaidView[]; call: string }) {
  const { of } = props;
  const dismiss = useDismiss(props.call);
  return (
    <details className={style.dropped}>
      <summary>{of.length === 1 ? '1 was no claim' : `${of.length} were no claims`}</summary>
      <ul>
        {of.map((each) => (
          <li key={each.id} className={style.words}>
            <EvidenceLine evidence={each.words} remark={`said ${each.dismissedBy ?? 'somebody'}`} />
            <Press
              tone="quiet"
              label={`A claim after all: “${each.words.quote}”`}
              refusedBecause={dismiss.hindrance}
              onPress={() => dismiss.set(each.id, false)}
            >
              A claim after all
            </Press>
          </li>
        ))}
      </ul>
    </details>
  );
}

function useDismiss(call: string) {
  const { query } = useConsole();
  const announce = useAnnounce();
  const offline = useLine().state === 'open' ? null : 'Reconnecting: this waits until the console is back.';
  const dismiss = useMutation(
    query.said.dismiss.mutationOptions({
      onSuccess: (_done, { dismissed }) => announce(dismissed ? 'No claim' : 'A claim after all'),
    }),
  );
  return {
    error: dismiss.error,
    hindrance: offline ?? (dismiss.isPending ? 'It is being noted.' : null),
    set: (claim: string, dismissed: boolean) => dismiss.mutate({ call, claim, dismissed }),
  };
}
