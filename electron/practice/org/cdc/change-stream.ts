import type { Org, Session } from '../org.ts';
import { schemaFor } from '../schema/user-view.ts';

/** One event as a subscriber gets it. */
interface StreamedChange {
  readonly replayId: number;
  readonly channel: string;
  readonly message: { channel: string; data: { schema: string; payload: unknown; event: { replayId: number } } };
}

/** How long events are kept for replay. */
const retentionMs = 72 * 3_600_000;

/** The object a channel is about: its name, null for all objects, undefined for no such channel. */
function objectOfChannel(channel: string): string | null | undefined {
  if (channel === '/data/ChangeEvents') return null;
  const custom = /^\/data\/(\w+)__ChangeEvent$/.exec(channel)?.[1];
  if (custom !== undefined) return `${custom}__c`;
  return /^\/data\/(\w+)ChangeEvent$/.exec(channel)?.[1];
}

/** Whether a user may listen to a channel: it exists and its object may be read. */
export function maySubscribe(org: Org, session: Session, channel: string): boolean {
  const name = objectOfChannel(channel);
  if (name === undefined) return false;
  const schema = schemaFor(org, session.profileName);
  return name === null || schema.objects.some((object) => object.name === name);
}

/** The number of the newest event. */
function newestReplayId(org: Org): number {
  return Number(org.store.get('SELECT max(replay) AS newest FROM _change')?.newest ?? 0);
}

/**
 * Where to start for the replay id a subscriber names: -1 from now, -2 from the oldest kept, else after that event.
 * null when the id is none the stream still knows.
 */
export function startAfter(org: Org, replayId: number): number | null {
  const newest = newestReplayId(org);
  if (replayId === -1) return newest;
  const oldest = org.store.get('SELECT min(replay) AS oldest FROM _change WHERE at > ?', [
    org.clock() - retentionMs,
  ])?.oldest;
  const before = Number(oldest ?? newest + 1) - 1;
  if (replayId === -2) return before;
  return replayId >= before && replayId <= newest ? replayId : null;
}

/** The kept events of a channel after a replay id. */
export function changesAfter(org: Org, channel: string, after: number): StreamedChange[] {
  const name = channel.slice('/data/'.length);
  const rows = org.store.all(
    'SELECT replay, channel, payload FROM _change WHERE replay > ? AND at > ? AND (? = channel OR ? = 1) ORDER BY replay LIMIT 500',
    [after, org.clock() - retentionMs, name, name === 'ChangeEvents' ? 1 : 0],
  );
  return rows.map((row) => {
    const replayId = Number(row.replay);
    const data = {
      schema: schemaId(String(row.channel)),
      payload: JSON.parse(String(row.payload)),
      event: { replayId },
    };
    return { replayId, channel, message: { channel, data } };
  });
}

/** Schema ids only have to differ by channel here. */
function schemaId(channel: string): string {
  return Buffer.from(channel.padEnd(16, '_')).toString('base64url').slice(0, 22);
}
