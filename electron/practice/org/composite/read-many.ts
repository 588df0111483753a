import { apiError } from '../http/api-error.ts';
import { jsonParserError } from '../http/refusals.ts';
import { toRecordId } from '../ids/record-id.ts';
import { requireObject } from '../rest/find-row.ts';
import { leadsOver, readPaths } from '../rest/read-paths.ts';
import { ok, type RestCall, type RestHandler, readJsonObject } from '../rest/rest-call.ts';
import { loadRow, toRecord } from '../rows/read-row.ts';
import { findField, type ObjectType } from '../schema/object-type.ts';

const mostReadIds = 2000;

/** GET and POST /composite/sobjects/T: rows in the order of the ids, null for those that are not there. */
export const readManyHandler: RestHandler = (call, { object: name }) => {
  const object = requireObject(call, name);
  const { ids, fields: names } = readWanted(call);
  if (ids.length > mostReadIds)
    throw apiError(400, 'EXCEEDED_ID_LIMIT', `record limit reached. cannot request more than ${mostReadIds} records`);
  if (leadsOver(names)) {
    const wanted = ids.map((text) => requireOwn(object, text));
    const found = readPaths(call, object, { ids: [...new Set(wanted)], names });
    return ok(wanted.map((id) => found.get(id) ?? null));
  }
  const fields = names.map((one) => {
    const field = findField(object, one);
    if (field === undefined)
      throw apiError(400, 'INVALID_FIELD', `No such column '${one}' on sobject of type ${object.name}`);
    return field;
  });
  const id = findField(object, 'Id');
  if (id !== undefined && !fields.includes(id)) fields.push(id);
  return ok(ids.map((text) => readOne(call, object, { text, fields })));
};

function readWanted(call: RestCall): { ids: string[]; fields: string[] } {
  if (call.method === 'POST') {
    const body = readJsonObject(call);
    if (!Array.isArray(body.ids) || !Array.isArray(body.fields)) throw jsonParserError('ids and fields are required');
    return { ids: body.ids.map(String), fields: body.fields.map(String) };
  }
  const list = (key: string) =>
    (call.query.get(key) ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const wanted = { ids: list('ids'), fields: list('fields') };
  if (wanted.ids.length === 0 || wanted.fields.length === 0)
    throw apiError(400, 'MISSING_ARGUMENT', 'The ids and fields parameters are required');
  return wanted;
}

function readOne(
  call: RestCall,
  object: ObjectType,
  wanted: { text: string; fields: Parameters<typeof toRecord>[0]['fields'] },
): unknown {
  const row = loadRow(call.org.store, object, requireOwn(object, wanted.text));
  if (row === undefined || row.IsDeleted === 1) return null;
  return toRecord({ object, row, fields: wanted.fields, version: call.version });
}

function requireOwn(object: ObjectType, text: string): string {
  const id = toRecordId(text);
  if (id?.startsWith(object.keyPrefix)) return id;
  throw apiError(400, 'MALFORMED_ID', `malformed id ${text}`);
}
