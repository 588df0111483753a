/** One entry of a Salesforce error body. */
export interface ApiErrorEntry {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
  /** Keys only some codes carry, as `duplicateResut`. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A refusal as Salesforce words it: a status and one or more entries. */
export class ApiError extends Error {
  readonly status: number;
  readonly entries: readonly ApiErrorEntry[];

  constructor(status: number, entries: readonly ApiErrorEntry[]) {
    super(entries.map((entry) => `${entry.errorCode}: ${entry.message}`).join('; '));
    this.name = 'ApiError';
    this.status = status;
    this.entries = entries;
  }
}

/** A refusal with a single entry. */
export function apiError(status: number, errorCode: string, message: string, fields?: readonly string[]): ApiError {
  return new ApiError(status, [fields === undefined ? { message, errorCode } : { message, errorCode, fields }]);
}

/** The body of single-row and query calls: an array with `errorCode`. */
export function toErrorBody(error: ApiError): Record<string, unknown>[] {
  return error.entries.map(({ message, errorCode, fields, extra }) => ({
    ...extra,
    message,
    errorCode,
    ...(fields === undefined ? {} : { fields }),
  }));
}

/** The errors inside collection and tree results: `statusCode` and always `fields`. */
export function toResultErrors(error: ApiError): Record<string, unknown>[] {
  return error.entries.map(({ message, errorCode, fields }) => ({
    statusCode: errorCode,
    message,
    fields: fields ?? [],
  }));
}
