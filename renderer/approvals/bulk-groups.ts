import type { ListedProposal } from '../../shared/contract/views.ts';
import { type BulkVerb, bulkBar, mixedBar } from '../../shared/model/bulk.ts';
import { type SensitiveSettings, usualDeciding } from '../../shared/model/deciding.ts';
import { type DiffRow, diffProposal } from '../../shared/model/diff.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import type { Org } from '../../shared/model/org.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { sensitivityOf } from '../../shared/model/sensitivity.ts';

/** Like proposals as one table: a row each, a column for each field that changes. */
export type BulkGroup = {
  key: string;
  title: string;
  fields: { field: string; label: string }[];
  rows: { listed: ListedProposal; cells: ReadonlyMap<string, DiffRow>; outlier: string | null }[];
};

/** What is decided together, and what is left out and why. */
export type BulkPlan = {
  groups: BulkGroup[];
  taken: Proposal[];
  leftOut: { proposal: Proposal; why: string }[];
  /** Why nothing of it can be decided together. */
  mixed: string | null;
};

/** Below this many rows nothing is usual enough for another to stand out. */
const fewestToStandOut = 3;

/** Sorts what was picked into tables of like proposals. */
export function planBulk(
  picked: readonly ListedProposal[],
  verb: BulkVerb,
  environmentOf: (org: string) => Org['environment'] | null,
  settings: SensitiveSettings = usualDeciding.sensitive,
): BulkPlan {
  const barred = picked.map((listed) => {
    const { proposal } = listed;
    return { listed, why: bulkBar(proposal, verb, sensitivityOf(proposal, settings)) };
  });
  const fit = barred.filter(({ why }) => why === null).map(({ listed }) => listed);
  const groups = Map.groupBy(fit, ({ proposal }) => `${proposal.org} ${proposal.action} ${proposal.object}`);
  return {
    groups: [...groups].map(([key, listed]) => groupOf(key, listed)),
    taken: fit.map(({ proposal }) => proposal),
    leftOut: barred.flatMap(({ listed, why }) => (why === null ? [] : [{ proposal: listed.proposal, why }])),
    mixed: mixedBar(fit.map(({ proposal }) => environmentOf(proposal.org))),
  };
}

function groupOf(key: string, listed: readonly ListedProposal[]): BulkGroup {
  const rows = listed.map((each) => ({ listed: each, cells: cellsOf(each.proposal) }));
  const fields = new Map(rows.flatMap(({ cells }) => [...cells.values()].map(({ field, label }) => [field, label])));
  return {
    key,
    title: listed[0]?.proposal.actionLabel ?? '',
    fields: [...fields].map(([field, label]) => ({ field, label })),
    rows: rows.map((row) => ({ ...row, outlier: outlierIn(row.cells, rows) })),
  };
}

function cellsOf(of: Proposal): Map<string, DiffRow> {
  const changing = diffProposal(of).filter((row) => of.operation !== 'update' || row.change !== 'unchanged');
  return new Map(changing.map((row) => [row.field, row]));
}

/** How a row differs from what most of its table do; null where it does not. */
function outlierIn(cells: ReadonlyMap<string, DiffRow>, rows: readonly { cells: ReadonlyMap<string, DiffRow> }[]) {
  if (rows.length < fewestToStandOut) return null;
  const fields = new Set(rows.flatMap((row) => [...row.cells.keys()]));
  for (const field of fields) {
    const cell = cells.get(field);
    const others = rows.map((row) => row.cells.get(field));
    const usually = others.filter((other) => other !== undefined).length * 2 > rows.length;
    const label = (cell ?? others.find((other) => other !== undefined))?.label ?? field;
    if (usually !== (cell !== undefined)) return usually ? `${label} is not set` : `only few set ${label}`;
    if (!cell) continue;
    if (cell.change === 'cleared' && mostly(others, (other) => other?.change !== 'cleared')) return `clears ${label}`;
    const usual = usualValue(others);
    if (usual && usual.value !== cell.proposed) return `another ${label}`;
  }
  return null;
}

/** The value that more than half of a column have; null where there is none. */
function usualValue(cells: readonly (DiffRow | undefined)[]): { value: FieldValue } | null {
  const byValue = Map.groupBy(cells, (cell) => cell?.proposed ?? null);
  const found = [...byValue].find(([, same]) => same.length * 2 > cells.length);
  return found ? { value: found[0] } : null;
}

function mostly<T>(all: readonly T[], is: (one: T) => boolean): boolean {
  return all.filter(is).length * 2 > all.length;
}
