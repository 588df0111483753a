import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { leadCues } from '../cues/lead-cues.ts';
import type { Speech } from '../cues/speech.ts';
import { fieldByDetail } from '../details.ts';
import type { Heard } from '../extract/heard.ts';
import { placesIn } from '../extract/places.ts';
import { interestsIn, plansIn } from '../extract/products.ts';
import type { Hearing } from '../reading/hearing.ts';
import { type Fielded, inTwoNames } from './names.ts';
import { toldAboutCaller } from './person.ts';
import { quoteTurn, toValue } from './quote.ts';
import { raisedIn } from './raised.ts';
import { settle } from './settle.ts';

/** The lead somebody who wants to buy makes. */
export function suggestLead(hearing: Hearing, speech: Speech): Suggestion[] {
  const [raised] = raisedIn(speech, leadCues);
  if (!raised) return [];
  const places = placesIn(hearing);
  const told = [
    ...toldAboutCaller(hearing, { company: true }).flatMap((heard) => inTwoNames(heard, fieldByDetail.create_lead)),
    ...(['city', 'state', 'postal-code'] as const).flatMap((detail) =>
      settled(
        hearing,
        places.filter((heard) => heard.detail === detail),
      ),
    ),
    ...settled(hearing, interestsIn(hearing)),
    ...settled(hearing, plansIn(hearing)),
  ];
  const [cue] = raised.found;
  const description = cue ? quoteTurn(hearing, 'Description', cue) : null;
  return [
    {
      action: 'create_lead',
      matter: 'lead',
      pinnedTo: hearing.turns[raised.turn]?.utterance.id ?? '',
      values: [
        ...told.map(({ field, heard }) => toValue(hearing, field, heard)),
        ...(description ? [description] : []),
      ],
      certainty: raised.certainty,
      reasons: raised.reasons,
    },
  ];
}

function settled(hearing: Hearing, found: readonly Heard[]): Fielded[] {
  const heard = settle(found, hearing.turns);
  const field = heard && fieldByDetail.create_lead[heard.detail];
  return heard && field ? [{ field, heard }] : [];
}
