import { WebSocket } from 'ws';
import { z } from 'zod';
import { laxLabel, laxList, laxNumber, membersOf } from '../lenient.ts';
import type { PlatformEvent } from '../platform.ts';
import { readJson } from '../read-json.ts';
import { transcriptEvents } from './retell-utterances.ts';

/** Largest frame that is taken: a snapshot holds the whole conversation so far. */
const largestFrame = 4 * 1024 * 1024;

// Documented: `transcript_snapshot` at the beginning, `transcript_updated` whenever something was added or has grown, and
// `call_ended`; entries have an id that stays, by which they are merged. That they are in `transcripts` is what Retell's own
// client reads; `transcript` is taken too.
const frame = z.object({
  type: laxLabel,
  transcripts: laxList,
  transcript: laxList,
  event_timestamp: laxNumber,
  disconnection_reason: laxLabel,
});
const entry = z.looseObject({ id: z.union([z.string(), z.number()]).transform(String), time_sec: laxNumber });
type Entry = z.infer<typeof entry>;

/** How a monitored call went on: it ended, or the connection broke, for good or for now. */
export type MonitorEnd =
  | { kind: 'ended' }
  | { kind: 'refused'; why: string | null }
  | { kind: 'lost'; opened: boolean };

/** What listening to one call needs. */
export type MonitorParts = {
  url: string;
  apiKey: string;
  call: string;
  signal: AbortSignal;
  now(): number;
  deliver(events: readonly PlatformEvent[]): Promise<void>;
};

/** Listens to one live call until it ends or the connection does. */
export async function monitorCall(parts: MonitorParts): Promise<MonitorEnd> {
  const { signal } = parts;
  if (signal.aborted) return { kind: 'lost', opened: false };
  const socket = new WebSocket(parts.url, {
    headers: { authorization: `Bearer ${parts.apiKey}` },
    handshakeTimeout: 10_000,
    maxPayload: largestFrame,
    followRedirects: false,
  });
  const conversation = createConversation(parts.call);
  let delivered = Promise.resolve();
  let ended = false;
  let opened = false;
  let refused: MonitorEnd | null = null;
  const stop = () => socket.terminate();
  // Whatever could not be put on disk is told again, in the snapshot of the next line.
  const notKept = () => {
    ended = false;
    socket.terminate();
  };
  signal.addEventListener('abort', stop, { once: true });
  return new Promise((resolve) => {
    socket.on('open', () => {
      opened = true;
    });
    socket.on('message', (message: Buffer) => {
      const events = conversation.take(message, parts.now());
      ended ||= events.some(({ event }) => event.type === 'call.ended');
      if (events.length > 0) delivered = delivered.then(() => parts.deliver(events)).catch(notKept);
      if (ended) socket.close();
    });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      refused = refusalOf(response.statusCode ?? 0);
      socket.terminate();
    });
    // Told by the close that follows.
    socket.on('error', () => {});
    socket.on('close', (code) => {
      signal.removeEventListener('abort', stop);
      void delivered.then(() => resolve(ended ? { kind: 'ended' } : (refused ?? endOf(code, opened))));
    });
  });
}

function endOf(code: number, opened: boolean): MonitorEnd {
  // 4000 and above are the application's own words. Which mean what is not documented; none of them is a broken line.
  return code >= 4000 ? { kind: 'refused', why: null } : { kind: 'lost', opened };
}

function refusalOf(status: number): MonitorEnd | null {
  if (status === 401 || status === 403) return { kind: 'refused', why: 'Retell refuses the API key of this feed.' };
  // Not live any more, or watched by too many already (five, as documented).
  return status >= 400 && status < 500 && status !== 429 ? { kind: 'refused', why: null } : null;
}

/** The conversation as it was told so far; what a frame adds to it, as events. */
function createConversation(call: string) {
  let entries = new Map<string, Entry>();
  return {
    take(message: Buffer, now: number): PlatformEvent[] {
      const json = readJson(message);
      const read = json.kind === 'json' ? frame.safeParse(json.value) : null;
      if (!read?.success) return [];
      const { type, transcripts, transcript, disconnection_reason: reason } = read.data;
      const told = membersOf(entry, transcripts.length > 0 ? transcripts : transcript);
      if (type === 'transcript_snapshot') entries = new Map();
      if (type === 'transcript_snapshot' || type === 'transcript_updated') {
        for (const each of told) entries.set(each.id, each);
        return transcriptEvents(call, inOrder(entries), false);
      }
      if (type !== 'call_ended') return [];
      const endedAt = read.data.event_timestamp ?? now;
      const end: PlatformEvent = { call, id: 'ended', event: { type: 'call.ended', endedAt, reason } };
      return [...transcriptEvents(call, inOrder(entries), true), end];
    },
  };
}

/** In the order of the conversation: a new entry may have begun before one that was told already. */
function inOrder(entries: ReadonlyMap<string, Entry>): Entry[] {
  const all = [...entries.values()];
  if (all.some(({ time_sec }) => time_sec === null)) return all;
  return all.sort((one, other) => (one.time_sec ?? 0) - (other.time_sec ?? 0));
}
