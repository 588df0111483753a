import type { FieldValues } from '../../../shared/model/field-value.ts';
import type { Sent } from '../../../shared/model/target.ts';
import { isRecord } from '../faults.ts';
import { toId18 } from '../ids.ts';
import { problemOfFailure } from '../problems.ts';
import { displayFields, toRecordRef } from '../records/display-name.ts';
import { toFieldValue } from '../records/read-record.ts';
import type { Row } from '../search/query.ts';
import { unsent } from './unsent.ts';
import type { WriteContext, WriteMethod } from './write-context.ts';

/** A query that was approved, and its rows; asking twice is the same as asking once. */
export const readRows: WriteMethod = {
  async send(context): Promise<Sent> {
    const { connection, order } = context;
    const q = String(order.payload.fields.Query ?? '');
    const answer = await connection
      .read({ method: 'GET', path: ['query'], query: { q } })
      .catch((cause: unknown) => ({ problem: problemOfFailure(cause) }));
    if ('problem' in answer) return unsent(answer.problem);
    const body = isRecord(answer.body) ? answer.body : {};
    const found = Array.isArray(body.records) ? body.records.filter(isRecord) : [];
    const rows = found.map((row) => flat(row));
    return {
      kind: 'written',
      result: {
        record: recordOf(context, found),
        url: '',
        fields: { Query: q },
        rows,
        at: connection.now(),
        settled: false,
      },
    };
  },

  // Nothing was changed, whatever became of the answer.
  settle: () => Promise.resolve({ kind: 'absent' }),
};

/** The one record that was found; of none or several only how many. */
function recordOf({ object }: WriteContext, rows: readonly Row[]) {
  const [only] = rows;
  const id = rows.length === 1 && only ? toId18(String(only.Id)) : null;
  if (only && id) {
    const isNamed = displayFields(object).some((field) => field in only);
    return isNamed ? toRecordRef(object, only) : { object: object.name, id, name: id, detail: null };
  }
  return { object: object.name, id: '', name: rows.length === 1 ? '1 row' : `${rows.length} rows`, detail: null };
}

/** Values of parents under their path, such as `Account.Name`. */
function flat(row: Row, before = ''): FieldValues {
  const values: FieldValues = {};
  for (const [name, value] of Object.entries(row)) {
    if (name === 'attributes') continue;
    if (isRecord(value)) Object.assign(values, flat(value, `${before}${name}.`));
    else values[before + name] = toFieldValue(value);
  }
  return values;
}
