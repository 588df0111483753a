import { type ApiError, apiError } from './api-error.ts';

/** The route, object or row type does not exist (or the user may not know of it). */
export const notFound = (): ApiError => apiError(404, 'NOT_FOUND', 'The requested resource does not exist');

/** The URL names a field that cannot identify a row, or an id that cannot be one. */
export const noSuchExternalId = (text: string): ApiError =>
  apiError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${text}`);

/** A write names a field the object does not have. */
export const noSuchColumn = (field: string, object: string): ApiError =>
  apiError(400, 'INVALID_FIELD', `No such column '${field}' on sobject of type ${object}`);

/** A write names fields the user or the object does not let be written. */
export const fieldsNotWriteable = (fields: readonly string[]): ApiError =>
  apiError(
    400,
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
    fields,
  );

/** The JSON of a request cannot be read as what the field or resource wants. */
export const jsonParserError = (message: string): ApiError => apiError(400, 'JSON_PARSER_ERROR', message);

/** The row a write is meant for does not exist. */
export const invalidCrossReference = (): ApiError =>
  apiError(404, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);

/** The row is in the recycle bin. */
export const entityIsDeleted = (): ApiError => apiError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);

/** The object exists but the user may not do this to it. */
export const insufficientAccess = (): ApiError =>
  apiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', []);

/** The object itself cannot do this, whoever asks. */
export const notForThisType = (object: string, operation: string): ApiError =>
  apiError(400, 'INVALID_TYPE_FOR_OPERATION', `entity type ${object} does not support ${operation}`);

/** The access token is unknown, expired or revoked. */
export const invalidSession = (): ApiError => apiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');

/** The daily allocation is used up. */
export const requestLimitExceeded = (): ApiError =>
  apiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');

/** The row changed since the time the client named. */
export const preconditionFailed = (): ApiError =>
  apiError(
    412,
    'ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE',
    'The record has been modified since it was last read: the If-Unmodified-Since precondition failed',
  );

/** The method is not one the resource takes. */
export const methodNotAllowed = (method: string, allowed: readonly string[]): ApiError =>
  apiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed. Allowed are ${allowed.join(',')}`);

/** A mistake of the practice org itself; told like Salesforce tells its own, with what is known of it. */
export const unexpected = (cause: unknown): ApiError =>
  apiError(500, 'UNKNOWN_EXCEPTION', `An unexpected error occurred: ${cause instanceof Error ? cause.message : cause}`);

/** A query that cannot be read. */
export const malformedQuery = (message: string): ApiError => apiError(400, 'MALFORMED_QUERY', message);
