import { changedElsewhere, diffProposal } from '../../../shared/model/diff.ts';
import { type FieldValues, sameFieldValue } from '../../../shared/model/field-value.ts';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { Proposal, Snapshot } from '../../../shared/model/proposal.ts';
import type { Store } from '../../store/open-store.ts';
import { type Policy, policyEvents } from '../deciding/apply-policy.ts';
import type { OrgReader } from '../preparing/prepare-proposal.ts';
import { commandProposal, isProposal, waitingAbout } from '../proposal-store.ts';

/** A record that is watched: what it said when that began, and what it says now, in every field our user sees. */
export type RecordSeen = { org: string; object: string; id: string; first: FieldValues; now: FieldValues };

/** What takes a change in works with. */
export type RecordMovedParts = {
  store: Store;
  reader: Pick<OrgReader, 'describe' | 'readRecord'>;
  policy: Policy;
  now(): number;
};

/**
 * Takes in that somebody changed a record while proposals about it wait: each shows it beside what it proposes, as a new
 * revision, so that nobody decides on what they saw before. Answers with those that changed.
 */
export async function recordMoved(parts: RecordMovedParts, seen: RecordSeen): Promise<Proposal[]> {
  const { store, reader, policy, now } = parts;
  const moved: Proposal[] = [];
  for (const { proposal: of } of await waitingAbout(store.db, seen.org, seen.id)) {
    if (!isCompared(of) || of.object !== seen.object) continue;
    const fields = movedFields(of, seen, await reader.describe(of.org, of.object));
    const known = Object.keys(of.base?.fields ?? {});
    const read = [...new Set([...known, ...fields])].filter((field) => field in seen.now);
    const current = fields.length > 0 ? await reader.readRecord(of.org, of.object, seen.id, read) : null;
    const change = current && changeOf(of, seen.first, current);
    if (!change) continue;
    const answer = await commandProposal(store, of.id, { type: 'moved', revision: of.revision, ...change }, now(), {
      follow: (tx, after) => policyEvents(tx, policy, after, now()),
    });
    if (isProposal(answer)) moved.push(answer);
  }
  return moved;
}

/** What a card shows of a change: the record then and now, and where that collides with what is proposed. */
export type RecordChange = { base: Snapshot; current: Snapshot | null; conflict: string[] };

/** Null where the card shows it already. What was never read before is told as it was when watching began. */
export function changeOf(of: Proposal, first: FieldValues, current: Snapshot): RecordChange | null {
  if (!of.base) return null;
  const shown = of.current ?? of.base;
  const fields = { ...shown.fields, ...current.fields };
  const isShown = Object.keys(fields).every((field) =>
    sameFieldValue(fields[field], field in shown.fields ? shown.fields[field] : first[field]),
  );
  if (isShown) return null;
  const before = Object.fromEntries(Object.keys(current.fields).map((field) => [field, first[field] ?? null]));
  const base = { ...of.base, fields: { ...before, ...of.base.fields } };
  const after = { values: of.values, operation: of.operation, base, current: { ...current, fields } };
  const conflict = diffProposal(after).filter((row) => row.conflict);
  // Somebody put it back as it was.
  const isBack = conflict.length === 0 && diffProposal(after).every(isUnmoved) && changedElsewhere(after).length === 0;
  return { base, current: isBack ? null : after.current, conflict: conflict.map(({ field }) => field) };
}

function isUnmoved({ base, current }: { base: FieldValues[string]; current: FieldValues[string] }): boolean {
  return sameFieldValue(base, current);
}

/** Fields of which the card does not show yet that they changed: those it read, and others that a person could have set. */
function movedFields(of: Proposal, { first, now }: RecordSeen, describe: ObjectDescribe): string[] {
  const shown = (of.current ?? of.base)?.fields ?? {};
  const settable = new Set(describe.fields.filter(({ updateable }) => updateable).map(({ name }) => name));
  return Object.keys(now).filter((field) => {
    if (field in shown) return !sameFieldValue(shown[field], now[field]);
    return settable.has(field) && !sameFieldValue(first[field], now[field]);
  });
}

function isCompared({ base, readiness, operation, undoes }: Proposal): boolean {
  return base !== null && readiness.state !== 'preparing' && operation === 'update' && !undoes;
}

/** A card made ready once more still tells what others changed since it was first shown, until a person takes it up anew. */
export function stillMoved<
  Made extends { record: Proposal['record']; base: Snapshot | null; current?: Snapshot; conflict?: string[] },
>(of: Proposal, made: Made & Pick<Proposal, 'values'>): Made {
  const isSame = of.record !== null && of.record.id === made.record?.id;
  if (!isSame || !of.base || !of.current || !made.base || made.current || of.undoes) return made;
  const base = { ...of.base, fields: { ...made.base.fields, ...of.base.fields } };
  const current = { ...made.base, fields: { ...of.current.fields, ...made.base.fields } };
  const rows = diffProposal({ values: made.values, operation: of.operation, base, current });
  return { ...made, base, current, conflict: rows.filter((row) => row.conflict).map(({ field }) => field) };
}
