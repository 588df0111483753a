import type { ObjectTable } from '../object-table.ts';

/** CaseComment: its body is limited in bytes, not characters, and its case cannot be changed. */
export const caseCommentTable: ObjectTable = {
  name: 'CaseComment',
  label: 'Case Comment',
  labelPlural: 'Case Comments',
  keyPrefix: '00a',
  createable: true,
  updateable: true,
  deletable: true,
  mergeable: false,
  searchable: true,
  feedEnabled: false,
  scopes: ['everything'],
  fields: [
    'Id|Case Comment ID|id|18|D',
    'ParentId|Parent Case ID|reference|18|C|REQUIRED; ->Case (Parent)',
    'IsPublished|Published|boolean||CUD|default False',
    'CommentBody|Body|textarea|4000|CUN|byte limit 4000; plaintextarea',
    'CreatedById|Created By ID|reference|18|D|->User (CreatedBy)',
    'CreatedDate|Created Date|datetime||D',
    'SystemModstamp|System Modstamp|datetime||D',
    'LastModifiedDate|Last Modified Date|datetime||D',
    'LastModifiedById|Last Modified By ID|reference|18|D|->User (LastModifiedBy)',
    'IsDeleted|Deleted|boolean||D|default False',
    'IsNotificationSelected|Send Customer Notification|boolean||CUD|default False; not filterable; not sortable',
  ],
  children: '',
};
