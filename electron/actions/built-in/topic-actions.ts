import type { Action } from '../../../shared/model/action.ts';
import { defineInput as input } from '../define-input.ts';
import { topicName } from '../virtual-fields.ts';

const addTopic: Action = {
  key: 'add_topic',
  label: 'Add topic to object',
  description: 'Put a topic on a record, such as Billing on a case. A topic that does not exist yet is made.',
  object: 'TopicAssignment',
  operation: 'create',
  writeClass: 'natural-key',
  record: 'found',
  find: {
    object: 'Case',
    through: 'EntityId',
    anyObject: true,
    by: [
      {
        name: 'case_number',
        field: 'CaseNumber',
        description: 'Number of the case, where it goes on a case. Any other record is named by its id.',
      },
    ],
    ofCaller: { contact: 'ContactId', account: 'AccountId', closed: 'IsClosed' },
  },
  deprecated: false,
  inputs: [
    input('topic', topicName, 'Name of the topic, a word or two.', { required: true }),
    input('record', 'EntityId', 'The record it goes on.', { from: { mode: 'from-call', from: { kind: 'record' } } }),
  ],
};

/** What may be done about topics. */
export const topicActions: readonly Action[] = [addTopic];
