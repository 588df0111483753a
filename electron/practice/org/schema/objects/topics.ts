import type { ObjectTable } from '../object-table.ts';

/** Topic: a rename may change only case and spacing. */
export const topicTable: ObjectTable = {
  name: 'Topic',
  label: 'Topic',
  labelPlural: 'Topics',
  keyPrefix: '0TO',
  createable: true,
  updateable: true,
  deletable: true,
  mergeable: false,
  searchable: true,
  feedEnabled: false,
  scopes: ['everything'],
  fields: [
    'Id|Topic ID|id|18|D',
    'Name|Name|string|99|CU|REQUIRED; idLookup; nameField',
    'Description|Description|textarea|1000|CUN|not filterable; not sortable; plaintextarea',
    'CreatedDate|Created Date|datetime||D',
    'CreatedById|Created By ID|reference|18|D|->User (CreatedBy)',
    'TalkingAbout|Talking About|int|digits 9|D',
    'SystemModstamp|System Modstamp|datetime||D',
  ],
  children: 'TopicAssignments=TopicAssignment.TopicId',
};

/** TopicAssignment: created and deleted, never updated. Its key prefix is not confirmed; take it from describe. */
export const topicAssignmentTable: ObjectTable = {
  name: 'TopicAssignment',
  label: 'Topic Assignment',
  labelPlural: 'Topic Assignments',
  keyPrefix: '0g3',
  createable: true,
  updateable: false,
  deletable: true,
  mergeable: false,
  searchable: false,
  feedEnabled: false,
  scopes: ['everything'],
  fields: [
    'Id|Topic Assignment ID|id|18|D',
    'TopicId|Topic ID|reference|18|C|REQUIRED; ->Topic (Topic)',
    'EntityId|Entity ID|reference|18|C|REQUIRED; ->Account/Asset/Campaign/Case/Contact/ContentDocument/Contract/Event/Lead/Opportunity/Order/Product2/Solution/Task (Entity)',
    'EntityKeyPrefix|Entity Key Prefix|string|3|D',
    'EntityType|Entity Type|string|80|N',
    'CreatedDate|Created Date|datetime||D',
    'CreatedById|Created By ID|reference|18|D|->User (CreatedBy)',
    'IsDeleted|Deleted|boolean||D|default False',
    'SystemModstamp|System Modstamp|datetime||D',
  ],
  children: '',
};
