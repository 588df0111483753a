const cascades: ReadonlySet<string> = new Set([
  'Account>Contact.AccountId',
  'Account>Opportunity.AccountId',
  'Account>Task.WhatId',
  'Account>Event.WhatId',
  'Case>CaseComment.ParentId',
  'Case>Task.WhatId',
  'Case>Event.WhatId',
  'Case>EmailMessage.ParentId',
  'Topic>TopicAssignment.TopicId',
  'ContentDocument>ContentVersion.ContentDocumentId',
  'ContentDocument>ContentDocumentLink.ContentDocumentId',
]);

/** Whether rows of a child object are deleted with the row they look up to. */
export function goesWithParent(child: string, field: string, parent: string): boolean {
  return (
    cascades.has(`${parent}>${child}.${field}`) ||
    (field === 'EntityId' && child === 'TopicAssignment') ||
    (field === 'LinkedEntityId' && child === 'ContentDocumentLink')
  );
}
