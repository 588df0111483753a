import { ApiError, apiError, toResultErrors } from '../http/api-error.ts';
import { jsonParserError } from '../http/refusals.ts';
import { toRecordId } from '../ids/record-id.ts';
import { requireExternalIdField, requireObject, rowsByExternalId, severalRowsError } from '../rest/find-row.ts';
import { ok, type RestCall, type RestHandler, readJsonObject, toWriteContext } from '../rest/rest-call.ts';
import { isRecord } from '../rows/read-body.ts';
import { createRow, deleteRow, updateRow } from '../rows/write-row.ts';
import type { Field } from '../schema/field.ts';
import type { ObjectType } from '../schema/object-type.ts';

const mostRecords = 200;
const mostChunks = 10;

interface SaveResult {
  id?: string;
  success: boolean;
  errors: Record<string, unknown>[];
  created?: boolean;
}

/** One record's write; gives its id, throws its refusal. */
type Work = (record: Record<string, unknown>) => { id: string; created?: boolean };

/** How the records of a call are written. */
interface Saving {
  readonly allOrNone: boolean;
  readonly work: Work;
  /** The id a rolled back record still shows. */
  readonly keepId: (record: Record<string, unknown>) => string | undefined;
  /** Upserts tell of every record whether it was created, also of those that failed. */
  readonly upsert?: boolean;
}

const rolledBackError = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

class SomeFailed extends Error {}

/** Writes many records in one transaction; each that fails is undone alone, or all are when asked. */
function saveAll(call: RestCall, records: readonly Record<string, unknown>[], how: Saving): SaveResult[] {
  const results: SaveResult[] = [];
  const run = () => {
    for (const record of records) results.push(saveOne(call, record, how));
    if (how.allOrNone && results.some((result) => !result.success)) throw new SomeFailed();
  };
  try {
    call.org.store.transaction(run);
    return results;
  } catch (cause) {
    if (!(cause instanceof SomeFailed)) throw cause;
    return results.map((result, index) => {
      if (!result.success) return result;
      const kept = how.keepId(records[index] ?? {});
      const created = result.created === undefined ? {} : { created: result.created };
      return { ...(kept === undefined ? {} : { id: kept }), success: false, errors: [rolledBackError], ...created };
    });
  }
}

function saveOne(call: RestCall, record: Record<string, unknown>, { work, upsert }: Saving): SaveResult {
  try {
    const { id, created } = call.org.store.transaction(() => work(record));
    return { id, success: true, errors: [], ...(created === undefined ? {} : { created }) };
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    return { success: false, errors: toResultErrors(cause), ...(upsert ? { created: false } : {}) };
  }
}

function readRecords(call: RestCall): { records: Record<string, unknown>[]; allOrNone: boolean } {
  const body = readJsonObject(call);
  if (!Array.isArray(body.records)) throw jsonParserError('The records property is required');
  const records = body.records.filter(isRecord);
  if (records.length > mostRecords) {
    throw apiError(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${mostRecords} records into this call`,
    );
  }
  refuseChunks(records);
  return { records, allOrNone: body.allOrNone === true };
}

/** Records are worked on in runs of one type; too many runs are refused. */
function refuseChunks(records: readonly Record<string, unknown>[]): void {
  const types = records.map(typeOf);
  const chunks = types.filter((type, index) => index === 0 || type !== types[index - 1]).length;
  if (chunks <= mostChunks) return;
  throw apiError(
    400,
    'INVALID_INPUT',
    `Cannot have more than ${mostChunks} chunks in a single operation. Please rearrange the data to reduce chunking.`,
  );
}

function typeOf(record: Record<string, unknown>): string {
  return isRecord(record.attributes) ? String(record.attributes.type ?? '').toLowerCase() : '';
}

function objectOfRecord(call: RestCall, record: Record<string, unknown>): ObjectType {
  const object = call.schema.find(typeOf(record));
  if (object !== undefined) return object;
  const named = isRecord(record.attributes) ? record.attributes.type : undefined;
  if (named === undefined)
    throw apiError(400, 'INVALID_INPUT', 'Include the type property of each record in its attributes.');
  throw apiError(400, 'INVALID_TYPE', `sObject type '${named}' is not supported.`);
}

const write = (call: RestCall, object: ObjectType) => ({ org: call.org, context: toWriteContext(call), object });

function without(record: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !names.includes(key.toLowerCase())));
}

function idOf(record: Record<string, unknown>): string | undefined {
  const entry = Object.entries(record).find(([key]) => key.toLowerCase() === 'id');
  return entry === undefined || entry[1] == null ? undefined : String(entry[1]);
}

/** POST /composite/sobjects */
export const createManyHandler: RestHandler = (call) => {
  const { records, allOrNone } = readRecords(call);
  const work: Work = (record) => {
    const object = objectOfRecord(call, record);
    if (idOf(record) !== undefined) {
      throw apiError(400, 'INVALID_FIELD', 'cannot specify Id in an insert call', ['Id']);
    }
    return { id: createRow(write(call, object), without(record, ['attributes', 'id'])) };
  };
  return ok(saveAll(call, records, { allOrNone, work, keepId: () => undefined }));
};

/** PATCH /composite/sobjects */
export const updateManyHandler: RestHandler = (call) => {
  const { records, allOrNone } = readRecords(call);
  const work: Work = (record) => {
    const object = objectOfRecord(call, record);
    const given = idOf(record);
    if (given === undefined) throw apiError(400, 'MISSING_ARGUMENT', 'Id not specified in an update call');
    const id = requireOwnId(object, given);
    updateRow(write(call, object), id, without(record, ['attributes', 'id']));
    return { id };
  };
  return ok(saveAll(call, records, { allOrNone, work, keepId: idOf }));
};

function requireOwnId(object: ObjectType, text: string): string {
  const id = toRecordId(text);
  if (id?.startsWith(object.keyPrefix)) return id;
  throw apiError(400, 'MALFORMED_ID', `${object.label} ID: id value of incorrect type: ${text}`, ['Id']);
}

/** PATCH /composite/sobjects/T/Field */
export const upsertManyHandler: RestHandler = (call, { object: name, field: fieldName }) => {
  const object = requireObject(call, name);
  const field = requireExternalIdField(object, fieldName);
  const { records, allOrNone } = readRecords(call);
  const twice = keysGivenTwice(records, field);
  const work: Work = (record) => {
    if (typeOf(record) !== object.name.toLowerCase()) {
      throw apiError(400, 'INVALID_INPUT', `The record type must be ${object.name}.`);
    }
    if (field.type === 'id') return upsertById(call, object, record);
    const value = keyOf(record, field);
    if (value === '') throw apiError(400, 'MISSING_ARGUMENT', `${field.name} not specified`, [field.name]);
    if (twice.has(value.toLowerCase())) {
      throw apiError(400, 'DUPLICATE_VALUE', `Duplicate external id specified: ${value}`, [field.name]);
    }
    const ids = rowsByExternalId(call, object, { field: field.name, value });
    const [only] = ids;
    if (ids.length > 1) throw severalRowsError(field.name, ids);
    const values = without(record, ['attributes', 'id']);
    if (only === undefined) return { id: createRow(write(call, object), values), created: true };
    updateRow(write(call, object), only, without(values, [field.name.toLowerCase()]));
    return { id: only, created: false };
  };
  return ok(saveAll(call, records, { allOrNone, work, keepId: () => undefined, upsert: true }));
};

function keyOf(record: Record<string, unknown>, field: Field): string {
  const entry = Object.entries(record).find(([key]) => key.toLowerCase() === field.name.toLowerCase());
  return String(entry?.[1] ?? '');
}

/** Keys that more than one record of a call carries: none of those records is written. */
function keysGivenTwice(records: readonly Record<string, unknown>[], field: Field): ReadonlySet<string> {
  const keys = records.map((record) => keyOf(record, field).toLowerCase()).filter((key) => key !== '');
  return new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
}

/** An upsert on Id inserts where the id is null. */
function upsertById(
  call: RestCall,
  object: ObjectType,
  record: Record<string, unknown>,
): { id: string; created: boolean } {
  const given = idOf(record);
  const values = without(record, ['attributes', 'id']);
  if (given === undefined) return { id: createRow(write(call, object), values), created: true };
  const id = requireOwnId(object, given);
  updateRow(write(call, object), id, values);
  return { id, created: false };
}

/** DELETE /composite/sobjects?ids= */
export const deleteManyHandler: RestHandler = (call) => {
  const ids = (call.query.get('ids') ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length === 0) throw apiError(400, 'MISSING_ARGUMENT', 'The ids parameter is required');
  if (ids.length > mostRecords) {
    throw apiError(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${mostRecords} records into this call`,
    );
  }
  const allOrNone = call.query.get('allOrNone') === 'true';
  const work: Work = ({ id: text }) => {
    const id = toRecordId(String(text));
    const object = id === null ? undefined : call.schema.byKeyPrefix(id.slice(0, 3));
    if (id === null || object === undefined) throw apiError(400, 'MALFORMED_ID', `malformed id ${text}`, []);
    deleteRow(write(call, object), id);
    return { id };
  };
  return ok(
    saveAll(
      call,
      ids.map((id) => ({ id })),
      { allOrNone, work, keepId: idOf },
    ),
  );
};
