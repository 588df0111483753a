import type { Action, ActionInput } from '../../shared/model/action.ts';
import type { Call } from '../../shared/model/call.ts';
import { checkFieldValue } from '../../shared/model/check-field-value.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import { type FieldDescribe, isRequiredOnCreate, type ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { ProposedValue } from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { checkByteLimit } from './byte-limits.ts';
import { namedProposal, type OtherProposal, referTo } from './other-proposal.ts';
import { readFieldValue } from './read-field-value.ts';
import { isCollected } from './read-inputs.ts';
import type { ReadingContext } from './reading-context.ts';
import { isByHand, type OtherRequest, type RequestedValue } from './requested-value.ts';
import { namingFields } from './sought-record.ts';
import { notSaid, suppliedValue } from './supplied-value.ts';

/** What is known about a proposal's call when its values are made ready. */
export type PreparationContext = {
  call: Pick<
    Call,
    'id' | 'sources' | 'caller' | 'channel' | 'variables' | 'direction' | 'startedAt' | 'heldAt' | 'endedAt'
  > | null;
  reading: ReadingContext;
  /** The record the action is about, where it was found. */
  record: RecordRef | null;
  /** The proposal that will make that record, where it is to come. */
  coming: OtherProposal | null;
  /** The other proposals of the call, which values may refer to. */
  others: readonly OtherProposal[];
  /** Holds values against what was said; a person filled the fields `byHand`. Absent where nothing was said. */
  weigh?(values: readonly ProposedValue[], byHand: ReadonlySet<string>): ProposedValue[];
};

/**
 * Gives requested values their labels, types and forms by the object's describe, adds the action's fixed, defaulted and
 * call-supplied inputs, and says of each value why it could not be sent.
 */
export function prepareValues(
  action: Action,
  requested: readonly RequestedValue[],
  describe: ObjectDescribe,
  context: PreparationContext,
): ProposedValue[] {
  const fields = new Map(describe.fields.map((field) => [field.name.toLowerCase(), field]));
  const wanted = new Map(requested.map((value) => [value.field, value]));
  const naming = new Set(namingFields(action));
  const known = context.call?.caller.state === 'matched';
  const values: ProposedValue[] = [];
  for (const input of action.inputs) {
    const asked = wanted.get(input.field);
    wanted.delete(input.field);
    const value = isCollected(input) ? collectedValue(input, asked, known) : suppliedValue(input, asked, context);
    if (value) values.push(finish(value, fields.get(input.field.toLowerCase()), action, context));
  }
  // Fields that a person added, which the action's inputs do not name.
  for (const rest of wanted.values()) {
    if (isByHand(rest) && !naming.has(rest.field))
      values.push(finish(rest, fields.get(rest.field.toLowerCase()), action, context));
  }
  const byHand = new Set(requested.filter(isByHand).map(({ field }) => field));
  return context.weigh?.(values, byHand) ?? values;
}

/** Labels of required fields that a create leaves blank. */
export function missingRequired(
  action: Action,
  values: readonly ProposedValue[],
  describe: ObjectDescribe,
): FieldDescribe[] {
  if (action.operation !== 'create') return [];
  const filled = new Set(values.filter(({ value }) => value !== null && value !== '').map(({ field }) => field));
  const demanded = new Set(action.inputs.filter((input) => input.required).map((input) => input.field));
  return describe.fields.filter(
    (field) => (isRequiredOnCreate(field) || demanded.has(field.name)) && !filled.has(field.name),
  );
}

function collectedValue(input: ActionInput, asked: RequestedValue | undefined, known: boolean): RequestedValue | null {
  if (asked && isByHand(asked)) return asked;
  if (input.onlyForStrangers && known) return null;
  if (asked) return asked;
  if (input.from.mode !== 'defaulted') return null;
  return notSaid(input.field, input.from.value, 'defaulted', 'never said in the call: the default');
}

function finish(
  asked: RequestedValue,
  field: FieldDescribe | undefined,
  action: Action,
  { reading, others: proposals }: PreparationContext,
): ProposedValue {
  const { raw, others, askedBy: _, ...told } = asked;
  if (!field) {
    return {
      ...told,
      value: typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? raw : null,
      label: asked.field,
      type: null,
      alternatives: [],
      invalid: `${action.object} has no field ${asked.field} in this org, or this user may not see it.`,
    };
  }
  if (field.type === 'base64') return { ...told, ...withoutBytes(field) };
  const other = field.type === 'reference' ? namedProposal(raw, proposals) : null;
  if (other) return { ...told, ...referring(other, String(raw), field) };
  const read = readFieldValue(field, raw, reading);
  const value: ProposedValue = {
    ...told,
    field: field.name,
    value: read.value,
    label: field.label,
    type: field.type,
    resolvedFrom: asked.resolvedFrom ?? read.resolvedFrom,
    reasons: read.warning ? [...asked.reasons, read.warning] : asked.reasons,
    certainty: read.warning && asked.certainty === 'certain' ? 'likely' : asked.certainty,
    alternatives: [],
    invalid: checkFieldValue(field, read.value, action.operation) ?? checkByteLimit(action.object, field, read.value),
  };
  return others.reduce((so, other) => weigh(so, other, field, reading), value);
}

/** Bytes are nothing that anybody tells: a file is fetched here, and shown before it is approved. */
function withoutBytes({ name, label, type }: FieldDescribe) {
  const invalid = `${label} cannot be given as text. Give the address of the recording instead.`;
  return { field: name, label, type, value: null, alternatives: [], invalid };
}

function referring(
  other: OtherProposal | 'unknown',
  text: string,
  field: FieldDescribe,
): Pick<ProposedValue, 'field' | 'label' | 'type' | 'value' | 'display' | 'invalid' | 'alternatives'> {
  const { value, display, invalid } = referTo(other, text, field);
  return { field: field.name, label: field.label, type: field.type, value, display, invalid, alternatives: [] };
}

/** Takes in what another asker wants for the same field: agreement supports the value, disagreement is shown beside it. */
function weigh(
  value: ProposedValue,
  other: OtherRequest,
  field: FieldDescribe,
  reading: ReadingContext,
): ProposedValue {
  const wanted = readFieldValue(field, other.raw, reading).value;
  const better = value.evidence === null && other.evidence !== null;
  if (sameText(wanted, value.value)) {
    if (!better) return value;
    return { ...value, evidence: other.evidence, certainty: other.certainty, reasons: other.reasons };
  }
  // Two people word a text differently: that is no disagreement, and the caller's words support either.
  if (field.type === 'textarea' || field.name === 'Subject') {
    return better
      ? { ...value, evidence: other.evidence, certainty: 'likely', reasons: ['worded by the agent'] }
      : value;
  }
  return {
    ...value,
    certainty: 'unsure',
    alternatives: [...value.alternatives, { asker: other.askedBy, value: wanted, evidence: other.evidence }],
  };
}

function sameText(a: FieldValue, b: FieldValue): boolean {
  return (
    String(a ?? '')
      .toLowerCase()
      .trim() ===
    String(b ?? '')
      .toLowerCase()
      .trim()
  );
}
