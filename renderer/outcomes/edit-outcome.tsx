import { Autocomplete, NumberInput, SegmentedControl, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import {
  longestDisposition,
  longestSummary,
  type Outcome,
  outcomeValue,
  sentiment as sentimentShape,
  usualDispositions,
} from '../../shared/model/outcome.ts';
import { Press } from '../ui/press.tsx';
import style from './outcome-panel.module.css';
import { partWords, sentimentWords } from './outcome-words.ts';
import type { OutcomeEdits } from './use-review.ts';

type EditOutcomeProps = {
  of: Outcome;
  hindered: string | null;
  onSave: (values: OutcomeEdits) => void;
  onCancel: () => void;
};

/** Edits what was made out of a call; what was made out stays, and can be put back. */
export function EditOutcome({ of, hindered, onSave, onCancel }: EditOutcomeProps) {
  const [disposition, setDisposition] = useState(outcomeValue(of, 'disposition'));
  const [mood, setMood] = useState(outcomeValue(of, 'sentiment'));
  const [summary, setSummary] = useState(outcomeValue(of, 'summary'));
  const [seconds, setSeconds] = useState<number | string>(outcomeValue(of, 'seconds'));
  const [lacking, setLacking] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (disposition.trim() === '') return setLacking(true);
    const length = typeof seconds === 'number' ? { seconds: Math.round(seconds) } : {};
    onSave({ disposition: disposition.trim(), sentiment: mood, summary: summary.trim(), ...length });
  };
  return (
    <form
      className={style.form}
      onSubmit={submit}
      noValidate
      aria-label="Edit the outcome"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      <Autocomplete
        label={partWords.disposition}
        data={[...usualDispositions]}
        data-autofocus
        autoFocus
        maxLength={longestDisposition}
        error={lacking && disposition.trim() === '' ? 'Say what came of it.' : null}
        value={disposition}
        onChange={setDisposition}
      />
      <div>
        <p className={style.label} id="sentiment-label">
          {partWords.sentiment}
        </p>
        <SegmentedControl
          aria-labelledby="sentiment-label"
          fullWidth
          size="xs"
          data={sentimentShape.options.map((value) => ({ value, label: sentimentWords[value] }))}
          value={mood}
          onChange={(value) => setMood(sentimentShape.parse(value))}
        />
      </div>
      <Textarea
        label={partWords.summary}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={longestSummary}
        value={summary}
        onChange={(event) => setSummary(event.currentTarget.value)}
      />
      <NumberInput
        label="Length in seconds"
        min={0}
        max={1_000_000}
        allowDecimal={false}
        allowNegative={false}
        value={seconds}
        onChange={setSeconds}
      />
      <div className={style.presses}>
        <Press type="submit" tone="primary" hint="Ctrl+Enter" refusedBecause={hindered}>
          Save
        </Press>
        <Press onPress={onCancel} hint="Esc">
          Cancel
        </Press>
      </div>
    </form>
  );
}
