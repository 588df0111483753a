import type { CallEvent } from '../../shared/model/call-event.ts';
import type { Feed } from '../../shared/model/feed.ts';
import type { Outbound } from './outbound.ts';

/** One HTTP request of a platform, as it came. */
export type IntakeRequest = {
  method: string;
  /** The whole address as the platform called it: the feed's public base, path and query. */
  url: string;
  /** Names in lower case; several of one name are joined with `, `. */
  headers: Readonly<Record<string, string>>;
  /** Unparsed: what was signed. */
  body: Buffer;
};

/** A feed with its opened secrets, such as `{ secret }` or `{ apiKey }`; never logged, never shown. */
export type OpenFeed = Pick<Feed, 'key' | 'platform' | 'publicUrl' | 'apiBase' | 'options'> & {
  secrets: Readonly<Record<string, string>>;
};

/** One step of telling whether a request is genuine, for the "send a test event" report. */
export type VerificationStep = { step: string; ok: boolean; told: string };

/** Whether a request really is from the platform. */
export type Verification =
  | {
      kind: 'genuine';
      steps: readonly VerificationStep[];
      /** The platform signed it; where it only knew the address and a shared secret, its calls are "unverified". */
      signed: boolean;
      /** Tells a second delivery of the very same request; null where the events' own ids must. */
      replayKey: string | null;
      /** When it was signed by the platform's clock, milliseconds since the epoch; null where it does not say. */
      signedAt: number | null;
    }
  | { kind: 'refused'; steps: readonly VerificationStep[]; status: 400 | 401 | 403; why: string };

/** A call event as a platform tells it; the id is unique within the call, and the same at a second delivery. */
export type PlatformEvent = { call: string; id: string; event: CallEvent };

/** What an agent asks for in the middle of a call. */
export type ToolAsk = {
  /** The platform's id of the tool call; where it has none, made from the request so that a retry has the same. */
  id: string;
  /** The platform's id of the call; null where it did not say. */
  call: string | null;
  /** Where the platform's tools cannot name their call: the caller's number, or the platform's id of the user; the one live call with them is meant. */
  caller?: string;
  action: string;
  inputs: Record<string, unknown>;
  /** Why its inputs could not be read: the agent is told, and may ask again in another form. */
  unreadable?: string;
};

/** A way back into a live call that came with an event, such as Vapi's control URL: a secret. */
export type CallDoor = { call: string; url: string };

/** What a request holds. */
export type Reading =
  | {
      kind: 'understood';
      events: readonly PlatformEvent[];
      /** Asked for in this request, to be answered in its response, in order; empty for plain events. */
      asks: readonly ToolAsk[];
      doors: readonly CallDoor[];
      /** Parts that were not understood, kept and shown beside what was. */
      unknown: readonly { what: string; call: string | null }[];
    }
  /** Not what the platform's pages describe: kept, to be read again after a fix. */
  | { kind: 'malformed'; why: string };

/** What became of one tool call, for the agent. */
export type ToolAnswer = {
  ask: ToolAsk;
  outcome: 'done' | 'pending' | 'rejected' | 'failed' | 'refused';
  /** One line the agent can use in the conversation. */
  text: string;
  /** Short name of the proposal, `P-1042`; null where none was made. */
  reference: string | null;
  /** What was actually written or found, for platforms that map values. */
  values: Readonly<Record<string, unknown>>;
  /** The values are what was asked for, and stand nowhere else: an access token. */
  handsOver?: true;
};

/** An HTTP response. */
export type HttpAnswer = { status: number; headers: Readonly<Record<string, string>>; body: string };

/** What a door needs to reach a live call. */
export type DoorCall = { feed: OpenFeed; call: string; door: string | null; fetch: typeof fetch; signal: AbortSignal };

/** Whether it arrived: the platform took it, refused it for good, or could not be reached (worth another try). */
export type DoorAnswer = { kind: 'arrived' } | { kind: 'refused'; why: string } | { kind: 'unreachable'; why: string };

/** Ways into a live call; those a platform lacks are absent. */
export type Doors = {
  /** Tells the agent something that it may use at once. */
  tell?(to: DoorCall, message: string): Promise<DoorAnswer>;
  /** Hands the caller over to a person. */
  transfer?(to: DoorCall, number: string): Promise<DoorAnswer>;
  end?(to: DoorCall): Promise<DoorAnswer>;
};

/** What a source that is asked, or listened to, needs. */
export type WatchParts = {
  feed: OpenFeed;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  fetch: typeof fetch;
  signal: AbortSignal;
  /** Resolves when the events are on disk. */
  deliver(reading: Reading, signed: boolean): Promise<void>;
  /** Kept across restarts: where the watcher was. */
  bookmark: { read(): Promise<string | null>; write(value: string): Promise<void> };
  /** The calls of this feed that are live. */
  liveCalls(): Promise<readonly string[]>;
  trouble(why: string): void;
};

/** One platform: everything the console knows of it. */
export type Platform = {
  key: Feed['platform'];
  /** How long it waits for a tool's answer unless told otherwise, milliseconds; null where that is not known. */
  timeoutMs: number | null;
  /** How long it waits for the answer to this request, milliseconds, where the request itself says; else null. */
  timeoutOf?(request: IntakeRequest): number | null;
  /** Names of the secrets and options a feed of it has, with what to tell the person who fills them in. */
  secrets: readonly { name: string; label: string; hint: string; required: boolean }[];
  options: readonly { name: string; label: string; hint: string; values: readonly string[] | null; default: string }[];
  verify(request: IntakeRequest, feed: OpenFeed, now: number): Verification;
  read(request: IntakeRequest, feed: OpenFeed, now: number): Reading;
  /** The response to a request that asked for something; absent where agents cannot ask. */
  answer?(answers: readonly ToolAnswer[], request: IntakeRequest): HttpAnswer;
  doors: Doors;
  /** Calls, messages and contacts it can be told to make; absent where it cannot. */
  outbound?: Outbound;
  /** Runs until the signal: outbound sockets and polling. Absent where the platform only sends. */
  watch?(parts: WatchParts): Promise<void>;
  /** A genuine request of the usual shape, signed with the feed's secrets, for "send a test event". */
  testRequest(feed: OpenFeed, url: string, now: number): IntakeRequest;
};
