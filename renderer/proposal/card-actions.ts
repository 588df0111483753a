import type { Proposal } from '../../shared/model/proposal.ts';

/** What the screen does when a card is acted on. */
export type CardActions = {
  approve(of: Proposal): void;
  edit(of: Proposal): void;
  reject(of: Proposal): void;
  /** Asks the agent back; with the reason where it cannot be asked. */
  ask(of: Proposal, why: string | null): void;
  /** Where its own end can be moved. */
  extend?(of: Proposal): void;
  /** Where what was decided can be taken back, and which card its key acts on. */
  undo?(of: Proposal): void;
  undoTarget?: string | null;
  /** Where the screen can show what takes its place. */
  updateInstead?(of: Proposal, record: string): void;
  /** Why the last thing asked of it was not done. */
  hindrance(of: Proposal): string | null;
};
