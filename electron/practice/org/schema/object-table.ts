/** One object as it is written down: its flags, and a line per field (`name|label|type|length|flags|notes`). */
export interface ObjectTable {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly mergeable: boolean;
  readonly searchable: boolean;
  readonly feedEnabled: boolean;
  readonly scopes: readonly string[];
  readonly fields: readonly string[];
  /** `relationshipName=Object.Field`, comma-separated, as the object's own describe lists them. */
  readonly children: string;
}

/** Lines that every ordinary object ends with. */
export const auditFields: readonly string[] = [
  'CreatedDate|Created Date|datetime||D',
  'CreatedById|Created By ID|reference|18|D|->User (CreatedBy)',
  'LastModifiedDate|Last Modified Date|datetime||D',
  'LastModifiedById|Last Modified By ID|reference|18|D|->User (LastModifiedBy)',
  'SystemModstamp|System Modstamp|datetime||D',
];
