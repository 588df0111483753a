import { type Action, anyObject } from '../../../shared/model/action.ts';
import { defineInput as input } from '../define-input.ts';

const runSoql: Action = {
  key: 'run_soql',
  label: 'Execute SOQL query',
  description:
    "Read records with a SOQL query. What only reads the caller's own records is answered at once, anything else waits for a supervisor. Its reference can be used as the id of the one record it finds.",
  object: anyObject,
  operation: 'read',
  writeClass: 'read',
  record: 'none',
  find: null,
  deprecated: false,
  inputs: [
    input('query', 'Query', 'The SELECT statement: plain fields of one object and its parents.', { required: true }),
  ],
};

/** What may be read. */
export const queryActions: readonly Action[] = [runSoql];
