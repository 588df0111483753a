import type { ProblemKind, ProblemNext } from '../../shared/model/problem.ts';
import type { Fault } from './faults.ts';

/** What a sentence about an error can name. */
export type FaultContext = {
  /** The error's fields as people know them: `Mailing City`. */
  labels: string[];
  /** The object as people know it: `contact`. */
  object: string;
  status: number;
};

/** What one error code means to the supervisor. */
export type FaultMeaning = {
  kind: ProblemKind;
  next: ProblemNext;
  sentence: (fault: Fault, context: FaultContext) => string;
};

const says = (kind: ProblemKind, next: ProblemNext, sentence: FaultMeaning['sentence']): FaultMeaning => ({
  kind,
  next,
  sentence,
});

const noAccess = says(
  'not-allowed',
  'none',
  (_, { object }) => `Your Salesforce user may not do this to this ${object}. An admin can grant the right.`,
);
const apiOff = says('not-allowed', 'none', () => 'The API is switched off for this Salesforce org or user.');
const queryUnclear = says(
  'invalid-input',
  'edit',
  ({ message }) => `Salesforce cannot read this query: ${lastLine(message)}`,
);
const locked = says('upstream', 'retry', (_, { object }) => {
  return `Somebody else is saving this ${object} right now. Nothing was written; it can be tried again.`;
});
const rolledBack = says('cancelled', 'retry', () => 'Not written, because another part of the same change failed.');

/** Every error code the console knows, and what it means; one table, so that no sentence is written twice. */
export const FAULT_TABLE: Readonly<Record<string, FaultMeaning>> = {
  REQUIRED_FIELD_MISSING: says('invalid-input', 'edit', (_, { labels }) =>
    labels.length === 0
      ? 'Salesforce needs a field that is blank.'
      : `Salesforce needs the ${listed(labels)} to be filled in.`,
  ),
  INVALID_FIELD: says('invalid-input', 'edit', ({ message }) => {
    const name = /No such column '([^']{1,80})'/.exec(message)?.[1];
    return name
      ? `There is no field called ${name}, or your Salesforce user may not see it.`
      : `Salesforce does not accept one of the fields: ${lastLine(message)}`;
  }),
  INVALID_FIELD_FOR_INSERT_UPDATE: says(
    'not-allowed',
    'edit',
    (_, { labels }) => `Your Salesforce user may not write the ${listed(labels)}.`,
  ),
  INVALID_TYPE: says(
    'not-found',
    'none',
    () => 'There is no object of that name in this org, or your Salesforce user may not see it.',
  ),
  MALFORMED_QUERY: queryUnclear,
  MALFORMED_SEARCH: queryUnclear,
  MALFORMED_ID: says(
    'invalid-input',
    'choose-record',
    (_, { labels }) => `${labels.length === 0 ? 'This' : `The ${listed(labels)}`} is not the id of a fitting record.`,
  ),
  INVALID_CROSS_REFERENCE_KEY: says('not-found', 'choose-record', (_, { labels, object, status }) =>
    status === 404
      ? `This ${object} does not exist (any more).`
      : `The ${listed(labels, 'related record')} does not exist, or your Salesforce user may not use it.`,
  ),
  NOT_FOUND: says('not-found', 'none', (_, { object }) => `Salesforce does not have this ${object}.`),
  ENTITY_IS_DELETED: says('not-found', 'choose-record', (_, { object }) => `This ${object} was deleted in Salesforce.`),
  ENTITY_IS_LOCKED: says(
    'not-allowed',
    'wait',
    (_, { object }) => `This ${object} is locked in Salesforce, by an approval for example.`,
  ),
  FIELD_CUSTOM_VALIDATION_EXCEPTION: says(
    'invalid-input',
    'edit',
    ({ message }) => `A rule of your Salesforce org refused it: ${quoted(message)}`,
  ),
  STRING_TOO_LONG: says('invalid-input', 'edit', ({ message }, { labels }) => {
    const limit = /max length=(\d+)/.exec(message)?.[1];
    return `The ${listed(labels)} is too long${limit ? `: ${limit} characters at most` : ''}.`;
  }),
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: says('invalid-input', 'edit', ({ message }, { labels }) => {
    const value = /restricted picklist field: (.+)$/s.exec(message)?.[1];
    return `Salesforce refused the ${listed(labels)}: ${value ? quoted(value) : 'the value'} is not one of its choices.`;
  }),
  INVALID_EMAIL_ADDRESS: says(
    'invalid-input',
    'edit',
    (_, { labels }) => `Salesforce refused the ${listed(labels, 'email')}: it is not a valid address.`,
  ),
  NUMBER_OUTSIDE_VALID_RANGE: says(
    'invalid-input',
    'edit',
    (_, { labels }) => `Salesforce refused the ${listed(labels, 'number')}: it is too large or too small.`,
  ),
  JSON_PARSER_ERROR: says('invalid-input', 'edit', ({ message }) => {
    const value = /VALUE_\w+ value "([^"]{1,80})"/.exec(message)?.[1];
    return value
      ? `Salesforce cannot read the value ${quoted(value)} in the form its field needs.`
      : 'Salesforce cannot read one of the values.';
  }),
  DUPLICATES_DETECTED: says(
    'conflict',
    'edit',
    ({ message }, { object }) => `Salesforce already has a ${object} like this one: ${quoted(message)}`,
  ),
  DUPLICATE_VALUE: says(
    'conflict',
    'edit',
    (_, { labels, object }) => `Another ${object} already has the same ${listed(labels, 'value')}.`,
  ),
  DUPLICATE_EXTERNAL_ID: says('conflict', 'none', (_, { object }) => `More than one ${object} has this key.`),
  CANNOT_UPDATE_CONVERTED_LEAD: says(
    'not-allowed',
    'choose-record',
    () => 'This lead was converted. A converted lead cannot be changed; choose its contact or account.',
  ),
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: says(
    'not-allowed',
    'edit',
    ({ message }) => `An automation of your Salesforce org refused it: ${quoted(message)}`,
  ),
  DELETE_FAILED: says(
    'not-allowed',
    'choose-record',
    ({ message }, { object }) => `Salesforce keeps this ${object}: ${quoted(message)}`,
  ),
  UNABLE_TO_LOCK_ROW: locked,
  INSUFFICIENT_ACCESS_OR_READONLY: noAccess,
  INSUFFICIENT_ACCESS: noAccess,
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: says(
    'not-allowed',
    'choose-record',
    (_, { labels }) => `Your Salesforce user may not use the ${listed(labels, 'related record')}.`,
  ),
  REQUEST_LIMIT_EXCEEDED: says('rate-limited', 'wait', ({ message }) =>
    /concurrent/i.test(message)
      ? 'Too many slow requests are running in your Salesforce org. Nothing was written; it is tried again shortly.'
      : 'Your Salesforce org has used up its API requests of the last 24 hours. Nothing was written.',
  ),
  API_DISABLED_FOR_ORG: apiOff,
  API_CURRENTLY_DISABLED: apiOff,
  INVALID_SESSION_ID: says('not-connected', 'reconnect', () => 'The Salesforce session has ended. Log in again.'),
  SERVER_UNAVAILABLE: says('upstream', 'retry', () => 'Salesforce is not available right now.'),
  QUERY_TIMEOUT: says('upstream', 'edit', () => 'The query took too long. Ask for less.'),
  EXCEEDED_ID_LIMIT: says('invalid-input', 'edit', () => 'Too many records were asked for at once.'),
  INVALID_QUERY_LOCATOR: says('invalid-input', 'retry', () => 'The rest of this result is gone. Run the query again.'),
  STORAGE_LIMIT_EXCEEDED: says('not-allowed', 'none', () => 'Your Salesforce org has no storage left.'),
  ALL_OR_NONE_OPERATION_ROLLED_BACK: rolledBack,
  PROCESSING_HALTED: rolledBack,
  ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE: says(
    'conflict',
    'reload-record',
    (_, { object }) => `This ${object} was changed in the meantime. Nothing was written.`,
  ),
  METHOD_NOT_ALLOWED: says('not-allowed', 'none', (_, { object }) => `Salesforce does not allow this for a ${object}.`),
  UNSUPPORTED_API_VERSION: says('upstream', 'none', () => 'This Salesforce org does not offer the API version needed.'),
  MULTIPLE_CHOICES: says('conflict', 'none', (_, { object }) => `More than one ${object} has this key.`),
};

/** What a code that is not in the table means, going by the status alone. */
export function meaningOfStatus(status: number): FaultMeaning {
  if (status === 401) return says('not-connected', 'reconnect', () => 'Salesforce refused the session. Log in again.');
  if (status === 403) return noAccess;
  if (status === 404) return says('not-found', 'none', () => 'Salesforce does not have this.');
  if (status === 412) {
    return says(
      'conflict',
      'reload-record',
      (_, { object }) => `This ${object} was changed in the meantime. Nothing was written.`,
    );
  }
  if (status >= 500) return says('upstream', 'retry', () => 'Salesforce failed to process this.');
  return says('invalid-input', 'edit', ({ message }) => `Salesforce refused it: ${quoted(message)}`);
}

/** Field labels as they stand in a sentence. */
function listed(labels: readonly string[], otherwise = 'value'): string {
  const names = labels.length === 0 ? [otherwise] : labels;
  return names.length === 1 ? (names[0] ?? otherwise) : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Text an admin or an automation wrote: shown as theirs, and not at any length. */
function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > 240 ? `${line.slice(0, 239)}…` : line}”`;
}

/** The part of a query error that says what is wrong; above it stands the query itself with a caret. */
function lastLine(message: string): string {
  const line = message.trim().split('\n').at(-1) ?? '';
  return line.length > 240 ? `${line.slice(0, 239)}…` : line;
}
