import type { SalesforceAnswer } from './salesforce-connection.ts';

/** One error as Salesforce reports it; a single-row answer calls the code `errorCode`, collections and trees `statusCode`. */
export type Fault = {
  code: string;
  message: string;
  fields: string[];
  /** What a duplicate rule found; null where there was none. */
  duplicates: FoundDuplicates | null;
};

/** Records that a duplicate rule found, be they of other objects; `allowSave`: it only warns. */
export type FoundDuplicates = { allowSave: boolean; records: { object: string; id: string }[] };

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
    duplicates: duplicatesIn(entry.duplicateResut ?? entry.duplicateResult),
  };
}

function duplicatesIn(result: unknown): FoundDuplicates | null {
  if (!isRecord(result)) return null;
  const matches = Array.isArray(result.matchResults) ? result.matchResults.filter(isRecord) : [];
  const records = matches.flatMap((match) => {
    const found = Array.isArray(match.matchRecords) ? match.matchRecords.filter(isRecord) : [];
    return found.flatMap(({ record }) => {
      if (!isRecord(record) || typeof record.Id !== 'string') return [];
      const type = isRecord(record.attributes) ? record.attributes.type : null;
      return [{ object: String(type ?? match.entityType ?? ''), id: record.Id }];
    });
  });
  return { allowSave: result.allowSave === true, records };
}

/** Whether a parsed JSON value is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
