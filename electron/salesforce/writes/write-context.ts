import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { Sent, Settled, WriteOrder } from '../../../shared/model/target.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';

/** What every class of write works on. */
export type WriteContext = {
  connection: SalesforceConnection;
  order: WriteOrder;
  object: ObjectDescribe;
  checkpoint: (name: string) => void;
  wait: (ms: number) => Promise<void>;
  recordings: Recordings;
};

/** Where the bytes of recordings are that were approved by their digest; null where they are not any more. */
export type Recordings = { load(digest: string): Promise<Buffer | null> };

/** How one class of write is sent, and how it is found out afterwards whether it happened. */
export type WriteMethod = {
  send(context: WriteContext): Promise<Sent>;
  settle(context: WriteContext): Promise<Settled>;
};

/** How writes of one class go out together; an outcome for each, in the order they were given. */
export type TogetherMethod = {
  send(contexts: readonly WriteContext[]): Promise<Sent[]>;
  settle(contexts: readonly WriteContext[]): Promise<Settled[]>;
};
