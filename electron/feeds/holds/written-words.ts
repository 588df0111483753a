import type { FieldValue, FieldValues } from '../../../shared/model/field-value.ts';
import { sameFieldValue } from '../../../shared/model/field-value.ts';
import type { Asker, Proposal, ProposedValue, WriteResult } from '../../../shared/model/proposal.ts';

/** Longest value told in full, in UTF-16 units. */
const longestValue = 200;
/** Longest list of rows: platforms cut what is longer, in the middle of a row. */
const longestRows = 12_000;

/** What a write did, by what was read back after it: also where that is not what was asked for. */
export function writtenWords(of: Proposal, result: WriteResult, asker: Asker | null): string {
  const record = nameOf(of, result);
  if (of.operation === 'delete') return `Done (${of.reference}): ${record} was deleted.`;
  const head = of.operation === 'create' ? `created ${record}` : `saved ${record}`;
  const fields = of.values.flatMap((value) => fieldWords(of, value, result.fields, asker));
  return `Done (${of.reference}): ${[head, ...fields].join('; ')}.`;
}

/** What a read found. */
export function foundWords(of: Proposal, { rows = [] }: WriteResult): string {
  if (rows.length === 0) return `Found nothing (${of.reference}).`;
  const told: FieldValues[] = [];
  let length = 0;
  for (const row of rows) {
    length += JSON.stringify(row).length + 1;
    if (length > longestRows && told.length > 0) break;
    told.push(row);
  }
  const count = told.length < rows.length ? `the first ${told.length} of ${rows.length}` : String(rows.length);
  return `Found ${count} (${of.reference}): ${JSON.stringify(told)}`;
}

function nameOf(of: Proposal, { record }: WriteResult): string {
  return record.name && record.name !== of.objectLabel ? `${of.objectLabel} ${record.name}` : of.objectLabel;
}

function fieldWords(of: Proposal, value: ProposedValue, written: FieldValues, asker: Asker | null): string[] {
  const now = written[value.field];
  const asked = asker?.values[value.field];
  if (now === undefined) return unsentWords(of, value, asked);
  if (asked !== undefined && differs(of, { value, now, asked, asker }))
    return [`${value.label} was saved as ${shown(now)} instead of ${shown(asked)}`];
  // A default or what Salesforce made of it was never asked for: not news for the caller.
  if (asked === undefined && value.origin !== 'edited') return [];
  return [`${value.label} is ${shown(now)}`];
}

/** What was not sent: the record said so already, or a supervisor left it out of a new one. */
function unsentWords(of: Proposal, value: ProposedValue, asked: FieldValue | undefined): string[] {
  const isWanted = asked !== undefined && bare(asked) !== '';
  if (isHeldAlready(of, value)) {
    const instead = isWanted && value.origin === 'edited' && bare(asked) !== bare(value.value);
    return [
      `${value.label} was ${shown(value.value)} already${instead ? `, and stays so instead of ${shown(asked)}` : ''}`,
    ];
  }
  return isWanted && bare(value.value) === '' ? [`${value.label} was left blank instead of ${shown(asked)}`] : [];
}

function isHeldAlready(of: Proposal, { field, value }: ProposedValue): boolean {
  return of.base !== null && field in of.base.fields && sameFieldValue(of.base.fields[field], value);
}

type Compared = { value: ProposedValue; now: FieldValue; asked: FieldValue; asker: Asker | null };

/** Whether something else was saved than this asker wanted; how it is written does not count. */
function differs(of: Proposal, { value, now, asked, asker }: Compared): boolean {
  if (bare(now) === bare(asked)) return false;
  if (value.origin === 'edited' || bare(now) !== bare(value.value)) return true;
  // Several may have asked for the same field: the card shows one of their values.
  const last = of.askers.findLast((each) => each.kind === 'agent' && value.field in each.values);
  return last !== undefined && last !== asker && bare(last.values[value.field] ?? null) !== bare(asked);
}

function bare(value: FieldValue): string {
  return String(value ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.]/gu, '');
}

function shown(value: FieldValue): string {
  if (value === null || value === '') return 'blank';
  const text = String(value);
  const told = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
  return typeof value === 'string' ? `“${told}”` : told;
}
