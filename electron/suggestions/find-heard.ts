import type { Evidence } from '../../shared/model/evidence.ts';
import type { Conversation } from './conversation.ts';
import type { Heard } from './extract/heard.ts';
import { emailsHeard, phonesHeard } from './matters/person.ts';
import { type Hearing, hear } from './reading/hearing.ts';

/** Where the caller said a value in another form: an address spelled out, a number in words. Null where never. */
export function findHeard(conversation: Conversation, value: unknown): Evidence | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const wanted = bare(value);
  if (wanted.length < 3) return null;
  const hearing = hear(conversation);
  const heard = [...emailsHeard(hearing), ...phonesHeard(hearing)].filter((each) => isSame(bare(each.value), wanted));
  const last = heard.at(-1);
  return last ? evidenceOf(hearing, last) : null;
}

function evidenceOf({ turns }: Hearing, { turn, start, end }: Heard): Evidence | null {
  const said = turns[turn];
  return said ? { utterance: said.utterance.id, start, end, quote: said.text.slice(start, end) } : null;
}

/** A number is the same with and without the code of its country. */
function isSame(heard: string, wanted: string): boolean {
  if (heard === wanted) return true;
  const numbers = /^\d{7,}$/.test(heard) && /^\d{7,}$/.test(wanted);
  return numbers && (heard.endsWith(wanted) || wanted.endsWith(heard));
}

function bare(value: unknown): string {
  return String(value)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.]/gu, '')
    .replace(/\.$/, '');
}
