import type { SpokenUtterance } from '../../shared/model/call-event.ts';
import type { MaskedSpan } from '../../shared/model/utterance.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { changeSource, type Source, sourcesOf } from './call-sources.ts';
import { orderedId } from './ordered-id.ts';
import { notYetTold } from './recap-turns.ts';
import { storedKey } from './stored-key.ts';
import { isOutrun } from './stream-turns.ts';

/** Masks what was said; earlier utterances may turn out to hold a part of the same secret. */
export type Mask = (call: string, spoken: SpokenUtterance, final: boolean) => Masked;
export type Masked = {
  text: string;
  masked: MaskedSpan[];
  also: readonly { key: string; text: string; masked: MaskedSpan[] }[];
};

type Parts = { store: Store; tx: StoreTransaction; mask: Mask; now: number };

type Held = { id: string; state: string; text: string };

const heldSql = 'select id, state, text from utterances where call = ? and key = ?';
const insertSql = `insert into utterances (id, call, key, received_at, seq, party, state, text, start_ms, end_ms, masked, changed)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const wordsSql = 'insert into call_words (call, text) values (?, ?)';

/** How long after a platform's end the words of another are still those it told itself, in milliseconds. */
const echoMs = 5_000;

/** Takes an utterance into its call; `nothing` where it is told already, or told by another source. */
export async function say(
  parts: Parts,
  from: Source,
  told: SpokenUtterance,
  wanted: boolean,
): Promise<'heard' | 'said' | 'nothing'> {
  const { store, tx, now } = parts;
  const source = await heardSource(parts, from, told);
  if (!source) return 'nothing';
  const id = source.call;
  // Nobody will finish what comes after the end of its own platform.
  const final = wanted || source.ended !== null;
  const spoken = await notYetTold(tx, id, inCall(source, told));
  if (!spoken || (await isOutrun(tx, id, spoken, wanted))) return 'nothing';
  const [held] = store.run<Held>(tx, heldSql, [id, spoken.key]).rows;
  // A late partial must not undo the final words.
  if (held?.state === 'final' && !wanted) return 'nothing';
  const masked = parts.mask(id, spoken, final);
  const changed = await store.nextChange(tx);
  // In the order of the statement that inserts them.
  const columns = {
    seq: spoken.seq,
    party: spoken.party,
    state: final ? 'final' : 'partial',
    text: masked.text,
    start_ms: spoken.startMs,
    end_ms: spoken.endMs,
    masked: JSON.stringify(masked.masked),
    changed,
  };
  if (held) await tx.updateTable('utterances').set(columns).where('id', '=', held.id).execute();
  else store.run(tx, insertSql, [orderedId(now), id, spoken.key, now, ...Object.values(columns)]);
  for (const also of masked.also) {
    await tx
      .updateTable('utterances')
      .set({ text: also.text, masked: JSON.stringify(also.masked), changed })
      .where('call', '=', id)
      .where('key', '=', also.key)
      .execute();
  }
  if (!final) return 'heard';
  // Words that were masked or corrected afterwards must not stay findable.
  if (masked.also.length > 0 || (held?.state === 'final' && held.text !== masked.text)) await indexAnew(tx, id);
  else if (held?.state !== 'final') store.run(tx, wordsSql, [id, masked.text]);
  return 'said';
}

/** Makes final what was cut off by the end of its platform: the words heard so far are what was said. */
export async function finishWords(store: Store, tx: StoreTransaction, call: string): Promise<void> {
  const cut = await tx
    .updateTable('utterances')
    .set({ state: 'final', changed: await store.nextChange(tx) })
    .where('call', '=', call)
    .where('state', '=', 'partial')
    .returning('id')
    .execute();
  if (cut.length > 0) await indexAnew(tx, call);
}

/** Writes a call's words anew for finding it. */
async function indexAnew(tx: StoreTransaction, call: string): Promise<void> {
  await tx.deleteFrom('call_words').where('call', '=', call).execute();
  const said = await tx
    .selectFrom('utterances')
    .select('text')
    .where('call', '=', call)
    .where('state', '=', 'final')
    .where('doubled', '=', 0)
    .execute();
  for (const { text } of said) await tx.insertInto('call_words').values({ call, text }).execute();
}

/** The source with its voice in the call; null where another tells the same words. */
async function heardSource({ tx, now }: Parts, from: Source, told: SpokenUtterance): Promise<Source | null> {
  if (from.voice === 'heard' || from.voice === 'joined') return from;
  const others = await sourcesOf(tx, from.call);
  const heard = others.filter(({ voice }) => voice === 'heard' || voice === 'joined');
  if (heard.length === 0) return changeSource(tx, from, { voice: 'heard' });
  const ends = heard.flatMap(({ ended }) => (ended ? [ended.at] : []));
  if (ends.length < heard.length) return null;
  const at = spokenAt(from, told) ?? (from.voice === 'next' ? now : null);
  if (at === null || at < Math.max(...ends) + echoMs) return null;
  // It counts its turns from its own beginning; here they come after all that was said before.
  const last = await tx
    .selectFrom('utterances')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('call', '=', from.call)
    .where('doubled', '=', 0)
    .executeTakeFirst();
  return changeSource(tx, from, { voice: 'joined', seqOffset: (last?.seq ?? 0) + 1 - told.seq });
}

function spokenAt({ starts }: Source, { startMs }: SpokenUtterance): number | null {
  const [first] = starts;
  return first && startMs !== null ? first.startedAt + startMs : null;
}

/** As it is kept: of a source that joined, named and placed apart from the turns of the one before. */
function inCall(source: Source, told: SpokenUtterance): SpokenUtterance {
  if (source.voice !== 'joined') return told;
  return {
    ...told,
    key: storedKey(source, told.key),
    seq: told.seq + source.seqOffset,
    ...(told.stream !== undefined && { stream: storedKey(source, told.stream) }),
  };
}
