const contactOfCase = (column: string) => (row: string) =>
  `(SELECT p."${column}" FROM "Contact" p WHERE p."Id" = ${row}."ContactId")`;

const computed: ReadonlyMap<string, (row: string) => string> = new Map([
  ['Case.ContactPhone', contactOfCase('Phone')],
  ['Case.ContactMobile', contactOfCase('MobilePhone')],
  ['Case.ContactEmail', contactOfCase('Email')],
  ['Case.ContactFax', contactOfCase('Fax')],
  [
    'Topic.TalkingAbout',
    (row) => `(SELECT count(*) FROM "TopicAssignment" p WHERE p."TopicId" = ${row}."Id" AND p."IsDeleted" = 0)`,
  ],
]);

/** The SQL of a field that is not stored but read through another table; undefined for stored fields. */
export function computedSql(objectName: string, fieldName: string): ((row: string) => string) | undefined {
  return computed.get(`${objectName}.${fieldName}`);
}
