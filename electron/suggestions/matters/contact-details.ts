import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { type ContactKind, contactCues } from '../cues/other-cues.ts';
import type { Speech } from '../cues/speech.ts';
import { fieldByDetail } from '../details.ts';
import { addressesIn, type HeardAddress } from '../extract/addresses.ts';
import type { Heard } from '../extract/heard.ts';
import { namesIn } from '../extract/names.ts';
import { referencesIn } from '../extract/references.ts';
import type { Hearing } from '../reading/hearing.ts';
import { emailsHeard, phonesHeard } from './person.ts';
import { toValue } from './quote.ts';
import { type Raised, raisedIn } from './raised.ts';
import { confirmedOf, settle } from './settle.ts';

/** How many turns before the request the new value may have been given. */
const lead = 2;

/** The change of a contact's details a caller asks for; without values while the new ones were not told yet. */
export function suggestContactDetails(hearing: Hearing, speech: Speech): Suggestion[] {
  const raised = raisedIn(speech, contactCues);
  const [first] = raised;
  if (!first) return [];
  const values = raised.flatMap((each) => newDetails(hearing, each));
  return [
    {
      action: 'update_contact',
      matter: 'contact-details',
      pinnedTo: hearing.turns[first.turn]?.utterance.id ?? '',
      values: values.flatMap((heard) => {
        const field = heard.detail === 'name' ? 'LastName' : fieldByDetail.update_contact[heard.detail];
        return field ? [toValue(hearing, field, heard)] : [];
      }),
      certainty: first.certainty,
      reasons: [...new Set(raised.flatMap(({ reasons }) => reasons))],
    },
  ];
}

function newDetails(hearing: Hearing, { kind, turn, found }: Raised<ContactKind>): Heard[] {
  const first = Math.min(...found.map((each) => each.turn), turn);
  const since = (heard: Heard) => heard.turn >= first - lead;
  switch (kind) {
    case 'email':
      return present(settle(emailsHeard(hearing).filter(since), hearing.turns));
    case 'phone':
      return present(settle(phonesHeard(hearing).filter(since), hearing.turns));
    case 'name':
      return present(
        newLastName(
          settle(
            namesIn(hearing).filter((heard) => heard.turn >= first),
            hearing.turns,
          ),
        ),
      );
    case 'address':
      return newAddress(hearing, first);
  }
}

function present(heard: Heard | null): Heard[] {
  return heard ? [heard] : [];
}

function newLastName(heard: Heard | null): Heard | null {
  if (!heard) return null;
  const last = String(heard.value).split(' ').at(-1) ?? '';
  return { ...heard, value: last, start: heard.end - last.length };
}

/** The address that stands, with a part corrected later in its place. */
function newAddress(hearing: Hearing, first: number): Heard[] {
  const given = addressesIn(hearing, first - lead);
  const said = given.map((address) => ({
    ...address,
    parts: address.parts.map((part) => confirmedOf(part, hearing.turns)),
  }));
  const standing = standingAddress(hearing, said);
  if (!standing) return [];
  const code = referencesIn(hearing).filter((heard) => heard.detail === 'postal-code' && heard.turn > standing.turn);
  const told = standing.parts.filter((heard) => heard.detail === 'postal-code');
  const postal = settle([...told, ...code], hearing.turns);
  return [...standing.parts.filter((heard) => heard.detail !== 'postal-code'), ...present(postal)];
}

function standingAddress({ turns }: Hearing, given: readonly HeardAddress[]): HeardAddress | null {
  let standing: HeardAddress | null = null;
  for (const address of given) {
    const street = address.parts[0];
    const before = standing?.parts[0];
    if (!standing || !street || !before) {
      standing = address;
      continue;
    }
    const settled = settle([before, { ...street, detail: before.detail }], turns);
    if (settled && settled.turn === address.turn && settled.value === street.value && address.turn !== standing.turn) {
      standing = {
        ...address,
        parts: address.parts.map((part) => (part === street ? { ...settled, detail: street.detail } : part)),
      };
    }
  }
  return standing;
}
