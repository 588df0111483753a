import type { ReactNode } from 'react';
import type { DiffRow } from '../../shared/model/diff.ts';
import type { ProposedValue } from '../../shared/model/proposal.ts';
import { EvidenceLine } from '../transcript/evidence-line.tsx';
import { LookIcon } from '../ui/icons.tsx';
import style from './proposal-card.module.css';
import { type FieldPlace, ValueView } from './value-view.tsx';

const askerWords = {
  agent: 'agent asked',
  suggestion: 'caller said',
  automation: 'automation wants',
  supervisor: 'supervisor wants',
} as const;

/** What supports a value: the words, or that it was never said; who wants something else; what to look at. */
export function SupportView(props: { row: DiffRow; place: FieldPlace }) {
  const { value } = props.row;
  const remarks = remarksOn(value);
  return (
    <>
      {value.evidence ? <EvidenceLine evidence={value.evidence} remark={resolved(value)} /> : null}
      {value.evidence || remarks.some((remark) => /never said/i.test(remark)) ? null : <NotSaid value={value} />}
      {remarks.map((remark) =>
        value.certainty === 'unsure' ? (
          <Look key={remark}>{remark}</Look>
        ) : (
          <div key={remark} className={style.quietSupport}>
            {remark}
          </div>
        ),
      )}
      {value.invalid ? <Look tone="red">Cannot be sent as it is: {value.invalid}</Look> : null}
      {value.alternatives.map((other) => (
        <div key={`${other.asker} ${String(other.value)}`} className={style.alternative}>
          <LookIcon size={14} />
          <div>
            <span>{askerWords[other.asker]} </span>
            <ValueView place={props.place} value={other.value} tone="now" blank="cleared" />
            {other.evidence ? <EvidenceLine evidence={other.evidence} /> : null}
          </div>
        </div>
      ))}
    </>
  );
}

function resolved(value: ProposedValue): string | null {
  const parts = [value.resolvedFrom ? `from “${value.resolvedFrom}”` : null];
  if (value.origin === 'edited') parts.push('then edited');
  // Reasons that only confirm stand quietly beside the words; those that warn get their own line.
  if (value.certainty === 'certain') parts.push(...value.reasons);
  return parts.filter((part) => part !== null).join(', ') || null;
}

function remarksOn(value: ProposedValue): string[] {
  if (value.certainty === 'certain') return [];
  const word = value.certainty === 'unsure' ? 'Unsure' : 'Likely';
  if (value.reasons.length === 0) return value.evidence ? [word] : [];
  return [`${word}: ${value.reasons.join('; ')}`];
}

function NotSaid(props: { value: ProposedValue }) {
  switch (props.value.origin) {
    case 'fixed':
      return <div className={style.quietSupport}>fixed for this action</div>;
    case 'edited':
      return <div className={style.quietSupport}>edited by a supervisor</div>;
    case 'defaulted':
      return <Look>Never said in the call: the default</Look>;
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
