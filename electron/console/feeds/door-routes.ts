import { implement } from '@orpc/server';
import type { CallDoorsView } from '../../../shared/contract/clock-view.ts';
import { contract } from '../../../shared/contract/contract.ts';
import type { Call } from '../../../shared/model/call.ts';
import type { JournalKind } from '../../../shared/model/journal-entry.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { loadCall } from '../../calls/call-store.ts';
import type { CallDoorFinder, FoundDoor } from '../../feeds/holds/find-door.ts';
import { appendJournal } from '../../journal/append-journal.ts';
import type { DoorAnswer, DoorCall, Doors } from '../../platforms/platform.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';

/** What answers for what a supervisor does in a live call. */
export type DoorRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main'>;
  findDoor: CallDoorFinder;
  fetch: typeof fetch;
  now(): number;
  log(message: string, cause?: unknown): void;
};

const patienceMs = 15_000;

/** Answers the contract's calls by which a supervisor speaks in a live call, hands it over or ends it. Each is asked for by itself and happens once. */
export function createDoorRoutes(parts: DoorRoutesParts) {
  const { store, orgs, findDoor } = parts;
  const os = implement(contract).calls;

  type Entering<Name extends keyof Doors> = {
    name: Name;
    kind: JournalKind;
    summary: string;
    detail: Record<string, unknown>;
    enter(door: Extract<FoundDoor<Name>, { kind: 'open' }>['enter'], to: DoorCall): Promise<DoorAnswer>;
  };

  async function go<Name extends keyof Doors>(id: string, way: Entering<Name>): Promise<void> {
    const of = await loadCall(store.db, id);
    if (!of) throw new ProblemError(toProblem('not-found', 'This call does not exist.'));
    const by = supervisorOf(orgs, of.org).name;
    const found = await findDoor(of, way.name);
    if (found.kind === 'shut') throw new ProblemError(toProblem('not-allowed', found.why));
    const to = { ...found.to, fetch: parts.fetch, signal: AbortSignal.timeout(patienceMs) };
    const came = await way.enter(found.enter, to);
    const why = came.kind === 'arrived' ? null : came.why;
    await note(
      of,
      by,
      why === null ? way : { ...way, kind: 'door.failed', summary: `${way.summary}, and it was not taken`, why },
    );
    if (why !== null)
      throw new ProblemError(toProblem('upstream', `It did not reach the call: ${why}`, { next: 'retry' }));
  }

  async function note(
    of: Call,
    actor: string,
    {
      kind,
      summary,
      detail,
      why,
    }: { kind: JournalKind; summary: string; detail: Record<string, unknown>; why?: string },
  ): Promise<void> {
    const line = { at: parts.now(), kind, org: of.org, call: of.id, proposal: null, actor, summary };
    await store.transact((tx) => appendJournal(tx, [{ ...line, detail: { ...detail, ...(why && { why }) } }]));
  }

  return {
    tell: os.tell.handler(({ input }) =>
      refusing(
        () =>
          go(input.call, {
            name: 'tell',
            kind: 'door.told',
            summary: 'a message was sent to the agent',
            detail: { message: input.message },
            enter: (tell, to) => tell(to, `Your supervisor says: ${input.message}`),
          }),
        parts.log,
      ),
    ),
    transfer: os.transfer.handler(({ input }) =>
      refusing(
        () =>
          go(input.call, {
            name: 'transfer',
            kind: 'door.transferred',
            summary: 'the caller was handed over',
            detail: { number: input.number },
            enter: (transfer, to) => transfer(to, input.number),
          }),
        parts.log,
      ),
    ),
    end: os.end.handler(({ input }) =>
      refusing(
        () =>
          go(input.call, {
            name: 'end',
            kind: 'door.ended',
            summary: 'the call was ended by the supervisor',
            detail: {},
            enter: (end, to) => end(to),
          }),
        parts.log,
      ),
    ),
  };
}

/** Which of the doors a call has, for its view. */
export async function readDoors(findDoor: CallDoorFinder, of: Call): Promise<CallDoorsView> {
  const [tell, transfer, end] = await Promise.all([
    findDoor(of, 'tell'),
    findDoor(of, 'transfer'),
    findDoor(of, 'end'),
  ]);
  const told = (found: { kind: 'open' } | { kind: 'shut'; why: string }) =>
    found.kind === 'open' ? { open: true, why: null } : { open: false, why: found.why };
  return { tell: told(tell), transfer: told(transfer), end: told(end) };
}
