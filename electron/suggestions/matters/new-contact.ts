import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { newcomerCues } from '../cues/contact-cues.ts';
import type { Speech } from '../cues/speech.ts';
import { fieldByDetail } from '../details.ts';
import { addressesIn } from '../extract/addresses.ts';
import type { Hearing } from '../reading/hearing.ts';
import { inTwoNames } from './names.ts';
import { toldAboutCaller } from './person.ts';
import { toValue } from './quote.ts';
import { raisedIn } from './raised.ts';

/** The contact of a caller who says that they are not in the org, and is not matched to anybody in it. */
export function suggestNewContact(hearing: Hearing, speech: Speech): Suggestion[] {
  const [raised] = hearing.conversation.caller.name === null ? raisedIn(speech, newcomerCues) : [];
  if (!raised) return [];
  const [address] = addressesIn(hearing, 0);
  const told = [...toldAboutCaller(hearing, { company: false }), ...(address?.parts ?? [])];
  const values = told.flatMap((heard) =>
    inTwoNames(heard, fieldByDetail.create_contact).map((each) => toValue(hearing, each.field, each.heard)),
  );
  // Salesforce keeps nobody without a last name.
  if (!values.some(({ field }) => field === 'LastName')) return [];
  return [
    {
      action: 'create_contact',
      matter: 'new-contact',
      pinnedTo: hearing.turns[raised.turn]?.utterance.id ?? '',
      values,
      certainty: raised.certainty,
      reasons: raised.reasons,
    },
  ];
}
