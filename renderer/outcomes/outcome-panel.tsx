import type { RefObject } from 'react';
import type { OutcomeView } from '../../shared/contract/outcomes-contract.ts';
import type { Call } from '../../shared/model/call.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { Press } from '../ui/press.tsx';
import { Failed, SectionLabel } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { EditOutcome } from './edit-outcome.tsx';
import { OutcomeFacts } from './outcome-facts.tsx';
import { OutcomeNotes } from './outcome-notes.tsx';
import style from './outcome-panel.module.css';
import { OutcomeParts } from './outcome-parts.tsx';
import { logWords } from './outcome-words.ts';
import { PlatformFacts } from './platform-facts.tsx';
import { TranscriptChoice } from './transcript-choice.tsx';
import type { Review } from './use-review.ts';

type OutcomePanelProps = {
  view: OutcomeView;
  /** The call itself; null while it is read. */
  about: Call | null;
  proposals: readonly Proposal[];
  review: Review;
  editing: boolean;
  onEditing: (editing: boolean) => void;
  onWrite: () => void;
  onAssign: () => void;
  onDone: () => void;
  onDisagree: () => void;
  noteField: RefObject<HTMLTextAreaElement | null>;
  onSee: (utterance: string) => void;
};

/** What was made out of a call, and all that a supervisor does about it. */
export function OutcomePanel(props: OutcomePanelProps) {
  const { view, review, editing } = props;
  const { row, outcome } = view;
  const call = row.call;
  return (
    <section className={style.panel} aria-label="What became of it">
      <div className={style.presses}>
        <Press tone="primary" hint="L" refusedBecause={review.hindered} onPress={props.onWrite}>
          {row.log === 'written' ? 'Write back the changes' : 'Write back'}
        </Press>
        <Press hint="D" refusedBecause={review.hindered} onPress={props.onDone}>
          {row.reviewed ? 'Not reviewed after all' : 'Reviewed'}
        </Press>
        <Press hint="F" refusedBecause={review.hindered} onPress={() => void review.flag([call], !row.flagged)}>
          {row.flagged ? 'Unflag' : 'Flag'}
        </Press>
        <Press hint="O" refusedBecause={review.hindered} onPress={props.onAssign}>
          Assign
        </Press>
        <TranscriptChoice />
      </div>
      <Signs view={view} />
      {review.problem ? <Failed problem={review.problem} /> : null}
      <div className={style.sectionHead}>
        <SectionLabel>What became of it</SectionLabel>
        {editing ? null : (
          <Press tone="quiet" hint="E" refusedBecause={review.hindered} onPress={() => props.onEditing(true)}>
            Edit
          </Press>
        )}
      </div>
      {editing ? (
        <EditOutcome
          of={outcome}
          hindered={review.hindered}
          onCancel={() => props.onEditing(false)}
          onSave={(values) => void review.edit(call, values).then((done) => done && props.onEditing(false))}
        />
      ) : (
        <>
          <OutcomeParts
            of={outcome}
            onSee={props.onSee}
            onRestore={(part) => void review.edit(call, { [part]: null })}
          />
          <Verdict of={outcome} {...props} />
        </>
      )}
      <OutcomeFacts view={view} proposals={props.proposals} />
      {props.about ? <PlatformFacts of={props.about} /> : null}
      <OutcomeNotes
        of={outcome}
        field={props.noteField}
        hindered={review.hindered}
        onAdd={(text) => review.note(call, text)}
        onRemove={(note) => void review.removeNote(call, note)}
      />
    </section>
  );
}

/** Where the call stands: its log, and who looked at it. */
function Signs({ view: { row, outcome, log } }: { view: OutcomeView }) {
  const now = useNow();
  const logged = logWords(row.log);
  const { reviewed, assigned, flag } = outcome;
  if (!logged && !reviewed && !assigned && !flag) return null;
  return (
    <p className={style.signs}>
      {logged && log ? (
        <Tag tone={logged.tone}>
          {logged.words} · {log.reference}
        </Tag>
      ) : null}
      {flag ? <Tag tone="amber">Flagged by {flag.by}</Tag> : null}
      {assigned ? <Tag tone="teal">For {assigned.to}</Tag> : null}
      {reviewed ? (
        <span className={style.quiet}>
          Reviewed by {reviewed.by}, {dayAndTime(reviewed.at, now)}
        </span>
      ) : null}
    </p>
  );
}

/** Whether a person agrees with what was made out. */
function Verdict(props: Pick<OutcomePanelProps, 'review' | 'onDisagree' | 'view'> & { of: Outcome }) {
  const { of, review, view } = props;
  const now = useNow();
  const { verdict } = of;
  const { call } = view.row;
  const judge = (agrees: boolean) => void review.judge(call, { agrees, why: '' });
  return (
    <div className={style.verdict}>
      {verdict ? (
        <p className={style.value}>
          {verdict.by} {verdict.agrees ? 'agrees' : 'disagrees'}
          {verdict.why ? (
            <>
              : “<VisibleText text={verdict.why} />”
            </>
          ) : null}
          <span className={style.quiet}>, {dayAndTime(verdict.at, now)}</span>
        </p>
      ) : (
        <p className={style.quiet}>Is what was made out right?</p>
      )}
      <div className={style.presses}>
        {verdict?.agrees ? null : (
          <Press hint="A" refusedBecause={review.hindered} onPress={() => judge(true)}>
            Agree
          </Press>
        )}
        {verdict && !verdict.agrees ? null : (
          <Press hint="R" refusedBecause={review.hindered} onPress={props.onDisagree}>
            Disagree
          </Press>
        )}
        {verdict ? (
          <Press tone="quiet" refusedBecause={review.hindered} onPress={() => void review.judge(call, null)}>
            Take it back
          </Press>
        ) : null}
      </div>
    </div>
  );
}
