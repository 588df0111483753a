import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { leadCues } from '../cues/other-cues.ts';
import type { Speech } from '../cues/speech.ts';
import { fieldByDetail } from '../details.ts';
import type { Heard } from '../extract/heard.ts';
import { placesIn } from '../extract/places.ts';
import { interestsIn, plansIn } from '../extract/products.ts';
import type { Hearing } from '../reading/hearing.ts';
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
    ...toldAboutCaller(hearing, { company: true }).flatMap(asLeadName),
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

type Named = { field: string; heard: Heard };

function settled(hearing: Hearing, found: readonly Heard[]): Named[] {
  const heard = settle(found, hearing.turns);
  const field = heard && fieldByDetail.create_lead[heard.detail];
  return heard && field ? [{ field, heard }] : [];
}

/** Salesforce keeps a person's name in two fields; a single name is the last name, which is required. */
export function asLeadName(heard: Heard): Named[] {
  const field = fieldByDetail.create_lead[heard.detail];
  if (heard.detail !== 'name') return field ? [{ field, heard }] : [];
  const names = String(heard.value).split(/\s+/);
  const last = names.at(-1) ?? '';
  const first = names.slice(0, -1).join(' ');
  const lastName = { field: 'LastName', heard: { ...heard, value: last, start: heard.end - last.length } };
  if (first === '') return [lastName];
  return [{ field: 'FirstName', heard: { ...heard, value: first, end: heard.start + first.length } }, lastName];
}
