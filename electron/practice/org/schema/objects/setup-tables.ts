import { auditFields, type ObjectTable } from '../object-table.ts';

const setup = {
  createable: false,
  updateable: false,
  deletable: false,
  mergeable: false,
  searchable: false,
  feedEnabled: false,
  scopes: ['everything'],
  children: '',
} as const;

const auditByFirst: readonly string[] = [
  'CreatedById|Created By ID|reference|18|D|->User (CreatedBy)',
  'CreatedDate|Created Date|datetime||D',
  'LastModifiedById|Last Modified By ID|reference|18|D|->User (LastModifiedBy)',
  'LastModifiedDate|Last Modified Date|datetime||D',
  'SystemModstamp|System Modstamp|datetime||D',
];

const statusFields = (name: string, flag: string): readonly string[] => [
  `Id|${name} ID|id|18|D`,
  'MasterLabel|Master Label|string|255|N|nameField',
  'ApiName|API Name|string|255|',
  'SortOrder|Sort Order|int|digits 9|N',
  'IsDefault|Default|boolean||D|default False',
  flag,
  ...auditByFirst,
];

/** The setup objects that list what a status, priority or stage may be. */
export const statusTables: readonly ObjectTable[] = [
  {
    ...setup,
    name: 'CaseStatus',
    label: 'Case Status Value',
    labelPlural: 'Case Status Values',
    keyPrefix: '0CS',
    fields: statusFields('Case Status', 'IsClosed|Closed|boolean||D|default False'),
  },
  {
    ...setup,
    name: 'LeadStatus',
    label: 'Lead Status Value',
    labelPlural: 'Lead Status Values',
    keyPrefix: '0LS',
    fields: statusFields('Lead Status', 'IsConverted|Converted|boolean||D|default False'),
  },
  {
    ...setup,
    name: 'TaskStatus',
    label: 'Task Status Value',
    labelPlural: 'Task Status Values',
    keyPrefix: '0TS',
    fields: statusFields('Task Status', 'IsClosed|Closed|boolean||D|default False'),
  },
  {
    ...setup,
    name: 'TaskPriority',
    label: 'Task Priority Value',
    labelPlural: 'Task Priority Values',
    keyPrefix: '0TP',
    fields: statusFields('Task Priority', 'IsHighPriority|High Priority|boolean||D|default False'),
  },
  {
    ...setup,
    name: 'OpportunityStage',
    label: 'Opportunity Stage',
    labelPlural: 'Opportunity Stages',
    keyPrefix: '01J',
    fields: [
      'Id|Opportunity Stage ID|id|18|D',
      'MasterLabel|Master Label|string|255|N|nameField',
      'ApiName|API Name|string|255|',
      'IsActive|Active|boolean||D|default False',
      'SortOrder|Sort Order|int|digits 9|N',
      'IsClosed|Closed|boolean||D|default False',
      'IsWon|Won|boolean||D|default False',
      'ForecastCategory|Forecast Category|picklist|40||restricted; values: Omitted ¦ Pipeline ¦ BestCase ¦ MostLikely ¦ Forecast ¦ Closed',
      'ForecastCategoryName|Forecast Category|picklist|255||restricted; values: Omitted ¦ Pipeline ¦ Best Case ¦ Commit ¦ Closed',
      'DefaultProbability|Probability (%)|percent|3,0|N',
      'Description|Description|string|255|N',
      ...auditByFirst,
    ],
  },
];

/** Profiles, roles, groups and record types: enough of setup for lookups and queries to resolve. */
export const setupTables: readonly ObjectTable[] = [
  {
    ...setup,
    name: 'Profile',
    label: 'Profile',
    labelPlural: 'Profiles',
    keyPrefix: '00e',
    fields: [
      'Id|Profile ID|id|18|D',
      'Name|Name|string|255||nameField',
      'Description|Description|string|255|N',
      'UserType|User Type|picklist|40|N|restricted; values: Standard',
      ...auditFields,
    ],
  },
  {
    ...setup,
    name: 'UserRole',
    label: 'Role',
    labelPlural: 'Roles',
    keyPrefix: '00E',
    fields: [
      'Id|Role ID|id|18|D',
      'Name|Name|string|80||nameField',
      'ParentRoleId|Parent Role ID|reference|18|N|->UserRole',
      'DeveloperName|Developer Name|string|80|N',
      'LastModifiedDate|Last Modified Date|datetime||D',
      'LastModifiedById|Last Modified By ID|reference|18|D|->User (LastModifiedBy)',
      'SystemModstamp|System Modstamp|datetime||D',
    ],
  },
  {
    ...setup,
    name: 'RecordType',
    label: 'Record Type',
    labelPlural: 'Record Types',
    keyPrefix: '012',
    fields: [
      'Id|Record Type ID|id|18|D',
      'Name|Name|string|80||nameField',
      'DeveloperName|Record Type Name|string|80|',
      'NamespacePrefix|Namespace Prefix|string|15|N',
      'Description|Description|string|255|N',
      'BusinessProcessId|Business Process ID|reference|18|N|->BusinessProcess',
      'SobjectType|SObject Type Name|picklist|40|',
      'IsActive|Active|boolean||D|default False',
      ...auditByFirst,
    ],
  },
  {
    ...setup,
    name: 'Group',
    label: 'Group',
    labelPlural: 'Groups',
    keyPrefix: '00G',
    fields: [
      'Id|Group ID|id|18|D',
      'Name|Name|string|40||nameField',
      'DeveloperName|Developer Name|string|80|N',
      'RelatedId|Related ID|reference|18|N|->User/UserRole (Related)',
      'Type|Type|picklist|40||restricted; values: Regular ¦ Role ¦ RoleAndSubordinates ¦ Organization ¦ Queue',
      'Email|Email|email|255|N',
      'OwnerId|Owner ID|reference|18||->Organization/User (Owner)',
      'DoesSendEmailToMembers|Send Email to Members|boolean||D|default False',
      'DoesIncludeBosses|Include Bosses|boolean||D|default False',
      ...auditFields,
    ],
  },
  {
    ...setup,
    name: 'AssignmentRule',
    label: 'Assignment Rule',
    labelPlural: 'Assignment Rules',
    keyPrefix: '01Q',
    fields: [
      'Id|Assignment Rule ID|id|18|D',
      'Name|Name|string|120|N|nameField',
      'SobjectType|SObject Type|picklist|40|N|restricted; values: Case ¦ Lead',
      'Active|Active|boolean||D|default False',
      ...auditFields,
    ],
  },
];
