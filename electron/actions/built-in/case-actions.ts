import type { Action, RecordFinder } from '../../../shared/model/action.ts';
import { defineInput as input } from '../define-input.ts';

const openCase: RecordFinder = {
  object: 'Case',
  through: null,
  by: [
    {
      name: 'case_number',
      field: 'CaseNumber',
      description: 'Number of the case, as the caller gave it. Leave it out where the caller has only one open case.',
    },
  ],
  ofCaller: { contact: 'ContactId', account: 'AccountId', closed: 'IsClosed' },
};

const createCase: Action = {
  key: 'create_case',
  label: 'Create case',
  description: 'Open a case for what the caller asks, reports or complains about.',
  object: 'Case',
  operation: 'create',
  writeClass: 'keyed-create',
  record: 'none',
  find: null,
  deprecated: false,
  inputs: [
    input('subject', 'Subject', 'What it is about, in a few of the words the caller used.', { required: true }),
    input('description', 'Description', 'What the caller said about it.'),
    input('type', 'Type', 'Kind of case, where the caller names one.'),
    input('reason', 'Reason', 'Reason for the case, where the caller names one.'),
    input('priority', 'Priority', 'High only when the caller says that it is urgent.', {
      from: { mode: 'defaulted', value: 'Medium' },
    }),
    input('origin', 'Origin', 'How the case came in.', {
      from: { mode: 'from-call', from: { kind: 'channel', phone: 'Phone', chat: 'Web' } },
    }),
    input('contact', 'ContactId', 'The caller.', {
      from: { mode: 'from-call', from: { kind: 'caller', what: 'contact' } },
    }),
    input('account', 'AccountId', "The caller's account.", {
      from: { mode: 'from-call', from: { kind: 'caller', what: 'account' } },
    }),
    input('supplied_name', 'SuppliedName', 'The name the caller gave.', { onlyForStrangers: true }),
    input('supplied_email', 'SuppliedEmail', 'The e-mail address the caller gave.', { onlyForStrangers: true }),
    input('supplied_phone', 'SuppliedPhone', 'The number the caller gave.', { onlyForStrangers: true }),
    input('supplied_company', 'SuppliedCompany', 'The company the caller gave.', { onlyForStrangers: true }),
  ],
};

const updateCase: Action = {
  key: 'update_case',
  label: 'Update case',
  description: 'Change a case that is open already: close it, raise its priority, correct what it says.',
  object: 'Case',
  operation: 'update',
  writeClass: 'absolute-update',
  record: 'found',
  find: openCase,
  deprecated: false,
  inputs: [
    input('status', 'Status', 'The new status. Closed only when the caller says that it is settled.'),
    input('priority', 'Priority', 'The new priority. High only when the caller says that it is urgent.'),
    input('subject', 'Subject', 'The corrected subject.'),
    input('description', 'Description', 'The corrected description; it replaces the old one.'),
    input('type', 'Type', 'Kind of case, where the caller names one.'),
    input('reason', 'Reason', 'Reason for the case, where the caller names one.'),
  ],
};

const addComment: Action = {
  key: 'add_comment',
  label: 'Add comment to a case',
  description: 'Add what the caller says about a case that is open already. Prefer it to a second case.',
  object: 'CaseComment',
  operation: 'create',
  writeClass: 'append',
  record: 'found',
  find: { ...openCase, through: 'ParentId' },
  deprecated: false,
  inputs: [
    input('comment', 'CommentBody', 'What the caller said, at most 4,000 bytes.', { required: true }),
    input('public', 'IsPublished', 'Whether the customer may read it. Leave it out for an internal comment.', {
      from: { mode: 'defaulted', value: false },
    }),
    input('case', 'ParentId', 'The case it belongs to.', { from: { mode: 'from-call', from: { kind: 'record' } } }),
  ],
};

/** What may be done about what a caller asks, reports or complains about. */
export const caseActions: readonly Action[] = [createCase, updateCase, addComment];
