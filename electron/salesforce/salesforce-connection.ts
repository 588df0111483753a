import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Org } from '../../shared/model/org.ts';

/** One request to an org's REST API. */
export type SalesforceRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Segments below the base, not encoded: they are, one by one, before they are sent. */
  path: readonly string[];
  /** `data` (the default) is `/services/data/vNN.N`. */
  base?: 'data' | 'services' | 'cometd';
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
  timeoutMs?: number;
  /** Closes the connection of a request that nobody waits for any more. */
  signal?: AbortSignal;
  /** Called right before the request leaves, and again when it is sent anew with a fresh session. */
  onSending?: () => void;
  /** Called once its last byte was handed to the operating system. */
  onSent?: () => void;
};

/** An answer, good or bad; `body` is undefined where it is not JSON, such as an HTML page or a broken-off text. */
export type SalesforceAnswer = {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: unknown;
};

/** API requests used in the last 24 hours, and how many there are. */
export type ApiUsage = { used: number; limit: number };

/** An open connection to one org. Every request is sent exactly once; only an expired session is renewed, and that once. */
export type SalesforceConnection = {
  readonly instanceUrl: string;
  /** Answers whatever the org answers; throws a NoAnswerError, or a ProblemError where the session cannot be renewed. */
  request(of: SalesforceRequest): Promise<SalesforceAnswer>;
  /** Like `request`, but anything else than success throws a ProblemError. */
  read(of: SalesforceRequest): Promise<SalesforceAnswer>;
  /** Where requests inside a composite begin: `/services/data/vNN.N`. */
  dataRoot(): Promise<string>;
  /** The org, and who we are in it; asked once. */
  identity(): Promise<Org>;
  /** What the object looks like to our user; cached. */
  describeObject(name: string): Promise<ObjectDescribe>;
  /** Makes the next describe ask again, after the org said that it is not as we thought. */
  forgetDescribe(name: string): void;
  apiUsage(): ApiUsage | null;
  onApiUsage(listener: (usage: ApiUsage) => void): () => void;
  now(): number;
  /** How far Salesforce's clock is ahead of ours, by its last answer; 0 until there was one. */
  clockSkewMs(): number;
  /** Cuts off what is under way; nothing is sent any more. */
  close(): void;
};
