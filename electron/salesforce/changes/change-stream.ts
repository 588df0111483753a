import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { isRecord } from '../faults.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';

/** Ids of records that changed; `all` where the org cannot say which, as after a break. */
export type ChangedRecords = readonly string[] | 'all';

/** Change Data Capture of one org: who listens is told which records changed, never to what, which is read anew. */
export type ChangeStream = {
  /** Listens for an object's changes; null where the org does not publish them, or our user may not hear of them. */
  listen(object: string, heard: (changed: ChangedRecords) => void): Promise<(() => void) | null>;
  close(): void;
};

/** What a stream works with. */
export type ChangeStreamParts = {
  connection: Pick<SalesforceConnection, 'request' | 'read' | 'dataRoot' | 'now'>;
  setTimer(ms: number, run: () => void): () => void;
};

type Message = Record<string, unknown>;
type Heard = (changed: ChangedRecords) => void;

const answerMs = 30_000;
/** Longer than the org lets a question hang, which is 110 s. */
const hangingMs = 130_000;
const longestPauseMs = 30_000;
/** Cards are opened one after the other: the stream outlives the last one by a while. */
const lingerMs = 60_000;
/** An org without the stream is not asked for it at every card. */
const givenUpForMs = 5 * 60_000;

/** Makes the stream of an org; nothing is sent before somebody listens. */
export function createChangeStream({ connection, setTimer }: ChangeStreamParts): ChangeStream {
  const listeners = new Map<string, Set<Heard>>();
  let client: Promise<string> | null = null;
  let cookie = '';
  let running: AbortController | null = null;
  let givenUpAt = Number.NEGATIVE_INFINITY;
  let cancelLinger: (() => void) | null = null;

  async function post(message: Message, signal?: AbortSignal, timeoutMs = answerMs): Promise<Message[]> {
    const version = (await connection.dataRoot()).split('/v').at(-1) ?? '';
    const headers = cookie === '' ? undefined : { cookie };
    const path = [version];
    const body = [{ id: '1', ...message }];
    const answer = await connection.request({ method: 'POST', base: 'cometd', path, headers, body, signal, timeoutMs });
    if (answer.status !== 200 || !Array.isArray(answer.body)) throw unheard(`status ${answer.status}`);
    cookie = cookiesOf(answer.headers['set-cookie']) || cookie;
    return answer.body.filter(isRecord);
  }

  /** A session that has run out shows in the answer's text only: a read renews it. */
  async function shakeHands(again = true): Promise<string> {
    const [told] = await post({
      channel: '/meta/handshake',
      version: '1.0',
      minimumVersion: '1.0',
      supportedConnectionTypes: ['long-polling'],
    });
    if (told?.successful === true && typeof told.clientId === 'string') return told.clientId;
    if (!again) throw unheard(String(told?.error ?? 'no handshake'));
    await connection.read({ method: 'GET', path: ['limits'] });
    return shakeHands(false);
  }

  async function subscribe(clientId: string, object: string): Promise<boolean> {
    const subscription = channelOf(object);
    const ext = { replay: { [subscription]: -1 } };
    const told = await post({ channel: '/meta/subscribe', clientId, subscription, ext });
    return told.some((message) => message.channel === '/meta/subscribe' && message.successful === true);
  }

  function connected(): Promise<string> {
    client ??= shakeHands().catch((cause: unknown) => {
      client = null;
      throw cause;
    });
    return client;
  }

  /** Asks, is kept waiting until something changes, and asks again. */
  async function hearOn(signal: AbortSignal): Promise<void> {
    let pauseMs = 1_000;
    while (!signal.aborted) {
      try {
        const clientId = await connected();
        const told = await post(
          { channel: '/meta/connect', clientId, connectionType: 'long-polling' },
          signal,
          hangingMs,
        );
        for (const message of told) tell(message);
        const kept = told.find(({ channel }) => channel === '/meta/connect');
        if (kept?.successful !== true) throw unheard(String(kept?.error ?? 'no answer'));
        pauseMs = 1_000;
      } catch {
        if (signal.aborted) return;
        client = null;
        await pause(pauseMs, signal);
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
        if (!signal.aborted) await takeUp().catch(() => {});
      }
    }
  }

  function pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = setTimer(ms, resolve);
      const end = () => {
        cancel();
        resolve();
      };
      signal.addEventListener('abort', end, { once: true });
    });
  }

  /** After a break nobody knows what was missed. */
  async function takeUp(): Promise<void> {
    const clientId = await connected();
    for (const [object, those] of listeners) {
      await subscribe(clientId, object);
      for (const heard of those) heard('all');
    }
  }

  function tell({ channel, data }: Message): void {
    if (typeof channel !== 'string' || !channel.startsWith('/data/') || !isRecord(data)) return;
    const header = isRecord(data.payload) ? data.payload.ChangeEventHeader : null;
    if (!isRecord(header) || typeof header.entityName !== 'string') return;
    const ids = Array.isArray(header.recordIds) ? header.recordIds.filter((id) => typeof id === 'string') : [];
    const changed = header.changeType === 'GAP_OVERFLOW' || ids.length === 0 ? 'all' : ids;
    for (const heard of listeners.get(header.entityName) ?? []) heard(changed);
  }

  function stop(): void {
    running?.abort();
    running = null;
    const left = client;
    client = null;
    listeners.clear();
    // Nobody waits for the answer.
    void left?.then((clientId) => post({ channel: '/meta/disconnect', clientId })).catch(() => {});
  }

  function leave(object: string, heard: Heard): void {
    listeners.get(object)?.delete(heard);
    if ([...listeners.values()].some((those) => those.size > 0)) return;
    cancelLinger?.();
    cancelLinger = setTimer(lingerMs, stop);
  }

  return {
    async listen(object, heard) {
      if (connection.now() - givenUpAt < givenUpForMs) return null;
      cancelLinger?.();
      const known = listeners.get(object);
      try {
        if (!known && !(await subscribe(await connected(), object))) return null;
      } catch {
        givenUpAt = connection.now();
        return null;
      }
      listeners.set(object, (listeners.get(object) ?? new Set()).add(heard));
      if (!running) {
        running = new AbortController();
        void hearOn(running.signal);
      }
      return () => leave(object, heard);
    },
    close() {
      cancelLinger?.();
      stop();
    },
  };
}

function channelOf(object: string): string {
  return object.endsWith('__c') ? `/data/${object.slice(0, -1)}ChangeEvent` : `/data/${object}ChangeEvent`;
}

/** The servers of an org keep a stream on one of them by cookies. */
function cookiesOf(header: string | undefined): string {
  const set = header?.split(/,(?=[^;,]+=)/) ?? [];
  return set.flatMap((each) => each.split(';', 1)[0]?.trim() ?? []).join('; ');
}

function unheard(why: string): ProblemError {
  return new ProblemError(toProblem('upstream', `Salesforce does not tell of changes: ${why.slice(0, 200)}.`));
}
