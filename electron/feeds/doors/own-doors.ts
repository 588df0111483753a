import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import type { ToolAnswer } from '../../platforms/platform.ts';
import type { Ask, RunningFeed } from '../running-feed.ts';

/** What our own doors for agents work with. */
export type OwnDoorParts = {
  catalogue: Catalogue;
  ask: Ask;
  /** What came of a proposal, for the feed that asked for it; null where it did not. */
  status(feed: RunningFeed, reference: string): Promise<ToolAnswer | null>;
  /** An object as the feed's org has it; null where it cannot be asked. */
  describe(feed: RunningFeed, object: string): Promise<ObjectDescribe | null>;
  log(message: string, cause?: unknown): void;
};

/** An answer as our own doors give it. */
export type DoorResult = {
  status: ToolAnswer['outcome'];
  /** One line the agent can use in the conversation. */
  result: string;
  reference: string | null;
  /** What was actually written or found, by API name. */
  values: Readonly<Record<string, unknown>>;
};

export function toDoorResult({ outcome, text, reference, values }: ToolAnswer): DoorResult {
  return { status: outcome, result: text, reference, values };
}

/** The option of a feed that names the header its agents name their call with. */
const callHeader = 'callHeader';

/** The call that a request is about, by its header. */
export function callNamedBy(headers: Headers, feed: Pick<RunningFeed, 'options'>): string | null {
  const name = feed.options[callHeader]?.trim() || 'x-call-id';
  return callName(isHeaderName(name) ? headers.get(name) : null);
}

/** A name of a call, where one was given; longer ones are none of a platform's. */
export function callName(value: unknown): string | null {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text !== '' && text.length <= 256 ? text : null;
}

function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}
