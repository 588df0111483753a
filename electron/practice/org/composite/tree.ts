import { ApiError, apiError, toResultErrors } from '../http/api-error.ts';
import { jsonParserError } from '../http/refusals.ts';
import { requireObject } from '../rest/find-row.ts';
import { type RestCall, type RestHandler, readJsonObject, toWriteContext } from '../rest/rest-call.ts';
import { isRecord } from '../rows/read-body.ts';
import { createRow } from '../rows/write-row.ts';
import type { ObjectType } from '../schema/object-type.ts';

const mostRecords = 200;
const mostTypes = 5;
const deepest = 5;

interface TreeRecord {
  readonly object: ObjectType;
  readonly referenceId: string;
  readonly values: Record<string, unknown>;
  readonly parent: { record: TreeRecord; field: string } | null;
  readonly depth: number;
}

class TreeFailed extends Error {
  readonly results: unknown[];
  constructor(results: unknown[]) {
    super('tree failed');
    this.results = results;
  }
}

/** POST /composite/tree/T: records with their children, all of them or none. */
export const treeHandler: RestHandler = (call, { object: name }) => {
  const root = requireObject(call, name);
  const { records } = readJsonObject(call);
  if (!Array.isArray(records)) throw jsonParserError('The records property is required');
  const tree = records.flatMap((record) => flatten(call, root, record));
  refuseTooMuch(tree);
  try {
    const results = call.org.store.transaction(() => createAll(call, tree));
    return { status: 201, body: { hasErrors: false, results } };
  } catch (cause) {
    if (!(cause instanceof TreeFailed)) throw cause;
    return { status: 400, body: { hasErrors: true, results: cause.results } };
  }
};

function flatten(
  call: RestCall,
  object: ObjectType,
  record: unknown,
  parent: TreeRecord['parent'] = null,
): TreeRecord[] {
  if (!isRecord(record) || !isRecord(record.attributes))
    throw jsonParserError('Each record needs attributes with type and referenceId');
  const { type, referenceId } = record.attributes;
  if (typeof type === 'string' && type.toLowerCase() !== object.name.toLowerCase()) {
    throw apiError(400, 'INVALID_INPUT', `Record type ${type} is not ${object.name}.`);
  }
  if (typeof referenceId !== 'string' || referenceId === '')
    throw apiError(400, 'INVALID_INPUT', 'Each record must have a referenceId.');
  const values: Record<string, unknown> = {};
  const children: [string, unknown[]][] = [];
  for (const [key, value] of Object.entries(record)) {
    if (key === 'attributes') continue;
    if (isRecord(value) && Array.isArray(value.records)) children.push([key, value.records]);
    else values[key] = value;
  }
  const own: TreeRecord = { object, referenceId, values, parent, depth: (parent?.record.depth ?? 0) + 1 };
  const below = children.flatMap(([relationship, records]) => {
    const child = call.schema.childOf(object, relationship);
    if (child === undefined)
      throw apiError(400, 'INVALID_FIELD', `No such column '${relationship}' on sobject of type ${object.name}`);
    return records.flatMap((one) => flatten(call, child.object, one, { record: own, field: child.field.name }));
  });
  return [own, ...below];
}

function refuseTooMuch(tree: readonly TreeRecord[]): void {
  const refuse = (message: string) => apiError(400, 'INVALID_INPUT', message);
  if (tree.length > mostRecords) throw refuse(`A request can contain up to ${mostRecords} records.`);
  if (new Set(tree.map(({ object }) => object.name)).size > mostTypes)
    throw refuse(`A request can contain up to ${mostTypes} types of records.`);
  if (tree.some(({ depth }) => depth > deepest)) throw refuse(`Records can be nested up to ${deepest} levels deep.`);
  const ids = tree.map(({ referenceId }) => referenceId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw refuse(`Duplicate ReferenceId provided: ${twice}`);
}

function createAll(call: RestCall, tree: readonly TreeRecord[]) {
  const ids = new Map<string, string>();
  const failures: unknown[] = [];
  for (const record of tree) {
    const parentId = record.parent === null ? undefined : ids.get(record.parent.record.referenceId);
    if (record.parent !== null && parentId === undefined) continue;
    const link = record.parent === null ? {} : { [record.parent.field]: parentId };
    try {
      const write = { org: call.org, context: toWriteContext(call), object: record.object };
      ids.set(record.referenceId, createRow(write, { ...record.values, ...link }));
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      failures.push({ referenceId: record.referenceId, errors: toResultErrors(cause) });
    }
  }
  if (failures.length > 0) throw new TreeFailed(failures);
  return tree.map(({ referenceId }) => ({ referenceId, id: ids.get(referenceId) }));
}
