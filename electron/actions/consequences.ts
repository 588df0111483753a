import type { FieldValue } from '../../shared/model/field-value.ts';
import type { ObjectDescribe, RecordTypeInfo } from '../../shared/model/object-describe.ts';
import type { ProposedValue, Snapshot } from '../../shared/model/proposal.ts';
import { type StatusValue, statusFieldOf } from '../../shared/model/status-value.ts';

/** What Salesforce tells about a write before it happens. */
export type WriteFacts = {
  operation: 'create' | 'update';
  describe: ObjectDescribe;
  values: readonly ProposedValue[];
  base: Snapshot | null;
  /** What the values of its status mean. */
  statuses: readonly StatusValue[];
  /** Names of users and queues by id. */
  names: ReadonlyMap<string, string>;
  /** Of each record type the values of each picklist. */
  picklists: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  assignmentRules: boolean;
};

/** What else will happen when a record is created or changed, in sentences; only what Salesforce really tells. */
export function writeConsequences(of: WriteFacts): string[] {
  return [
    ...ofStatus(of),
    ...ofOwner(of),
    ...ofAssignment(of),
    ...ofRecordType(of),
    ...ofPicklists(of),
    ...ofDefaults(of),
    ...ofComment(of),
  ];
}

function ofStatus({ describe, base, operation, statuses, ...of }: WriteFacts): string[] {
  const field = statusFieldOf(describe.name);
  const wanted = field === null ? undefined : of.values.find((each) => each.field === field);
  const after = statuses.find(({ value }) => value === wanted?.value);
  const before = statuses.find(({ value }) => field !== null && value === base?.fields[field]);
  if (!after || after.value === before?.value) return [];
  const what = describe.label.toLowerCase();
  if (after.converted) return ['This status alone converts no lead: converting is done in Salesforce itself.'];
  if (after.closed && !before?.closed) {
    if (operation === 'create') return [`The ${what} is closed from the start.`];
    if (describe.name === 'Opportunity') return [`This closes the opportunity as ${after.won ? 'won' : 'lost'}.`];
    return [describe.name === 'Task' ? 'This completes the task.' : `This closes the ${what}.`];
  }
  return before?.closed && !after.closed ? [`This reopens the ${what}.`] : [];
}

function ofOwner({ operation, base, names, ...of }: WriteFacts): string[] {
  const owner = proposedValue(of.values, 'OwnerId');
  const before = base?.fields.OwnerId ?? null;
  if (typeof owner !== 'string' || owner === before) return [];
  const called = (id: string) => names.get(id) ?? id;
  if (operation === 'create') return [`It belongs to ${called(owner)}.`];
  return [typeof before === 'string' ? `It passes from ${called(before)} to ${called(owner)}.` : ''].filter(Boolean);
}

/** Objects whose assignment rules may give a record to somebody else. */
const assigned: ReadonlySet<string> = new Set(['Case', 'Lead']);

function ofAssignment({ describe, operation, assignmentRules, values }: WriteFacts): string[] {
  if (!assigned.has(describe.name)) return [];
  if (assignmentRules) return ['Assignment rules run: they may give it to somebody else.'];
  if (operation === 'update' || proposedValue(values, 'OwnerId') !== null) return [];
  return ['Assignment rules are not run: it belongs to you.'];
}

function ofRecordType({ describe, operation, values, base }: WriteFacts): string[] {
  const types = typesOf(describe);
  if (types.length === 0) return [];
  const what = describe.label.toLowerCase();
  const given = proposedValue(values, 'RecordTypeId');
  if (given !== null) {
    if (given === base?.fields.RecordTypeId) return [];
    const found = types.find(({ recordTypeId }) => recordTypeId === given);
    if (!found) return ['This record type is not open to your Salesforce user: Salesforce will refuse it.'];
    return [
      operation === 'create' ? `Its record type is “${found.name}”.` : `Its record type becomes “${found.name}”.`,
    ];
  }
  if (operation === 'update') return [];
  const usual = types.find(({ defaultRecordTypeMapping }) => defaultRecordTypeMapping);
  return usual ? [`The ${what} gets your default record type, “${usual.name}”.`] : [];
}

function ofPicklists({ describe, values, base, picklists }: WriteFacts): string[] {
  const types = typesOf(describe);
  const given = proposedValue(values, 'RecordTypeId') ?? base?.fields.RecordTypeId ?? null;
  const type = types.find(({ recordTypeId, defaultRecordTypeMapping }) =>
    given === null ? base === null && defaultRecordTypeMapping : recordTypeId === given,
  );
  const lists = type && picklists.get(type.recordTypeId);
  if (!type || !lists) return [];
  return values.flatMap(({ field, label, value }) => {
    const allowed = lists.get(field);
    if (!allowed || value === null || value === '' || allowed.includes(String(value))) return [];
    return [`“${value}” is not among the values of ${label} for the record type “${type.name}”.`];
  });
}

/** Objects whose usual values are nobody's business: how a file is kept. */
const technical: ReadonlySet<string> = new Set(['ContentVersion', 'TopicAssignment']);

function ofDefaults({ describe, operation, values }: WriteFacts): string[] {
  if (operation !== 'create' || technical.has(describe.name)) return [];
  const given = new Set(values.filter(({ value }) => value !== null && value !== '').map(({ field }) => field));
  const filled = describe.fields.flatMap((field) => {
    const usual = field.picklistValues.find(({ active, defaultValue }) => active && defaultValue);
    if (!usual || given.has(field.name) || !field.createable || !field.defaultedOnCreate) return [];
    return [`${field.label} “${usual.label}”`];
  });
  return filled.length > 0 ? [`Salesforce fills in ${listed(filled)}.`] : [];
}

function ofComment({ describe, values }: WriteFacts): string[] {
  if (describe.name !== 'CaseComment') return [];
  return [
    ...(proposedValue(values, 'IsPublished') === true ? ['It is public: the customer can see it.'] : []),
    ...(proposedValue(values, 'IsNotificationSelected') === true
      ? ['Salesforce sends the customer an e-mail about it.']
      : []),
  ];
}

function typesOf({ recordTypeInfos = [] }: ObjectDescribe): RecordTypeInfo[] {
  return recordTypeInfos.filter(({ active, available, master }) => active && available && !master);
}

function proposedValue(values: readonly ProposedValue[], field: string): FieldValue {
  const value = values.find((each) => each.field === field)?.value ?? null;
  return value === '' ? null : value;
}

function listed(parts: readonly string[]): string {
  if (parts.length <= 1) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
