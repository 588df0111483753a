import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { type ContactKind, contactCues } from '../cues/contact-cues.ts';
import type { Speech } from '../cues/speech.ts';
import { fieldByDetail } from '../details.ts';
import type { Heard } from '../extract/heard.ts';
import { namesIn } from '../extract/names.ts';
import type { Hearing } from '../reading/hearing.ts';
import { newAddress } from './new-address.ts';
import { emailsHeard, phonesHeard } from './person.ts';
import { toValue } from './quote.ts';
import { type Raised, raisedIn } from './raised.ts';
import { settle } from './settle.ts';

/** How many turns before the request the new value may have been given. */
const lead = 2;

/** The change of a contact's details a caller asks for; without values while the new ones were not told yet. */
export function suggestContactDetails(hearing: Hearing, speech: Speech): Suggestion[] {
  const raised = raisedIn(speech, contactCues);
  const [first] = raised;
  if (!first) return [];
  const changes = raised.flatMap((each) => changesOf(hearing, each));
  const fields = new Set<string>();
  const values = changes.filter(({ field }) => !fields.has(field) && fields.add(field));
  // What was only asked to be kept is a matter of the contact as soon as it is known what.
  if (values.length === 0 && raised.every(({ kind }) => kind === 'told')) return [];
  return [
    {
      action: 'update_contact',
      matter: 'contact-details',
      pinnedTo: hearing.turns[first.turn]?.utterance.id ?? '',
      values: values.map(({ field, heard }) => toValue(hearing, field, heard)),
      certainty: first.certainty,
      reasons: [...new Set(raised.flatMap(({ reasons }) => reasons))],
    },
  ];
}

type Change = { field: string; heard: Heard };

function changesOf(hearing: Hearing, raised: Raised<ContactKind>): Change[] {
  const first = Math.min(...raised.found.map(({ turn }) => turn), raised.turn);
  switch (raised.kind) {
    case 'email':
      return change('Email', given(hearing, { raised, first, heard: emailsHeard(hearing) }));
    case 'phone': {
      const phone = given(hearing, { raised, first, heard: phonesHeard(hearing) });
      return change(phoneField(hearing, raised, phone), phone);
    }
    case 'name': {
      const names = namesIn(hearing).filter((heard) => heard.turn >= first);
      return change('LastName', newLastName(settle(names, hearing.turns)));
    }
    case 'told': {
      const recent = (heard: Heard) => heard.turn >= first - 4 && heard.turn <= first + 2;
      const phone = settle(phonesHeard(hearing).filter(recent), hearing.turns);
      const email = settle(emailsHeard(hearing).filter(recent), hearing.turns);
      return [...change(phoneField(hearing, raised, phone), phone), ...change('Email', email)];
    }
    case 'address':
      return newAddress(hearing, first - lead).flatMap((heard) =>
        change(fieldByDetail.update_contact[heard.detail] ?? '', heard),
      );
  }
}

function change(field: string, heard: Heard | null): Change[] {
  return heard && field !== '' ? [{ field, heard }] : [];
}

const refersBack = /\b(?:to (?:that|this|it)|that one|make sure|is updated|the new one|with that)\b/i;

type Given = { raised: Raised<ContactKind>; first: number; heard: readonly Heard[] };

/** The new value: told with the request or after it; before it only where the caller refers back to it. */
function given(hearing: Hearing, { raised, first, heard }: Given): Heard | null {
  const after = settle(
    heard.filter(({ turn }) => turn >= first - lead),
    hearing.turns,
  );
  const back = raised.found.some(({ turn }) => refersBack.test(hearing.turns[turn]?.text ?? ''));
  return after ?? (back ? settle(heard, hearing.turns) : null);
}

/** Salesforce keeps a mobile number apart; which of them is meant is what the caller calls it. */
function phoneField(hearing: Hearing, raised: Raised<ContactKind>, phone: Heard | null): string {
  const turns = [...raised.found.map(({ turn }) => turn), ...(phone ? [phone.turn, phone.turn + 1] : [])];
  const said = turns.map((index) => hearing.turns[index]?.text.slice(0, 400) ?? '').join(' ');
  return /\b(?:mobile|cell|cellphone)\b/i.test(said) &&
    !/\b(?:main|home|office|landline|work) (?:phone|number|line)\b/i.test(said)
    ? 'MobilePhone'
    : 'Phone';
}

function newLastName(heard: Heard | null): Heard | null {
  if (!heard) return null;
  const last = String(heard.value).split(' ').at(-1) ?? '';
  return { ...heard, value: last, start: heard.end - last.length };
}
