import { type FieldValue, type FieldValues, sameFieldValue } from '../../../shared/model/field-value.ts';
import { type FieldDescribe, isRequiredOnCreate, type ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import { type Draft, readDraft, toDraft } from './field-draft.ts';

/** One line of the edit form. */
export type EditField = {
  describe: FieldDescribe;
  proposed: FieldValue;
  /** What a lookup's id is called. */
  display: string | null;
  /** Why this value cannot be sent as it is, as the console or Salesforce told. */
  told: string | null;
  /** What was proposed, with what supports it; null for a field that nobody named. */
  proposal: ProposedValue | null;
};

/** The fields of the form: what was proposed, in its order, then what a create still lacks, or Salesforce asks for. */
export function editFields(of: Proposal, object: ObjectDescribe): EditField[] {
  const byName = new Map(object.fields.map((field) => [field.name, field]));
  const refused = refusedFields(of);
  const proposed = of.values.flatMap((value) => {
    const describe = byName.get(value.field);
    const told = refused.get(value.field) ?? value.invalid;
    // Bytes are no text to type.
    if (!describe || describe.type === 'base64') return [];
    return [{ describe, proposed: value.value, display: value.display, told, proposal: value }];
  });
  const named = new Set(of.values.map((value) => value.field));
  const isCreate = of.operation === 'create';
  const isLacking = (field: FieldDescribe) =>
    (isCreate && isRequiredOnCreate(field)) ||
    // A rule or a trigger may want a field that nobody named.
    (refused.has(field.name) && (isCreate ? field.createable : field.updateable));
  const lacking = object.fields
    .filter((field) => isLacking(field) && !named.has(field.name))
    .map((describe) => ({
      describe,
      proposed: null,
      display: null,
      told: refused.get(describe.name) ?? null,
      proposal: null,
    }));
  return [...proposed, ...lacking];
}

/** What Salesforce said of each field the last time. */
export function refusedFields(of: Pick<Proposal, 'status' | 'readiness'>): Map<string, string> {
  const problems = [
    of.status.state === 'waiting' || of.status.state === 'failed' ? of.status.problem : null,
    of.readiness.state === 'blocked' ? of.readiness.problem : null,
  ];
  return new Map(
    problems.flatMap((problem) => problem?.fields.map((each) => [each.field, each.message] as const) ?? []),
  );
}

/** The form's content at the start. */
export function startDrafts(fields: readonly EditField[], timeZone: string): Record<string, Draft> {
  return Object.fromEntries(
    fields.map(({ describe, proposed }) => [describe.name, toDraft(proposed, describe.type, timeZone)]),
  );
}

/** Fields whose input says something else than was proposed, whether or not it can be sent. */
export function touchedFields(
  fields: readonly EditField[],
  drafts: Readonly<Record<string, Draft>>,
  timeZone: string,
): string[] {
  return fields
    .filter(({ describe, proposed }) => (drafts[describe.name] ?? '') !== toDraft(proposed, describe.type, timeZone))
    .map(({ describe }) => describe.name);
}

/** Reads the whole form: the values that differ from what was proposed, or what is wrong with which field. */
export function readDrafts(
  fields: readonly EditField[],
  drafts: Readonly<Record<string, Draft>>,
  context: { operation: Proposal['operation']; timeZone: string },
): { edits: FieldValues; reasons: Record<string, string> } {
  const edits: FieldValues = {};
  const reasons: Record<string, string> = {};
  for (const { describe, proposed } of fields) {
    const draft = drafts[describe.name] ?? '';
    // An untouched input is the proposed value itself: no round trip through text may change it.
    const untouched = draft === toDraft(proposed, describe.type, context.timeZone);
    const read = readDraft(draft, describe, context);
    if (!read.ok) reasons[describe.name] = read.reason;
    else if (!untouched && !sameFieldValue(read.value, proposed)) edits[describe.name] = read.value;
  }
  return { edits, reasons };
}
