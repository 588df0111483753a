import { ApiError } from '../http/api-error.ts';
import type { DuplicateRule } from '../org.ts';
import type { DraftRow } from '../rows/derive-row.ts';
import { attributesOf, loadRow, toRecord } from '../rows/read-row.ts';
import type { RowWrite } from '../rows/write-row.ts';
import { quoted, type SqlRow } from '../store/store.ts';

/**
 * Refuses a row that a duplicate rule finds a twin for; an alert may be overridden by header, a block may not.
 * An edit is looked at only by rules that compare a field it changes.
 */
export function checkDuplicates(write: RowWrite, row: DraftRow, before: SqlRow | undefined): void {
  const allowSave = /allowSave\s*=\s*true/i.test(write.context.header('Sforce-Duplicate-Rule-Header') ?? '');
  for (const rule of write.org.rules.duplicates) {
    if (rule.object !== write.object.name || (rule.action === 'alert' && allowSave)) continue;
    if (before !== undefined && rule.fields.every((name) => row[name] === before[name])) continue;
    const twins = findTwins(write, rule, row);
    if (twins.length > 0) throw duplicatesDetected(write, rule, twins);
  }
}

function findTwins({ org, object }: RowWrite, rule: DuplicateRule, row: DraftRow): string[] {
  const values = rule.fields.map((name) => row[name] ?? null);
  if (values.includes(null)) return [];
  const where = rule.fields.map((name) => `${quoted(name)} = ?`).join(' AND ');
  return org.store
    .all(`SELECT "Id" AS id FROM ${quoted(object.name)} WHERE ${where} AND "IsDeleted" = 0 AND "Id" <> ? LIMIT 100`, [
      ...values,
      row.Id ?? null,
    ])
    .map((found) => String(found.id));
}

/** The twin: its id alone, or all the user may see of it when the header asks. */
function matchedRecord({ org, context, object }: RowWrite, id: string, details: boolean): Record<string, unknown> {
  const row = details ? loadRow(org.store, object, id) : undefined;
  if (row !== undefined) return toRecord({ object, row, fields: object.fields, version: context.version });
  return { attributes: attributesOf(object.name, id, context.version), Id: id };
}

function duplicatesDetected(write: RowWrite, rule: DuplicateRule, twins: string[]): ApiError {
  const { object } = write;
  const details = /includeRecordDetails\s*=\s*true/i.test(write.context.header('Sforce-Duplicate-Rule-Header') ?? '');
  const matchRecords = twins.map((id) => ({
    additionalInformation: [],
    fieldDiffs: [],
    matchConfidence: 100,
    record: matchedRecord(write, id, details),
  }));
  const found = {
    allowSave: rule.action === 'alert',
    duplicateRule: rule.name,
    duplicateRuleEntityType: object.name,
    errorMessage: rule.message,
    matchResults: [
      {
        entityType: object.name,
        errors: [],
        matchEngine: 'ExactMatchEngine',
        matchRecords,
        rule: rule.label,
        size: twins.length,
        success: true,
      },
    ],
  };
  return new ApiError(400, [
    // The key really is misspelt in Salesforce's answer.
    { message: rule.message, errorCode: 'DUPLICATES_DETECTED', extra: { duplicateResut: found } },
  ]);
}
