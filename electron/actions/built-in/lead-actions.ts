import type { Action } from '../../../shared/model/action.ts';
import { defineInput as input } from '../define-input.ts';

const details = [
  input('email', 'Email', 'E-mail address, as the caller spelled it.'),
  input('phone', 'Phone', 'Phone number the caller wants to be reached at.'),
  input('mobile_phone', 'MobilePhone', 'Mobile number, where the caller calls it so.'),
  input('title', 'Title', 'Job title.'),
  input('street', 'Street', 'Street and house number.'),
  input('city', 'City', 'City.'),
  input('state', 'State', 'State or province.'),
  input('postal_code', 'PostalCode', 'Zip or postal code.'),
  input('country', 'Country', 'Country.'),
];

const createLead: Action = {
  key: 'create_lead',
  label: 'Create lead',
  description: 'Record somebody who wants to buy and is no customer yet.',
  object: 'Lead',
  operation: 'create',
  writeClass: 'keyed-create',
  record: 'none',
  find: null,
  deprecated: false,
  inputs: [
    input('first_name', 'FirstName', 'First name, as the caller gave it.'),
    input('last_name', 'LastName', 'Last name, as the caller spelled it.', { required: true }),
    input('company', 'Company', 'The company the caller speaks for.', { required: true }),
    ...details,
    input('description', 'Description', 'What the caller is interested in, in their own words.'),
    input('lead_source', 'LeadSource', 'How the lead came in.', {
      from: { mode: 'from-call', from: { kind: 'channel', phone: 'Phone Inquiry', chat: 'Web' } },
    }),
  ],
};

const updateLead: Action = {
  key: 'update_lead',
  label: 'Update lead',
  description: "Change the caller's own details on an enquiry that is not converted yet.",
  object: 'Lead',
  operation: 'update',
  writeClass: 'absolute-update',
  record: 'caller',
  find: null,
  deprecated: false,
  inputs: [
    input('first_name', 'FirstName', 'The corrected first name.'),
    input('last_name', 'LastName', 'The corrected last name.'),
    input('company', 'Company', 'The corrected company.'),
    ...details,
    input('status', 'Status', 'The new status, where the caller says so.'),
    input('rating', 'Rating', 'How warm it is, where the caller says so.'),
  ],
};

/** What may be done about somebody who wants to buy. */
export const leadActions: readonly Action[] = [createLead, updateLead];
