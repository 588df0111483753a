import type { CasesOf, FigureCase, FiguresAsked } from '../../../shared/model/figures.ts';
import {
  callRows,
  type DecidedRow,
  decidedRows,
  proposalsWithField,
  type Reader,
  type WaitRow,
  type WriteRow,
  waitRows,
  writeRows,
} from './figure-rows.ts';
import { noAgent, noCall } from './read-figures.ts';

const mostShown = 200;

/** The cases behind a number, newest first. */
export async function readCases(
  db: Reader,
  asked: FiguresAsked,
  which: CasesOf,
): Promise<{ total: number; cases: FigureCase[] }> {
  const cases = await casesBehind(db, asked, which);
  return { total: cases.length, cases: cases.slice(0, mostShown) };
}

async function casesBehind(db: Reader, asked: FiguresAsked, which: CasesOf): Promise<FigureCase[]> {
  if (which.of === 'calls') return callsBehind(db, asked, which);
  if (which.of === 'waiting') {
    const rows = await waitRows(db, asked);
    return rows.filter(({ inTime }) => (inTime === 1) === which.inTime).map(toWait);
  }
  if (which.of === 'written') return (await writeRows(db, { ...asked, org: which.org })).map(toWrite);
  const { by, key, kind } = which;
  const rows = await decidedRows(db, asked);
  if (by === 'field' && key !== null) {
    const those = await proposalsWithField(db, key);
    return rows
      .filter((row) => those.has(row.proposal) && fits(fieldKind(row.kind, those.get(row.proposal) === true), kind))
      .map(toDecided);
  }
  return rows.filter((row) => fits(row.kind, kind) && (key === null || keyOf(row, by) === key)).map(toDecided);
}

function fits(was: DecidedRow['kind'], sought: DecidedRow['kind'] | null): boolean {
  return sought === null || was === sought;
}

async function callsBehind(
  db: Reader,
  asked: FiguresAsked,
  { outcome, but }: Extract<CasesOf, { of: 'calls' }>,
): Promise<FigureCase[]> {
  const rows = await callRows(db, asked);
  return rows
    .filter((row) => (outcome === null ? !but.includes(row.outcome) : row.outcome === outcome))
    .map(({ call, at, name, outcome: what }) => ({ at, call, proposal: null, name, what }));
}

/** A field that the decider left alone counts as approved, whatever was edited beside it. */
function fieldKind(was: DecidedRow['kind'], edited: boolean): DecidedRow['kind'] {
  return was === 'edited' && !edited ? 'approved' : was;
}

function keyOf(row: DecidedRow, by: 'platform' | 'agent' | 'action' | 'field' | null): string {
  if (by === 'platform') return row.platform ?? noCall;
  return by === 'agent' ? (row.agent ?? noAgent) : row.label;
}

const kindWords: Record<DecidedRow['kind'], string> = {
  approved: 'approved',
  edited: 'edited and approved',
  rejected: 'rejected',
  'by-rule': 'decided by the rule',
};

function toDecided({ at, made, call, proposal, name, reference, label, kind, by }: DecidedRow): FigureCase {
  const who = kind === 'by-rule' ? by : `by ${by} after ${seconds(at - made)}`;
  return { at, call, proposal, name: name ?? 'No call', what: `${reference} ${label}: ${kindWords[kind]} ${who}` };
}

function toWait({ at, told, call, proposal, name, reference, label, inTime }: WaitRow): FigureCase {
  const answered = inTime === 1 ? 'decided while the caller waited' : 'not decided while the caller waited';
  const after = told === null ? '' : `, the agent was told after ${seconds(told - at)}`;
  return {
    at,
    call,
    proposal,
    name: name ?? 'No call',
    what: `${reference ?? ''} ${label ?? ''}: ${answered}${after}`,
  };
}

function toWrite({ name, summary, ...row }: WriteRow): FigureCase {
  return { ...row, name: name ?? 'No call', what: summary };
}

function seconds(ms: number): string {
  const whole = Math.round(ms / 1000);
  if (whole < 120) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
