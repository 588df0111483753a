import type { Proposal } from '../../../shared/model/proposal.ts';
import type { StoreTransaction } from '../../store/open-store.ts';

/** A tool call on its way to become a proposal. */
export type ToolRequest = {
  feed: string;
  platform: string;
  /** The platform's id of the call; null where it did not say. */
  call: string | null;
  unverified: boolean;
  toolCall: { id: string; action: string; inputs: Record<string, unknown>; utterance: string | null };
  /** What goes to disk with each proposal, in its transaction: that an answer is owed. */
  alongside?(tx: StoreTransaction, of: Proposal): Promise<void>;
};

/** What came of a tool call: what was proposed, first the one that was asked for, or why nothing was. */
export type RequestedTool =
  | { kind: 'asked'; call: string | null; proposals: readonly Proposal[]; ignored: readonly string[] }
  /** In words the agent can use. */
  | { kind: 'refused'; call: string | null; why: string };

/** Makes proposals of a tool call: they are on disk when it resolves. */
export type RequestTool = (request: ToolRequest) => Promise<RequestedTool>;
