import { apiError } from '../http/api-error.ts';
import { notFound } from '../http/refusals.ts';
import { toRecordId } from '../ids/record-id.ts';
import { ok, type RestCall, type RestHandler, readJsonObject, toWriteContext } from '../rest/rest-call.ts';
import { loadRow } from '../rows/read-row.ts';
import { toDatetimeText } from '../rows/values.ts';
import { createRow, deleteRow } from '../rows/write-row.ts';
import type { ObjectType } from '../schema/object-type.ts';
import type { SqlRow } from '../store/store.ts';

const mostTopics = 100;

/** What cannot carry topics answers as if the record had none to have. */
const topicless: ReadonlySet<string> = new Set(['CaseComment', 'User', 'VoiceCall']);

function requireRecord(call: RestCall, text: string | undefined): string {
  const id = toRecordId(text ?? '');
  const object = id === null ? undefined : call.schema.byKeyPrefix(id.slice(0, 3));
  const row = id === null || object === undefined ? undefined : loadRow(call.org.store, object, id);
  if (id === null || object === undefined || row === undefined || row.IsDeleted === 1) throw notFound();
  if (topicless.has(object.name)) {
    throw apiError(403, 'FUNCTIONALITY_NOT_ENABLED', `Topics are not enabled for ${object.name}.`);
  }
  return id;
}

function requireTable(call: RestCall, name: 'Topic' | 'TopicAssignment'): ObjectType {
  const object = call.schema.find(name);
  if (object === undefined) throw notFound();
  return object;
}

const write = (call: RestCall, name: 'Topic' | 'TopicAssignment') => ({
  org: call.org,
  context: toWriteContext(call),
  object: requireTable(call, name),
});

function showTopic(call: RestCall, row: SqlRow): Record<string, unknown> {
  return {
    createdDate: toDatetimeText(Number(row.CreatedDate)).replace('+0000', 'Z'),
    description: row.Description ?? null,
    id: row.Id,
    images: { coverImageUrl: null, featuredImageUrl: null },
    isBeingDeleted: false,
    name: row.Name,
    nonLocalizedName: row.Name,
    talkingAbout: Number(row.TalkingAbout ?? 0),
    url: `/services/data/v${call.version}/connect/topics/${row.Id}`,
  };
}

function topicRow(call: RestCall, id: string): SqlRow {
  const row = loadRow(call.org.store, requireTable(call, 'Topic'), id);
  if (row === undefined) throw notFound();
  return row;
}

/** The topic of this name (case is not looked at), made when there is none. */
function topicByName(call: RestCall, name: string): string {
  const known = call.org.store.get('SELECT "Id" AS id FROM "Topic" WHERE "Name" = ?', [name.trim()]);
  return known === undefined ? createRow(write(call, 'Topic'), { Name: name }) : String(known.id);
}

function assignmentsOf(call: RestCall, recordId: string): { id: string; topicId: string }[] {
  return call.org.store
    .all(
      'SELECT "Id" AS id, "TopicId" AS topic FROM "TopicAssignment" WHERE "EntityId" = ? AND "IsDeleted" = 0 ORDER BY "Id"',
      [recordId],
    )
    .map((row) => ({ id: String(row.id), topicId: String(row.topic) }));
}

function assign(call: RestCall, recordId: string, topicId: string): void {
  const assigned = assignmentsOf(call, recordId);
  if (assigned.some((one) => one.topicId === topicId)) return;
  if (assigned.length >= mostTopics)
    throw apiError(400, 'LIMIT_EXCEEDED', `A record can have up to ${mostTopics} topics.`);
  createRow(write(call, 'TopicAssignment'), { TopicId: topicId, EntityId: recordId });
}

/** GET /connect/records/ID/topics */
export const recordTopicsHandler: RestHandler = (call, { id: text }) => {
  const id = requireRecord(call, text);
  return ok({
    canAssignTopics: true,
    currentPageUrl: `/services/data/v${call.version}/connect/records/${id}/topics`,
    topics: assignmentsOf(call, id).map(({ topicId }) => showTopic(call, topicRow(call, topicId))),
  });
};

/** POST /connect/records/ID/topics: by name (made when new) or by id. */
export const addTopicHandler: RestHandler = (call, { id: text }) => {
  const id = requireRecord(call, text);
  const body = readJsonObject(call);
  return call.org.store.transaction(() => {
    const named =
      typeof body.topicName === 'string' && body.topicName.trim() !== '' ? topicByName(call, body.topicName) : null;
    const topicId = named ?? toRecordId(String(body.topicId ?? ''));
    if (topicId === null) throw apiError(400, 'MISSING_ARGUMENT', 'Specify a topicName or a topicId.');
    const row = topicRow(call, topicId);
    assign(call, id, topicId);
    return { status: 201, body: showTopic(call, { ...row, ...topicRow(call, topicId) }) };
  });
};

/** PUT /connect/records/ID/topics: exactly these names. */
export const replaceTopicsHandler: RestHandler = (call, { id: text }) => {
  const id = requireRecord(call, text);
  const { topicNames } = readJsonObject(call);
  if (!Array.isArray(topicNames)) throw apiError(400, 'MISSING_ARGUMENT', 'Specify topicNames.');
  return call.org.store.transaction(() => {
    const wanted = new Set(topicNames.map((name) => topicByName(call, String(name))));
    for (const one of assignmentsOf(call, id)) {
      if (!wanted.has(one.topicId)) deleteRow(write(call, 'TopicAssignment'), one.id);
    }
    for (const topicId of wanted) assign(call, id, topicId);
    return recordTopicsHandler(call, { id });
  });
};

/** DELETE /connect/records/ID/topics?topicId= */
export const removeTopicHandler: RestHandler = (call, { id: text }) => {
  const id = requireRecord(call, text);
  const topicId = toRecordId(call.query.get('topicId') ?? '');
  const assigned = assignmentsOf(call, id).find((one) => one.topicId === topicId);
  if (assigned === undefined) throw notFound();
  deleteRow(write(call, 'TopicAssignment'), assigned.id);
  return { status: 204 };
};

/** GET /connect/topics */
export const topicsHandler: RestHandler = (call) => {
  const wanted = call.query.get('q');
  const rows = call.org.store.all(
    'SELECT "Id" AS id FROM "Topic" WHERE ? IS NULL OR "Name" LIKE ? ORDER BY "Name" LIMIT 100',
    [wanted, `%${wanted ?? ''}%`],
  );
  return ok({
    currentPageUrl: `/services/data/v${call.version}/connect/topics`,
    nextPageUrl: null,
    topics: rows.map((row) => showTopic(call, topicRow(call, String(row.id)))),
  });
};

/** GET /connect/topics/ID */
export const topicHandler: RestHandler = (call, { id: text }) => {
  const id = toRecordId(text ?? '');
  if (id === null) throw notFound();
  return ok(showTopic(call, topicRow(call, id)));
};
