import type { WriteClass } from '../../../shared/model/action.ts';
import type { Fault, FaultRule } from '../../practice/org/control/faults.ts';

/** One proposal of a run: what class of write it is, and what becomes of it before anything is sent. */
export type PlannedProposal = {
  writeClass: WriteClass;
  id: string;
  /** Found again in the org's own log of what really committed. */
  mark: string;
  /** The proposal of the same call whose record it needs. */
  after: string | null;
  decision: 'approve' | 'reject' | 'leave';
  /** Of an update: what somebody else does to the record after the supervisor saw it. */
  meanwhile: 'nothing' | 'same field' | 'another field';
  /** Of an update: it is about the record of the one before. */
  sameRecord: boolean;
  /** Salesforce will not take it. */
  invalid: boolean;
};

/** One run: what is decided, what goes wrong, and how the console is used meanwhile. */
export type FaultScenario = {
  proposals: PlannedProposal[];
  faults: FaultRule[];
  /** Approved in one go, or one after the other. */
  inOneGo: boolean;
  /** The console is stopped and started again in the middle of it. */
  restart: boolean;
};

/** How long the console of a run waits for an answer: some faults take longer, on purpose. */
export const answerWithinMs = 150;

const faults: readonly Fault[] = [
  { kind: 'delay', ms: 20 },
  { kind: 'reset-before-commit' },
  { kind: 'reset-after-commit' },
  { kind: 'late-commit', ms: answerWithinMs * 2 },
  { kind: 'slow-body', ms: answerWithinMs * 2 },
  { kind: 'status', status: 401 },
  { kind: 'status', status: 403 },
  { kind: 'status', status: 412 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'lock' },
  { kind: 'html', status: 502 },
];

/** Where a fault may strike: most of them the write itself, some a look before or after it. */
const places: readonly NonNullable<FaultRule['match']>[] = [
  { method: 'POST', path: '/composite' },
  { method: 'POST', path: '/composite' },
  { method: 'PATCH' },
  { method: 'PATCH' },
  { method: 'POST', path: '/sobjects/' },
  { method: 'DELETE' },
  { method: 'GET', path: '/query' },
];

/** The scenario of a seed. */
export function faultScenario(random: () => number, run: string): FaultScenario {
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const chance = (share: number) => random() < share;
  const count = chance(0.2) ? 30 : 4;
  const classes: WriteClass[] = [
    ...repeat('absolute-update', 1 + upTo(count)),
    ...repeat('keyed-create', upTo(count)),
    ...repeat('append', upTo(2)),
    ...repeat('natural-key', upTo(2)),
    ...repeat('delete', upTo(2)),
  ];
  const scenario: FaultScenario = {
    proposals: classes.map((writeClass, index): PlannedProposal => {
      const isUpdate = writeClass === 'absolute-update';
      return {
        ...plainCreate(run, index),
        writeClass,
        decision: decisionOf(random()),
        meanwhile: isUpdate ? meanwhileOf(random()) : 'nothing',
        sameRecord: isUpdate && index > 0 && chance(0.15),
        invalid: isUpdate && chance(0.05),
      };
    }),
    faults: Array.from({ length: 1 + upTo(4) }, () => ruleOf(random)),
    inOneGo: chance(0.6),
    restart: chance(0.2),
  };
  if (chance(0.5)) scenario.proposals.push(...chainOf(run, classes.length));
  return scenario;
}

function plainCreate(run: string, index: number): PlannedProposal {
  return {
    id: `${Number(run).toString(16).padStart(8, '0').slice(-8)}-0000-4000-8000-${String(index).padStart(12, '0')}`,
    mark: `F-${run}-${index}`,
    after: null,
    writeClass: 'keyed-create',
    decision: 'approve',
    meanwhile: 'nothing',
    sameRecord: false,
    invalid: false,
  };
}

/** A case, a case under it and a comment on that one: all of it, or nothing. */
function chainOf(run: string, index: number): PlannedProposal[] {
  const first = plainCreate(run, index);
  const second: PlannedProposal = { ...plainCreate(run, index + 1), after: first.id };
  return [first, second, { ...plainCreate(run, index + 2), writeClass: 'append', after: second.id }];
}

function ruleOf(random: () => number): FaultRule {
  const match = pick(places, random());
  const fault = pick(faults, random());
  // A read has no precondition that could fail.
  const isOdd = match.method === 'GET' && fault.kind === 'status' && fault.status === 412;
  return {
    match,
    fault: isOdd ? { kind: 'lock' } : fault,
    times: 1 + Math.floor(random() * 2),
    skip: Math.floor(random() * 3),
  };
}

function decisionOf(draw: number): PlannedProposal['decision'] {
  if (draw < 0.8) return 'approve';
  return draw < 0.9 ? 'reject' : 'leave';
}

function meanwhileOf(draw: number): PlannedProposal['meanwhile'] {
  if (draw < 0.8) return 'nothing';
  return draw < 0.9 ? 'same field' : 'another field';
}

function repeat(value: WriteClass, times: number): WriteClass[] {
  return Array.from({ length: times }, () => value);
}

function pick<T>(list: readonly T[], draw: number): T {
  const found = list[Math.floor(draw * list.length)];
  if (found === undefined) throw new Error('there is nothing to draw from');
  return found;
}
