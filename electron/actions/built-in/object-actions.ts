import { type Action, anyObject } from '../../../shared/model/action.ts';

const shared = { object: anyObject, find: null, deprecated: false };

const createObject: Action = {
  ...shared,
  key: 'create_object',
  label: 'Create object',
  description: 'Make a record of any object that no other action is for.',
  operation: 'create',
  writeClass: 'keyed-create',
  record: 'none',
  inputs: [],
};

const updateObject: Action = {
  ...shared,
  key: 'update_object',
  label: 'Update object',
  description: 'Change a record of any object that no other action is for. Its id must be known.',
  operation: 'update',
  writeClass: 'absolute-update',
  record: 'given',
  inputs: [],
};

const deleteObject: Action = {
  ...shared,
  key: 'delete_object',
  label: 'Delete object',
  description: 'Delete a record by its id. A supervisor is always asked, twice.',
  operation: 'delete',
  writeClass: 'delete',
  record: 'given',
  inputs: [],
};

/** What may be done about any object that the user may write. */
export const objectActions: readonly Action[] = [createObject, updateObject, deleteObject];
