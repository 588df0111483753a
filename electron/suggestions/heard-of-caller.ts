import type { Utterance } from '../../shared/model/utterance.ts';
import type { Heard } from './extract/heard.ts';
import { namesIn } from './extract/names.ts';
import { referencesIn } from './extract/references.ts';
import { emailsHeard } from './matters/person.ts';
import { settle } from './matters/settle.ts';
import { hear } from './reading/hearing.ts';

/** What callers say of themselves, to find them in the org by; a name nobody introduced does not count. */
export function heardOfCaller(utterances: readonly Utterance[]): {
  name: string | null;
  email: string | null;
  caseNumber: string | null;
} {
  const hearing = hear({
    utterances: utterances.filter((each) => each.state === 'final'),
    channel: 'phone',
    startedAt: 0,
    timeZone: 'UTC',
    locale: 'en-US',
    country: 'US',
    caller: { name: null },
  });
  const name = settle(
    namesIn(hearing).filter(({ certainty }) => certainty !== 'unsure'),
    hearing.turns,
  );
  const email = settle(emailsHeard(hearing), hearing.turns);
  const cases = referencesIn(hearing).filter(
    ({ detail, turn }) => detail === 'case-number' && hearing.turns[turn]?.by === 'caller',
  );
  const caseNumber = settle(cases, hearing.turns);
  return { name: toText(name), email: toText(email), caseNumber: toText(caseNumber) };
}

function toText(heard: Heard | null): string | null {
  return heard ? String(heard.value) : null;
}
