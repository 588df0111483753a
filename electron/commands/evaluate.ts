import { createReadStream, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Suggestion } from '../../shared/model/suggestion.ts';
import type { Utterance } from '../../shared/model/utterance.ts';
import { createMasker, type Masker } from '../calls/masking/masker.ts';
import type { Conversation } from '../suggestions/conversation.ts';
import { addressesIn } from '../suggestions/extract/addresses.ts';
import { amountsIn } from '../suggestions/extract/amounts.ts';
import { companiesIn } from '../suggestions/extract/companies.ts';
import { incidentDatesIn } from '../suggestions/extract/dates.ts';
import type { Detail, Heard } from '../suggestions/extract/heard.ts';
import { namesIn } from '../suggestions/extract/names.ts';
import { placesIn } from '../suggestions/extract/places.ts';
import { interestsIn, plansIn, productsIn } from '../suggestions/extract/products.ts';
import { codesIn, referencesIn } from '../suggestions/extract/references.ts';
import { emailsHeard, phonesHeard } from '../suggestions/matters/person.ts';
import { hear } from '../suggestions/reading/hearing.ts';
import { suggest } from '../suggestions/suggest.ts';

const usage = 'usage: npm run -s evaluate -- --calls FILE.jsonl --out predictions.jsonl [--masked]';

const recordedCall = z.object({
  id: z.string(),
  channel: z.string().default('chat'),
  utterances: z.array(
    z.object({
      speaker: z.string(),
      text: z.string(),
      startMs: z.number().nullish(),
      asked: z.string().optional(),
    }),
  ),
});
type RecordedCall = z.infer<typeof recordedCall>;

/** What the rules make of one recorded call. */
export type Prediction = {
  id: string;
  actions: { action: string; object: string; fields: Record<string, string>; atUtterance: number }[];
  entities: { type: string; value: string }[];
};

const names: Readonly<Record<string, { action: string; object: string }>> = {
  create_case: { action: 'create', object: 'Case' },
  update_case: { action: 'update', object: 'Case' },
  add_comment: { action: 'comment', object: 'Case' },
  create_contact: { action: 'create', object: 'Contact' },
  update_contact: { action: 'update', object: 'Contact' },
  create_lead: { action: 'create', object: 'Lead' },
  update_lead: { action: 'update', object: 'Lead' },
};

/**
 * Plays a recorded call to the rules utterance by utterance, as live, and notes what they suggest and when. Unmasked, the
 * rules themselves have to keep secrets out; masked, they get what intake leaves of it.
 */
export function predict(recorded: RecordedCall, { masked = false } = {}): Prediction {
  const conversation = toConversation(recorded);
  const masker = masked ? createMasker() : null;
  const since = new Map<string, number>();
  let heard: readonly Utterance[] = [];
  let standing: Suggestion[] = [];
  for (const [index, utterance] of conversation.utterances.entries()) {
    heard = masker ? takeIn(masker, heard, utterance) : [...heard, utterance];
    standing = suggest({ ...conversation, utterances: heard });
    const keys = new Set(standing.map(keyOf));
    for (const key of since.keys()) if (!keys.has(key)) since.delete(key);
    for (const key of keys) if (!since.has(key)) since.set(key, index);
  }
  return {
    id: recorded.id,
    actions: standing.map((suggestion) => ({
      ...(names[suggestion.action] ?? { action: suggestion.action, object: '' }),
      fields: Object.fromEntries(suggestion.values.map((each) => [each.field, inWords(each)])),
      atUtterance: since.get(keyOf(suggestion)) ?? 0,
    })),
    entities: entitiesOf({ ...conversation, utterances: withQuestions(recorded, heard) }),
  };
}

/** Secrets are masked at intake, as in a live call; what turns out to be one later is masked in what was said before. */
function takeIn(masker: Masker, heard: readonly Utterance[], utterance: Utterance): Utterance[] {
  const { text, masked, also } = masker.mask({
    party: utterance.party,
    text: utterance.text,
    key: utterance.id,
    final: true,
  });
  const later = new Map(also.map((each) => [each.key, each]));
  const before = heard.map((each) => {
    const again = later.get(each.id);
    return again ? { ...each, text: again.text, masked: again.masked } : each;
  });
  return [...before, { ...utterance, text, masked }];
}

function keyOf({ action, matter }: Suggestion): string {
  return `${action} ${matter}`;
}

/** A date is compared by the words it was resolved from. */
function inWords({ value, resolvedFrom }: { value: unknown; resolvedFrom: string | null }): string {
  return resolvedFrom ?? String(value ?? '');
}

function toConversation({ id, channel, utterances }: RecordedCall): Conversation {
  return {
    utterances: utterances.map((each, index) => toUtterance(id, each, index)),
    channel: channel === 'voice' ? 'phone' : 'chat',
    startedAt: Date.UTC(2018, 6, 2, 15),
    timeZone: 'America/New_York',
    locale: 'en-US',
    country: 'US',
    caller: { name: null },
  };
}

function toUtterance(call: string, said: RecordedCall['utterances'][number], index: number): Utterance {
  return {
    id: `${call}/${index}`,
    call,
    seq: index,
    party: said.speaker === 'caller' || said.speaker === 'agent' ? said.speaker : 'other',
    text: said.text,
    state: 'final',
    startMs: said.startMs ?? null,
    endMs: null,
    receivedAt: 0,
    masked: [],
  };
}

/** What the bot asked, in words: some recorded calls hold the caller's side alone, and name what each answer was for. */
const questions: Readonly<Record<string, string>> = {
  name: 'What is your full name?',
  postcode: 'What is your postcode?',
};

function withQuestions(recorded: RecordedCall, heard: readonly Utterance[]): Utterance[] {
  return heard.flatMap((utterance) => {
    const question = questions[recorded.utterances[utterance.seq]?.asked ?? ''];
    if (question === undefined) return [utterance];
    return [{ ...utterance, id: `${utterance.id}/asked`, party: 'agent', text: question, masked: [] }, utterance];
  });
}

/** What recorded calls name an entity of each kind that is heard; parts of an address are told together, too. */
const entityTypes: Partial<Readonly<Record<Detail, string>>> = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  company: 'company',
  'account-number': 'accountNumber',
  'order-number': 'orderNumber',
  'policy-number': 'policyNumber',
  'claim-number': 'claimNumber',
  'booking-number': 'confirmationNumber',
  'room-number': 'roomNumber',
  'postal-code': 'postalCode',
  city: 'city',
  product: 'product',
  plan: 'plan',
  amount: 'amount',
  'incident-date': 'date',
};

function entitiesOf(conversation: Conversation): Prediction['entities'] {
  const hearing = hear(conversation);
  const named: readonly Heard[] = [
    ...emailsHeard(hearing),
    ...companiesIn(hearing),
    ...referencesIn(hearing),
    ...codesIn(hearing),
  ];
  const taken = new Set(named.map(({ turn }) => turn));
  const heard: readonly Heard[] = [
    ...named,
    // A word by itself beside an e-mail address, a company or a code is part of that.
    ...namesIn(hearing).filter(({ certainty, turn }) => certainty !== 'unsure' || !taken.has(turn)),
    ...phonesHeard(hearing),
    ...placesIn(hearing),
    ...productsIn(hearing),
    ...interestsIn(hearing),
    ...plansIn(hearing),
    ...amountsIn(hearing, null),
    ...incidentDatesIn(hearing, 0),
  ];
  const addresses = addressesIn(hearing, 0).map(({ parts }) => ({
    type: 'address',
    value: parts.map(({ value }) => value).join(' '),
  }));
  const single = heard.flatMap((each) => {
    const type = entityTypes[each.detail];
    return type ? [{ type, value: inWords(each) }, ...(type === 'name' ? namesOf(String(each.value)) : [])] : [];
  });
  return uniqueBy([...single, ...addresses], ({ type, value }) => `${type} ${value}`);
}

/** Salesforce keeps a person's name in two fields. */
function namesOf(name: string): Prediction['entities'] {
  const names = name.split(/\s+/);
  if (names.length < 2) return [];
  return [
    { type: 'firstName', value: names.slice(0, -1).join(' ') },
    { type: 'lastName', value: names.at(-1) ?? '' },
  ];
}

function uniqueBy<T>(all: readonly T[], keyOfOne: (each: T) => string): T[] {
  return [...new Map(all.map((each) => [keyOfOne(each), each])).values()];
}

/** Reads calls in the neutral JSONL and writes one prediction a line. */
async function evaluate(calls: string, out: string, masked: boolean): Promise<void> {
  const predictions: string[] = [];
  let spentMs = 0;
  for await (const line of createInterface({ input: createReadStream(calls, 'utf8') })) {
    if (line.trim() === '') continue;
    const recorded = recordedCall.parse(JSON.parse(line));
    const started = performance.now();
    predictions.push(JSON.stringify(predict(recorded, { masked })));
    spentMs += performance.now() - started;
  }
  writeFileSync(out, `${predictions.join('\n')}\n`);
  console.log(
    `${predictions.length} calls read, ${(spentMs / Math.max(1, predictions.length)).toFixed(2)} ms a call, predictions in ${out}`,
  );
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { calls: { type: 'string' }, out: { type: 'string' }, masked: { type: 'boolean', default: false } },
  });
  if (!values.calls || !values.out) {
    console.error(usage);
    process.exitCode = 2;
  } else {
    await evaluate(values.calls, values.out, values.masked);
  }
}
