import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DiffRow } from '../../../shared/model/diff.ts';
import type { Evidence, EvidenceMark } from '../../../shared/model/evidence.ts';
import { type FieldValue, sameFieldValue } from '../../../shared/model/field-value.ts';
import { isOutbound } from '../../../shared/model/outbound.ts';
import { isWaiting, type Proposal, type ProposedValue } from '../../../shared/model/proposal.ts';
import { useDecisions } from '../../desk/decisions.tsx';
import { EvidenceLine } from '../../transcript/evidence-line.tsx';
import { LookIcon } from '../../ui/icons.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import style from '../proposal-card.module.css';
import { type FieldPlace, ValueView } from './value-view.tsx';

const askerWords = {
  agent: 'agent asked',
  suggestion: 'caller said',
  automation: 'automation wants',
  supervisor: 'supervisor wants',
} as const;

/** What supports a value: the words, or that it was never said; what is doubtful about them; who wants something else. */
export function SupportView(props: { of: Proposal; row: DiffRow; place: FieldPlace }) {
  const { value } = props.row;
  const { marks = [] } = value;
  const remarks = value.evidence && value.certainty === 'likely' ? [] : remarksOn(value);
  const told = marks.length > 0 || remarks.some((remark) => /never said/i.test(remark));
  return (
    <>
      {value.evidence ? (
        <EvidenceLine evidence={value.evidence} remark={resolved(value)} verbatim={isVerbatim(value)} />
      ) : null}
      {value.evidence || told || isWrittenDown(props.of, value) ? null : <NotSaid value={value} />}
      {marks.map((mark) => (
        <MarkView key={mark.kind} of={value} mark={mark} />
      ))}
      {remarks.map((remark) =>
        value.certainty === 'unsure' ? (
          <Look key={remark}>
            <VisibleText text={remark} />
          </Look>
        ) : (
          <div key={remark} className={style.quietSupport}>
            <VisibleText text={remark} />
          </div>
        ),
      )}
      {value.invalid ? <Look tone="red">Cannot be sent as it is: {value.invalid}</Look> : null}
      {value.alternatives.map((other) => (
        <div key={`${other.asker} ${String(other.value)}`} className={style.alternative}>
          <LookIcon size={14} />
          <div>
            <div className={style.taken} data-tone="amber">
              <span>{askerWords[other.asker]}</span>
              <ValueView place={props.place} value={other.value} tone="now" blank="cleared" />
              <Take of={props.of} field={value.field} value={other.value} />
            </div>
            {other.evidence ? <EvidenceLine evidence={other.evidence} /> : null}
          </div>
        </div>
      ))}
      <Taken of={props.of} row={props.row} place={props.place} />
    </>
  );
}

/** Of what goes out, the automation that wants it stands at its head already. */
function isWrittenDown(of: Proposal, { origin }: ProposedValue): boolean {
  return isOutbound(of) && origin === 'fixed';
}

/** Shorter words are read twice in no time, and say at a glance that they are the same. */
const longWords = 40;

/** What a person reads as the value is the words themselves: read twice, they would say no more. */
function isVerbatim({ value, evidence }: ProposedValue): boolean {
  return typeof value === 'string' && value.length > longWords && value.trim() === evidence?.quote.trim();
}

/** One doubt, with the words that raise it where they do not stand there already. */
export function MarkView(props: { of: ProposedValue; mark: EvidenceMark }) {
  const { of, mark } = props;
  const shown = [of.evidence, ...of.alternatives.map((other) => other.evidence)];
  const same = shown.some((each) => each && mark.evidence && isSameSpan(mark.evidence, each));
  return (
    <>
      <Look>
        <VisibleText text={capital(mark.words)} />
      </Look>
      {mark.evidence && !same ? <EvidenceLine evidence={mark.evidence} doubtful /> : null}
    </>
  );
}

function isSameSpan(one: Evidence, other: Evidence): boolean {
  return one.utterance === other.utterance && one.start === other.start && one.end === other.end;
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function Take(props: { of: Proposal; field: string; value: FieldValue }) {
  const { of, field, value } = props;
  const decisions = useDecisions();
  if (!isWaiting(of)) return null;
  return (
    <UnstyledButton className={style.take} onClick={() => decisions.take(of, field, value)}>
      Use this instead
    </UnstyledButton>
  );
}

/** What was proposed before a person took another value on the card, and the way back to it. */
function Taken(props: { of: Proposal; row: DiffRow; place: FieldPlace }) {
  const { of, row } = props;
  const decisions = useDecisions();
  const choice = decisions.choice(of, row.field);
  if (!choice || sameFieldValue(choice.value, choice.record)) return null;
  return (
    <div className={style.taken}>
      <span>taken instead of</span>
      <ValueView place={props.place} value={choice.insteadOf} blank="cleared" />
      <UnstyledButton className={style.take} onClick={() => decisions.take(of, row.field, choice.insteadOf)}>
        Put back
      </UnstyledButton>
    </div>
  );
}

function resolved(value: ProposedValue): string | null {
  const parts = [value.resolvedFrom ? `from “${value.resolvedFrom}”` : null];
  // Without a reason it was only taken on this card, which says so itself.
  if (value.origin === 'edited' && value.reasons.length > 0) parts.push('then edited');
  // Reasons that only confirm stand quietly beside the words; those that warn get their own line.
  if (value.certainty === 'certain') parts.push(...value.reasons);
  if (value.certainty === 'likely') parts.push(...remarksOn(value));
  return parts.filter((part) => part !== null).join(', ') || null;
}

function remarksOn(value: ProposedValue): string[] {
  if (value.certainty === 'certain') return [];
  const word = value.certainty === 'unsure' ? 'Unsure' : 'Likely';
  // Each doubt has its own line.
  const marks = new Set(value.marks?.map(({ words }) => words));
  const reasons = value.reasons.filter((reason) => !marks.has(reason));
  if (reasons.length === 0) return value.evidence && marks.size === 0 ? [word] : [];
  // Why it was believed at first is no reason to look.
  if (marks.size > 0) return [];
  return [`${word}: ${reasons.join('; ')}`];
}

function NotSaid(props: { value: ProposedValue }) {
  switch (props.value.origin) {
    case 'fixed':
      return (
        <div className={style.quietSupport}>
          <VisibleText text={props.value.reasons.join('; ') || 'fixed for this action'} />
        </div>
      );
    case 'edited':
      // Taken on this very card a moment ago, it says so itself, with the way back.
      return props.value.reasons.length === 0 ? null : <div className={style.quietSupport}>edited by a supervisor</div>;
    case 'defaulted':
      return <div className={style.quietSupport}>the default of this action, not said in the call</div>;
    default:
      return <Look>Never said in the call</Look>;
  }
}

function Look(props: { tone?: 'red'; children: ReactNode }) {
  return (
    <div className={style.look} data-tone={props.tone}>
      <LookIcon size={14} />
      <span>{props.children}</span>
    </div>
  );
}
