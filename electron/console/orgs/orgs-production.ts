import type { Org } from '../../../shared/model/org.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';

/** Asks once before the first write of a session to a production org. */
export type ProductionGate = {
  /**
   * Throws until a person confirmed that this session may write to it. Answers with what follows from it, to be done
   * once what was confirmed is decided: the rules may speak of the rest.
   */
  pass(org: Org | null, confirmed: boolean): Promise<() => void>;
  /** Whether it would still ask. */
  asks(org: Org | null): boolean;
  /** The session in this org is over: the next one asks again. */
  close(org: string): void;
};

/** Makes the gate; what was confirmed lives no longer than this process. */
export function createProductionGate(parts: { confirmed(org: Org): Promise<void>; opened(): void }): ProductionGate {
  const open = new Set<string>();
  const asks = (org: Org | null): org is Org => org?.environment === 'production' && !open.has(org.id);
  return {
    asks,
    async pass(org, confirmed) {
      if (!asks(org)) return () => {};
      if (!confirmed) throw new ProblemError(askFirst(org));
      open.add(org.id);
      await parts.confirmed(org);
      return parts.opened;
    },
    close: (org) => void open.delete(org),
  };
}

function askFirst(org: Org) {
  const message = `${org.name} is a production org, and this is the first write of this session. Nothing was sent yet.`;
  return toProblem('not-allowed', message, { code: 'confirm-production' });
}
