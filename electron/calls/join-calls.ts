import { sql } from 'kysely';
import type { Call } from '../../shared/model/call.ts';
import { appendJournal } from '../journal/append-journal.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { changeSource, sourcesOf } from './call-sources.ts';
import { loadCall, saveCall } from './call-store.ts';
import { storedKey } from './stored-key.ts';

/** Two calls turn out to be one: everything of the younger moves to the older. Returns the one that stays. */
export async function joinCalls(
  store: Store,
  tx: StoreTransaction,
  ids: readonly [string, string],
  now: number,
): Promise<string> {
  const [one, other] = [await loadCall(tx, ids[0]), await loadCall(tx, ids[1])];
  if (!one || !other) return (one ?? other)?.id ?? ids[0];
  const [stays, goes] = one.startedAt <= other.startedAt ? [one, other] : [other, one];
  await moveWords(store, tx, stays.id, goes.id);
  const changed = await store.nextChange(tx);
  await tx.updateTable('call_sources').set({ call: stays.id }).where('call', '=', goes.id).execute();
  await tx
    .updateTable('proposals')
    .set({ call: stays.id, body: sql`json_set(body, '$.call', ${stays.id})`, changed })
    .where('call', '=', goes.id)
    .execute();
  await tx.updateTable('answers').set({ call: stays.id }).where('call', '=', goes.id).execute();
  await tx.updateTable('follow_ups').set({ call: stays.id, changed }).where('call', '=', goes.id).execute();
  await saveCall(store, tx, both(stays, goes));
  await saveCall(store, tx, {
    ...goes,
    sources: [],
    endedAt: goes.endedAt ?? now,
    endReason: null,
    joinedTo: stays.id,
  });
  await appendJournal(tx, [
    {
      at: now,
      kind: 'call.joined',
      org: stays.org,
      call: stays.id,
      proposal: null,
      actor: 'Countersign',
      summary: 'two platforms told of the same call',
      detail: { joined: goes.id, sources: [...stays.sources, ...goes.sources] },
    },
  ]);
  return stays.id;
}

/** What both know, apart from what their sources tell. */
function both(stays: Call, goes: Call): Call {
  const known = (of: Call) => of.caller.state === 'matched' || of.caller.state === 'nobody';
  return {
    ...stays,
    sources: [...stays.sources, ...goes.sources],
    caller: !known(stays) && known(goes) ? goes.caller : stays.caller,
    ...joined('transfers', stays, goes),
    ...joined('troubles', stays, goes),
    ...((stays.analysis ?? goes.analysis) && { analysis: stays.analysis ?? goes.analysis }),
  };
}

function joined<Name extends 'transfers' | 'troubles'>(name: Name, stays: Call, goes: Call): Partial<Call> {
  const all = [...(stays[name] ?? []), ...(goes[name] ?? [])].sort((a, b) => a.at - b.at);
  return all.length > 0 ? { [name]: all } : {};
}

/** The same words were told twice where both were heard: those of the call that goes are kept for their evidence, not shown. */
async function moveWords(store: Store, tx: StoreTransaction, stays: string, goes: string): Promise<void> {
  const spoke = await tx.selectFrom('utterances').select('id').where('call', '=', stays).limit(1).executeTakeFirst();
  const changed = await store.nextChange(tx);
  if (!spoke) {
    await tx.updateTable('utterances').set({ call: stays, changed }).where('call', '=', goes).execute();
    await tx.updateTable('call_words').set({ call: stays }).where('call', '=', goes).execute();
    return;
  }
  for (const source of await sourcesOf(tx, goes)) {
    if (source.voice === 'silent') continue;
    await changeSource(tx, source, { voice: 'next' });
    // Each platform counts its turns from one: side by side they need names of their own.
    await tx
      .updateTable('utterances')
      .set({ key: sql`${storedKey(source, '')} || key` })
      .where('call', '=', goes)
      .where('key', 'not like', `${storedKey(source, '')}%`)
      .execute();
  }
  await tx.updateTable('utterances').set({ call: stays, doubled: 1, changed }).where('call', '=', goes).execute();
  await tx.deleteFrom('call_words').where('call', '=', goes).execute();
}
