import { createReadStream, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Suggestion } from '../../shared/model/suggestion.ts';
import type { Utterance } from '../../shared/model/utterance.ts';
import { createMasker, type Masker } from '../calls/masking/masker.ts';
import type { Conversation } from '../suggestions/conversation.ts';
import { addressesIn } from '../suggestions/extract/addresses.ts';
import type { Heard } from '../suggestions/extract/heard.ts';
import { namesIn } from '../suggestions/extract/names.ts';
import { emailsHeard, phonesHeard } from '../suggestions/matters/person.ts';
import { hear } from '../suggestions/reading/hearing.ts';
import { suggest } from '../suggestions/suggest.ts';

const usage = 'usage: npm run -s evaluate -- --calls FILE.jsonl --out predictions.jsonl [--masked]';

const recordedCall = z.object({
  id: z.string(),
  channel: z.string().default('chat'),
  utterances: z.array(z.object({ speaker: z.string(), text: z.string(), startMs: z.number().nullish() })),
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
    entities: entitiesOf({ ...conversation, utterances: heard }),
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

function entitiesOf(conversation: Conversation): Prediction['entities'] {
  const hearing = hear(conversation);
  const single = (type: string, heard: readonly Heard[]) => heard.map(({ value }) => ({ type, value: String(value) }));
  const addresses = addressesIn(hearing, 0).map(({ parts }) => ({
    type: 'address',
    value: parts.map(({ value }) => value).join(' '),
  }));
  return [
    ...single('name', namesIn(hearing)),
    ...single('email', emailsHeard(hearing)),
    ...single('phone', phonesHeard(hearing)),
    ...addresses,
  ];
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
