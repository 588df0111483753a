import type { SalesforceAnswer } from './salesforce-connection.ts';

/** One error as Salesforce reports it; a single-row answer calls the code `errorCode`, collections and trees `statusCode`. */
export type Fault = {
  code: string;
  message: string;
  fields: string[];
  /** The records a duplicate rule found. */
  duplicates: string[];
};

/** The errors in an answer; null where the body is not an error report of Salesforce's, so nobody can say what happened. */
export function faultsOf(answer: Pick<SalesforceAnswer, 'body'>): Fault[] | null {
  const entries: unknown[] = Array.isArray(answer.body) ? answer.body : [answer.body];
  const faults = entries.map(toFault).filter((fault) => fault !== null);
  return faults.length > 0 && faults.length === entries.length ? faults : null;
}

/** The errors of one row of a collection, tree or save result. */
export function faultsOfRow(errors: unknown): Fault[] {
  return Array.isArray(errors) ? errors.map(toFault).filter((fault) => fault !== null) : [];
}

function toFault(entry: unknown): Fault | null {
  if (!isRecord(entry)) return null;
  const code = entry.errorCode ?? entry.statusCode;
  if (typeof code !== 'string' || typeof entry.message !== 'string') return null;
  const fields = Array.isArray(entry.fields) ? entry.fields.filter((field) => typeof field === 'string') : [];
  // Salesforce itself misspells the key of a single-row answer.
  return {
    code,
    message: entry.message,
    fields,
    duplicates: duplicateIds(entry.duplicateResut ?? entry.duplicateResult),
  };
}

function duplicateIds(result: unknown): string[] {
  if (!isRecord(result) || !Array.isArray(result.matchResults)) return [];
  return result.matchResults.flatMap((match: unknown) => {
    if (!isRecord(match) || !Array.isArray(match.matchRecords)) return [];
    return match.matchRecords.flatMap((found: unknown) => {
      const record = isRecord(found) ? found.record : null;
      return isRecord(record) && typeof record.Id === 'string' ? [record.Id] : [];
    });
  });
}

/** Whether a parsed JSON value is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
