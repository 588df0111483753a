import type { ObjectRights, ProfileRights } from '../org.ts';

const readOnly: ObjectRights = { create: false, read: true, update: false, delete: false };
const noDelete: ObjectRights = { create: true, read: true, update: true, delete: false };

/** What the seeded profiles may not do; supervisors and administrators may do everything. */
export const standardRights: readonly ProfileRights[] = [
  { profile: 'Read Only', apiEnabled: true, objects: { '*': readOnly }, fields: {} },
  {
    profile: 'Call Centre Agent',
    apiEnabled: true,
    objects: {
      Account: noDelete,
      Contact: noDelete,
      Lead: noDelete,
      Case: noDelete,
      User: readOnly,
      Opportunity: readOnly,
    },
    fields: { 'Account.AnnualRevenue': 'hidden', 'Contact.Birthdate': 'hidden', 'Case.Priority': 'read' },
  },
  { profile: 'No API Access', apiEnabled: false, objects: {}, fields: {} },
];
