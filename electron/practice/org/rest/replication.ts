import { apiError } from '../http/api-error.ts';
import { toDatetimeText } from '../rows/values.ts';
import { quoted } from '../store/store.ts';
import { requireObject } from './find-row.ts';
import { ok, type RestCall, type RestHandler } from './rest-call.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const daysInBin = 15;

/** The window a client asks for, cut to whole minutes' rules of its kind. */
function readWindow(call: RestCall, oldestDays: number): { start: number; end: number } {
  const read = (name: string) => {
    const text = call.query.get(name);
    const at = text === null ? Number.NaN : Date.parse(text.replace(/ (\d{2}:?\d{2})$/, '+$1'));
    if (!Number.isNaN(at)) return Math.floor(at / 1000) * 1000;
    throw apiError(400, 'INVALID_REPLICATION_DATE', `${name} is required and has to be an ISO 8601 date`);
  };
  const [start, end] = [read('start'), read('end')];
  if (end - start < minute)
    throw apiError(400, 'INVALID_REPLICATION_DATE', 'startDate must be at least one minute greater than endDate');
  if (start < call.org.clock() - oldestDays * day) {
    throw apiError(400, 'INVALID_REPLICATION_DATE', `startDate cannot be more than ${oldestDays} days ago`);
  }
  return { start, end };
}

/** What is covered: up to the end asked for, never the future. */
function latestCovered(call: RestCall, end: number): string {
  return toDatetimeText(Math.min(end, Math.floor(call.org.clock() / minute) * minute));
}

/** GET /sobjects/T/updated */
export const updatedHandler: RestHandler = (call, { object: name }) => {
  const object = requireObject(call, name);
  const { start, end } = readWindow(call, 30);
  const alive = object.byName.has('isdeleted') ? ' AND "IsDeleted" = 0' : '';
  const stamp = object.byName.has('systemmodstamp') ? 'SystemModstamp' : 'CreatedDate';
  const rows = call.org.store.all(
    `SELECT "Id" AS id FROM ${quoted(object.name)} WHERE ${quoted(stamp)} >= ? AND ${quoted(stamp)} < ?${alive} ORDER BY ${quoted(stamp)}, "Id"`,
    [start, end],
  );
  return ok({ ids: rows.map((row) => row.id), latestDateCovered: latestCovered(call, end) });
};

/** GET /sobjects/T/deleted */
export const deletedHandler: RestHandler = (call, { object: name }) => {
  const object = requireObject(call, name);
  const { start, end } = readWindow(call, daysInBin);
  const rows = call.org.store.all(
    'SELECT id, at FROM _deleted WHERE object = ? AND at >= ? AND at < ? ORDER BY at, id',
    [object.name, start, end],
  );
  return ok({
    deletedRecords: rows.map((row) => ({ id: row.id, deletedDate: toDatetimeText(Number(row.at)) })),
    earliestDateAvailable: toDatetimeText(call.org.clock() - daysInBin * day),
    latestDateCovered: latestCovered(call, end),
  });
};
