import { attributesOf, loadRow } from '../rows/read-row.ts';
import { recentRows } from '../rows/recent-rows.ts';
import { describeBrief, describeObject } from '../schema/describe-object.ts';
import { nameFieldOf, type ObjectType } from '../schema/object-type.ts';
import { httpDate, isUnchanged, requireUnmodified } from './conditions.ts';
import { requireObject } from './find-row.ts';
import { ok, type RestAnswer, type RestCall, type RestHandler } from './rest-call.ts';

/** GET /sobjects */
export const globalDescribeHandler: RestHandler = (call) => {
  const changedAt = Math.max(...call.schema.objects.map((object) => object.changedAt));
  const sobjects = () =>
    [...call.schema.objects]
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .map((object) => describeBrief(object, call.version));
  return conditional(call, changedAt, () => ({ encoding: 'UTF-8', maxBatchSize: 200, sobjects: sobjects() }));
};

/** GET /sobjects/T/describe */
export const describeHandler: RestHandler = (call, { object: name }) => {
  const object = requireObject(call, name);
  return conditional(call, object.changedAt, () => describeObject(object, call.version, call.org.url()));
};

/** GET /sobjects/T */
export const basicInfoHandler: RestHandler = (call, { object: name }) => {
  const object = requireObject(call, name);
  return ok({ objectDescribe: describeBrief(object, call.version), recentItems: recentRecords(call, object) });
};

function conditional(call: RestCall, changedAt: number, body: () => unknown): RestAnswer {
  const headers = { 'Last-Modified': httpDate(changedAt) };
  if (isUnchanged(call, changedAt)) return { status: 304, headers };
  requireUnmodified(call, changedAt);
  return { status: 200, headers, body: body() };
}

function recentRecords(call: RestCall, object: ObjectType) {
  return namedRecents(call, recentRows(call.org, call.session.userId, { object: object.name, limit: 25 }));
}

/** GET /recent */
export const recentHandler: RestHandler = (call) => {
  const limit = Math.min(200, Math.max(1, Number(call.query.get('limit') ?? 200) || 200));
  return ok(namedRecents(call, recentRows(call.org, call.session.userId, { limit })));
};

function namedRecents(call: RestCall, rows: readonly { id: string; object: string }[]) {
  return rows.flatMap(({ id, object: name }) => {
    const object = call.schema.find(name);
    const row = object === undefined ? undefined : loadRow(call.org.store, object, id);
    if (object === undefined || row === undefined || row.IsDeleted === 1) return [];
    const nameField = nameFieldOf(object);
    const named = nameField === undefined ? {} : { [nameField.name]: row[nameField.name] ?? null };
    return [{ attributes: attributesOf(object.name, id, call.version), Id: id, ...named }];
  });
}

/** GET /sobjects/T/defaultValues and /describe/layouts answer the least a client can work with. */
export const layoutsHandler: RestHandler = (call, { object: name }) => {
  const object = requireObject(call, name);
  const infos = describeObject(object, call.version, call.org.url()).recordTypeInfos;
  const mappings = Array.isArray(infos) ? infos : [];
  const withPicklists = mappings.map((info) => ({
    ...info,
    picklistsForRecordType: picklistsOf(object, String(info.recordTypeId)),
  }));
  return ok({ layouts: [], recordTypeMappings: withPicklists, recordTypeSelectorRequired: [false] });
};

/** Every picklist with the values that go with a record type. */
function picklistsOf(object: ObjectType, recordTypeId: string) {
  const allowed = object.recordTypes.find(({ id }) => id === recordTypeId)?.picklists ?? {};
  return object.fields
    .filter(({ picklist }) => picklist.length > 0)
    .map(({ name, picklist }) => ({
      picklistName: name,
      picklistValues: picklist
        .filter(({ value }) => allowed[name]?.includes(value) ?? true)
        .map(({ value, label, active, defaultValue }) => ({ active, defaultValue, label, validFor: null, value })),
    }));
}
