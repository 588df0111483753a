import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { leadChangeCues } from '../cues/lead-cues.ts';
import type { Speech } from '../cues/speech.ts';
import { fieldByDetail } from '../details.ts';
import type { Hearing } from '../reading/hearing.ts';
import { toldAboutCaller } from './person.ts';
import { toValue } from './quote.ts';
import { raisedIn } from './raised.ts';

/** The change of an earlier enquiry's details: what the caller told from the request on. */
export function suggestLeadChange(hearing: Hearing, speech: Speech): Suggestion[] {
  const [raised] = raisedIn(speech, leadChangeCues);
  if (!raised) return [];
  const values = toldAboutCaller(hearing, { company: true }).flatMap((heard) => {
    const field = heard.turn >= raised.turn ? fieldByDetail.update_lead[heard.detail] : undefined;
    return field ? [toValue(hearing, field, heard)] : [];
  });
  if (values.length === 0) return [];
  return [
    {
      action: 'update_lead',
      matter: 'lead-details',
      pinnedTo: hearing.turns[raised.turn]?.utterance.id ?? '',
      values,
      certainty: raised.certainty,
      reasons: raised.reasons,
    },
  ];
}
