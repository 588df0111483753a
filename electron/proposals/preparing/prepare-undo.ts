import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Proposal, ProposedValue, Readiness, Snapshot, Undone } from '../../../shared/model/proposal.ts';
import { changedSince } from '../../../shared/model/undo.ts';
import { refuseByRecord } from '../../actions/record-guards.ts';
import { consequencesOf, fieldsThatGo, gone, refuseByObject } from '../about-record.ts';
import type { Prepared } from '../proposal-event.ts';
import type { OrgReader } from './prepare-proposal.ts';

/** Makes an undo ready: its values are what was there before, to the letter, and it tells what others changed since. */
export async function prepareUndo(of: Proposal, undoes: Undone, reader: OrgReader): Promise<Prepared> {
  const describe = await reader.describe(of.org, of.object);
  const { record } = of;
  const values = of.values.map((value) => described(value, describe));
  const shown = {
    object: describe.name,
    objectLabel: describe.label,
    values,
    record,
    candidates: [],
    recordReason: `undoes ${undoes.reference} ${undoes.label}`,
    consequences: [],
    after: [],
  };
  const barred = refuseByObject(describe, of.operation);
  if (barred || !record) {
    const problem = barred ?? toProblem('internal', 'It is not known which record this undoes.');
    return { ...shown, base: null, readiness: { state: 'blocked', problem } };
  }
  const now = await reader.readRecord(of.org, of.object, record.id, readFields(of, undoes, describe));
  if (!now) return { ...shown, base: null, readiness: { state: 'blocked', problem: gone(record) } };
  if (of.operation === 'delete') {
    const consequences = [...changedWords(undoes, now, describe), ...(await consequencesOf(of, record, reader))];
    return { ...shown, base: now, consequences, readiness: { state: 'ready' } };
  }
  const refused = refuseByRecord(describe.name, now);
  const readiness: Readiness = refused ? { state: 'blocked', problem: refused } : readinessOf(values);
  const before = Object.fromEntries(values.map(({ field, value }) => [field, value]));
  const conflict = changedSince(undoes.written, before, now.fields);
  if (conflict.length === 0) return { ...shown, base: now, readiness };
  // Then is what we wrote, now is what others made of it.
  const then: Snapshot = { ...now, fields: { ...now.fields, ...undoes.written } };
  return { ...shown, base: then, current: now, conflict, readiness };
}

function readFields(of: Proposal, { written }: Undone, describe: ObjectDescribe): string[] {
  const wanted =
    of.operation === 'delete' ? [...Object.keys(written), ...fieldsThatGo(describe)] : Object.keys(written);
  const known = new Set(describe.fields.map(({ name }) => name));
  return [...new Set(wanted)].filter((name) => known.has(name));
}

function described(value: ProposedValue, describe: ObjectDescribe): ProposedValue {
  const field = describe.fields.find(({ name }) => name === value.field);
  const invalid = field?.updateable ? null : 'Your Salesforce user may not change it.';
  return { ...value, label: field?.label ?? value.label, type: field?.type ?? null, invalid };
}

function readinessOf(values: readonly ProposedValue[]): Readiness {
  const invalid = values.filter((value) => value.invalid !== null);
  if (invalid.length === 0) return { state: 'ready' };
  const fields = invalid.map(({ field, label, invalid: message }) => ({ field, label, message: message ?? '' }));
  const message = `${invalid.map(({ label }) => label).join(', ')} may not be changed by your Salesforce user.`;
  return { state: 'blocked', problem: toProblem('not-allowed', message, { fields }) };
}

/** What others made of the record since, which goes with it. */
function changedWords({ written }: Undone, now: Snapshot, describe: ObjectDescribe): string[] {
  const known = Object.fromEntries(Object.entries(written).filter(([name]) => name in now.fields));
  const changed = changedSince(known, null, now.fields);
  if (changed.length === 0) return [];
  const labels = changed.map((name) => describe.fields.find((field) => field.name === name)?.label ?? name);
  return [`${labels.join(', ')} changed since it was written: what others made of it goes, too.`];
}
