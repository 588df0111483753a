import { useEffect, useRef, useState } from 'react';
import type { BulkLine, BulkStep } from '../../shared/contract/bulk-contract.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Proposal, Rejection } from '../../shared/model/proposal.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';

/** How far a decision about many is, and what became of each. */
export type BulkRun = {
  state: 'running' | 'over';
  done: number;
  total: number;
  lines: readonly BulkLine[];
  /** Why it was refused, or broke off. */
  problem: Problem | null;
};

type Approving = { onScreenMs: number; confirmProduction?: boolean; hurried?: boolean };

/** Decides about many, tells how far it is, and can be stopped. */
export function useBulk() {
  const { client } = useConsole();
  const [run, setRun] = useState<BulkRun | null>(null);
  const stopping = useRef<AbortController | null>(null);
  const again = useRef<((code: string | null) => Promise<void>) | null>(null);
  useEffect(() => () => stopping.current?.abort(), []);

  async function go(total: number, begin: (signal: AbortSignal) => Promise<AsyncIterable<BulkStep>>): Promise<void> {
    // Two keys can arrive before React renders once.
    if (stopping.current) return;
    const mine = new AbortController();
    stopping.current = mine;
    let held: BulkRun = { state: 'running', done: 0, total, lines: [], problem: null };
    setRun(held);
    try {
      for await (const step of await begin(mine.signal)) {
        held = { ...held, done: step.done, total: step.total, lines: [...held.lines, ...step.lines] };
        setRun(held);
      }
    } catch (error) {
      if (!mine.signal.aborted) held = { ...held, problem: refusalOf(error) };
    }
    stopping.current = null;
    setRun({ ...held, state: 'over' });
  }

  const orders = (proposals: readonly Proposal[]) => proposals.map(({ id, revision }) => ({ proposal: id, revision }));
  function approve(proposals: readonly Proposal[], how: Approving): Promise<void> {
    again.current = (code) =>
      approve(proposals, { ...how, ...(code === 'pace' ? { hurried: true } : { confirmProduction: true }) });
    const input = { proposals: orders(proposals), ...how };
    return go(proposals.length, (signal) => client.proposals.approveMany(input, { signal }));
  }

  return {
    run,
    approve: (proposals: readonly Proposal[], onScreenMs: number) => void approve(proposals, { onScreenMs }),
    reject: (proposals: readonly Proposal[], rejection: Rejection, onScreenMs: number) =>
      void go(proposals.length, (signal) =>
        client.proposals.rejectMany({ proposals: orders(proposals), rejection, onScreenMs }, { signal }),
      ),
    /** Approves once more what waits for a person to confirm that it goes to production, or that it was read. */
    confirm: () => void again.current?.(run?.problem?.code ?? null),
    stop: () => stopping.current?.abort(),
    forget: () => setRun(null),
  };
}
