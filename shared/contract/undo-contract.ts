import { z } from 'zod';
import { proposal } from '../model/proposal.ts';
import { refusable } from './refusable.ts';

const onRevision = refusable.input(
  z.object({ proposal: z.string().min(1).max(64), revision: z.number().int().min(0) }),
);

/** Taking back what was approved, or written. */
export const undoContract = {
  /** Takes an approval back while it was not sent yet: it waits again, as a new revision. */
  cancelSending: onRevision.output(proposal),
  /**
   * Proposes the reverse of what was written; answers with that proposal, or the one that waits already. It decides
   * nothing: whoever asks from where the proposal is not shown, such as the journal, names no revision.
   */
  undo: refusable
    .input(z.object({ proposal: z.string().min(1).max(64), revision: z.number().int().min(0).optional() }))
    .output(proposal),
};
