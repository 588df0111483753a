import type { SuggestedValue, Suggestion } from '../../../shared/model/suggestion.ts';
import { type CaseChange, caseChangeCues } from '../cues/open-case-cues.ts';
import type { Speech } from '../cues/speech.ts';
import type { Hearing } from '../reading/hearing.ts';
import { quoteSentence, toValue } from './quote.ts';
import { type Raised, raisedIn } from './raised.ts';
import { toldReferences } from './told-references.ts';

const changeByKind: Readonly<Record<CaseChange, { field: string; value: string }>> = {
  close: { field: 'Status', value: 'Closed' },
  priority: { field: 'Priority', value: 'High' },
};

/** The change of an open case a caller asks for: that it be closed, or treated as urgent. */
export function suggestCaseChange(hearing: Hearing, speech: Speech): Suggestion[] {
  const raised = raisedIn(speech, caseChangeCues);
  const [first] = raised;
  if (!first) return [];
  const number = toldReferences(hearing, { unnamedFrom: null }).find(({ detail }) => detail === 'case-number');
  return [
    {
      action: 'update_case',
      matter: 'case-change',
      pinnedTo: hearing.turns[first.turn]?.utterance.id ?? '',
      values: [
        ...raised.flatMap((each) => changeOf(hearing, each)),
        ...(number ? [toValue(hearing, 'CaseNumber', number)] : []),
      ],
      certainty: first.certainty,
      reasons: raised.flatMap(({ reasons }) => reasons),
    },
  ];
}

/** The value stands for the words it was taken from, which are kept beside it. */
function changeOf(hearing: Hearing, { kind, found }: Raised<CaseChange>): SuggestedValue[] {
  const [cue] = found;
  const { field, value } = changeByKind[kind];
  const quoted = cue ? quoteSentence(hearing, field, cue) : null;
  if (!quoted) return [];
  return [
    {
      ...quoted,
      value,
      certainty: 'likely',
      reasons: ["taken from the caller's words"],
      resolvedFrom: quoted.evidence.quote,
    },
  ];
}
