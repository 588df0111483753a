import type { ObjectTable } from './object-table.ts';
import { accountTable } from './objects/account.ts';
import { caseTable } from './objects/case.ts';
import { caseCommentTable } from './objects/case-comment.ts';
import { contactTable } from './objects/contact.ts';
import { contentDocumentLinkTable, contentDocumentTable, contentVersionTable } from './objects/content.ts';
import { emailMessageTable } from './objects/email-message.ts';
import { eventTable } from './objects/event.ts';
import { historyTables } from './objects/history-tables.ts';
import { leadTable } from './objects/lead.ts';
import { opportunityTable } from './objects/opportunity.ts';
import { organizationTable } from './objects/organization.ts';
import { setupTables, statusTables } from './objects/setup-tables.ts';
import { taskTable } from './objects/task.ts';
import { topicAssignmentTable, topicTable } from './objects/topics.ts';
import { userTable } from './objects/user.ts';

/** Every object a fresh practice org knows. */
export const standardTables: readonly ObjectTable[] = [
  accountTable,
  contactTable,
  leadTable,
  caseTable,
  opportunityTable,
  taskTable,
  eventTable,
  caseCommentTable,
  emailMessageTable,
  topicTable,
  topicAssignmentTable,
  contentVersionTable,
  contentDocumentTable,
  contentDocumentLinkTable,
  userTable,
  organizationTable,
  ...setupTables,
  ...statusTables,
  ...historyTables,
];

/** The key by which Countersign makes its creates safe to repeat; part of the seeded org. */
export const countersignKeyLine = 'Countersign_Key__c|Countersign Key|string|64|CUN|externalId; unique; idLookup';

/** The objects of the seeded org that carry it. */
export const objectsWithCountersignKey: ReadonlySet<string> = new Set(['Account', 'Contact', 'Lead', 'Case', 'Task']);
