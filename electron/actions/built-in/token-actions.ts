import { accessTokenAction, accessTokenObject } from '../../../shared/model/access-token.ts';
import type { Action } from '../../../shared/model/action.ts';

const getAccessToken: Action = {
  key: accessTokenAction,
  label: 'Get access token',
  description:
    'Ask for a Salesforce access token that is good for a few minutes. A supervisor always decides, and the token is only in the answer to this very request: wait for it. Ask only where no other tool does what is needed.',
  object: accessTokenObject,
  operation: 'create',
  writeClass: 'append',
  record: 'none',
  find: null,
  inputs: [],
  deprecated: false,
  // Nobody waits longer for an answer than a few minutes, and the token goes nowhere else.
  expiresAfterHours: 0.25,
  off: true,
};

/** What lets an agent past the console for a while: off until somebody switches it on. */
export const tokenActions: readonly Action[] = [getAccessToken];
