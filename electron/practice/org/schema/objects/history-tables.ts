import { auditFields, type ObjectTable } from '../object-table.ts';

const readOnly = {
  createable: false,
  updateable: false,
  mergeable: false,
  searchable: false,
  feedEnabled: false,
  scopes: ['everything'],
  children: '',
} as const;

const history = (parent: 'Case' | 'Lead', keyPrefix: string): ObjectTable => ({
  ...readOnly,
  name: `${parent}History`,
  label: `${parent} History`,
  labelPlural: `${parent} History`,
  keyPrefix,
  deletable: false,
  fields: [
    `Id|${parent} History ID|id|18|D`,
    'IsDeleted|Deleted|boolean||D|default False',
    `${parent}Id|${parent} ID|reference|18||->${parent} (${parent})`,
    'CreatedById|Created By ID|reference|18|D|->User (CreatedBy)',
    'CreatedDate|Created Date|datetime||D',
    'Field|Changed Field|picklist|255|',
    'OldValue|Old Value|string|255|N|not filterable; not sortable',
    'NewValue|New Value|string|255|N|not filterable; not sortable',
  ],
});

/** What was changed on cases and leads, and the records that duplicate rules leave behind. */
export const historyTables: readonly ObjectTable[] = [
  history('Case', '017'),
  history('Lead', '01H'),
  {
    ...readOnly,
    name: 'DuplicateRule',
    label: 'Duplicate Rule',
    labelPlural: 'Duplicate Rules',
    keyPrefix: '0Bm',
    deletable: false,
    fields: [
      'Id|Duplicate Rule ID|id|18|D',
      'IsDeleted|Deleted|boolean||D|default False',
      'SobjectType|Object|picklist|40|',
      'DeveloperName|Unique Name|string|80|',
      'Language|Master Language|picklist|40|',
      'MasterLabel|Rule Name|string|80||nameField',
      'NamespacePrefix|Namespace Prefix|string|15|N',
      ...auditFields,
      'IsActive|Active|boolean||D|default False',
      'SobjectSubtype|Object Subtype|picklist|40|N|restricted; values: None ¦ PersonAccount',
      'LastViewedDate|Last Viewed Date|datetime||N',
    ],
  },
  {
    ...readOnly,
    name: 'DuplicateRecordSet',
    label: 'Duplicate Record Set',
    labelPlural: 'Duplicate Record Sets',
    keyPrefix: '0GK',
    deletable: true,
    fields: [
      'Id|Duplicate Record Set ID|id|18|D',
      'IsDeleted|Deleted|boolean||D|default False',
      'Name|Duplicate Record Set Name|string|80|D|autoNumber; idLookup; nameField',
      ...auditFields,
      'LastViewedDate|Last Viewed Date|datetime||N',
      'LastReferencedDate|Last Referenced Date|datetime||N',
      'DuplicateRuleId|Duplicate Rule ID|reference|18|N|->DuplicateRule (DuplicateRule)',
      'RecordCount|Record Count|int|digits 9|N',
    ],
  },
  {
    ...readOnly,
    name: 'DuplicateRecordItem',
    label: 'Duplicate Record Item',
    labelPlural: 'Duplicate Record Items',
    keyPrefix: '0GL',
    deletable: true,
    fields: [
      'Id|Duplicate Record Item ID|id|18|D',
      'IsDeleted|Deleted|boolean||D|default False',
      'Name|Duplicate Record Item Name|string|80|D|autoNumber; idLookup; nameField',
      ...auditFields,
      'DuplicateRecordSetId|Duplicate Record Set ID|reference|18||->DuplicateRecordSet (DuplicateRecordSet)',
      'RecordId|Record ID|reference|18||->Account/Contact/Lead (Record)',
    ],
  },
];
