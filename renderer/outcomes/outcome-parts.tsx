import { UnstyledButton } from '@mantine/core';
import { type Outcome, type OutcomePart, outcomeValue } from '../../shared/model/outcome.ts';
import { Tag } from '../ui/tag.tsx';
import { clock, dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './outcome-panel.module.css';
import { dispositionTone, fromWords, partWords, sentimentTone, sentimentWords } from './outcome-words.ts';

type OutcomePartsProps = {
  of: Outcome;
  /** Shows the words that something was made out from. */
  onSee: (utterance: string) => void;
  onRestore: (part: OutcomePart) => void;
};

const parts = ['disposition', 'sentiment', 'seconds', 'summary'] as const satisfies readonly OutcomePart[];

/** What was made out of the call, part by part, and who changed it. */
export function OutcomeParts(props: OutcomePartsProps) {
  return (
    <dl className={style.parts}>
      {parts.map((part) => (
        <Part key={part} {...props} part={part} />
      ))}
    </dl>
  );
}

function Part({ of, part, onSee, onRestore }: OutcomePartsProps & { part: OutcomePart }) {
  const now = useNow();
  const derived = of.derived[part];
  const edit = of.edits[part];
  const [words] = derived.utterances;
  const because = [fromWords[derived.from], derived.reasons.join(', ')].filter(Boolean).join(': ');
  return (
    <div className={style.part} data-part={part}>
      <dt>{partWords[part]}</dt>
      <dd>
        <PartValue part={part} value={outcomeValue(of, part)} />
        {edit ? (
          <p className={style.because}>
            {edit.by}, {dayAndTime(edit.at, now)}. Made out {fromWords[derived.from]}:{' '}
            <span className={style.derived}>
              <PartText part={part} value={derived.value} />
            </span>{' '}
            <UnstyledButton className={style.link} onClick={() => onRestore(part)}>
              Put back<span className="sr-only"> {partWords[part].toLowerCase()}</span>
            </UnstyledButton>
          </p>
        ) : (
          <p className={style.because}>
            <VisibleText text={because} />{' '}
            {words ? (
              <UnstyledButton className={style.link} onClick={() => onSee(words)}>
                Show<span className="sr-only"> the words behind the {partWords[part].toLowerCase()}</span>
              </UnstyledButton>
            ) : null}
          </p>
        )}
      </dd>
    </div>
  );
}

function PartValue({ part, value }: { part: OutcomePart; value: string | number }) {
  const text = <PartText part={part} value={value} />;
  if (part === 'disposition') return <Tag tone={dispositionTone(String(value))}>{text}</Tag>;
  if (part === 'sentiment') return <Tag tone={toneOf(value)}>{text}</Tag>;
  return <p className={style.value}>{text}</p>;
}

function PartText({ part, value }: { part: OutcomePart; value: string | number }) {
  if (part === 'seconds') return clock(Number(value) * 1000);
  if (part === 'sentiment') return sentimentWords[moodOf(value)];
  return value === '' ? <em>blank</em> : <VisibleText text={String(value)} />;
}

function moodOf(value: string | number) {
  return value === 'positive' || value === 'negative' ? value : 'neutral';
}

function toneOf(value: string | number) {
  return sentimentTone[moodOf(value)];
}
