import type { Action } from '../../../shared/model/action.ts';
import { defineInput as input } from '../define-input.ts';

const updateContact: Action = {
  key: 'update_contact',
  label: 'Update contact',
  description: "Change the caller's own contact details. Send only what the caller asked to change.",
  object: 'Contact',
  operation: 'update',
  writeClass: 'absolute-update',
  record: 'caller',
  find: null,
  deprecated: false,
  inputs: [
    input('email', 'Email', 'The new e-mail address, as the caller spelled it.'),
    input('phone', 'Phone', 'The new business phone number.'),
    input('mobile_phone', 'MobilePhone', 'The new mobile number.'),
    input('home_phone', 'HomePhone', 'The new home number.'),
    input('mailing_street', 'MailingStreet', 'Street and house number of the new address.'),
    input('mailing_city', 'MailingCity', 'City of the new address.'),
    input('mailing_state', 'MailingState', 'State or province of the new address.'),
    input('mailing_postal_code', 'MailingPostalCode', 'Zip or postal code of the new address.'),
    input('mailing_country', 'MailingCountry', 'Country of the new address.'),
    input('first_name', 'FirstName', 'The corrected first name.'),
    input('last_name', 'LastName', 'The new last name.'),
    input('title', 'Title', 'The new job title.'),
    input('birthdate', 'Birthdate', 'Date of birth.'),
  ],
};

const createContact: Action = {
  key: 'create_contact',
  label: 'Create contact',
  description: 'Record a caller who is not in Salesforce yet. Do not use it for somebody who is.',
  object: 'Contact',
  operation: 'create',
  writeClass: 'keyed-create',
  record: 'none',
  find: null,
  deprecated: false,
  inputs: [
    input('first_name', 'FirstName', 'First name, as the caller gave it.'),
    input('last_name', 'LastName', 'Last name, as the caller spelled it.', { required: true }),
    input('email', 'Email', 'E-mail address, as the caller spelled it.'),
    input('phone', 'Phone', 'Phone number the caller wants to be reached at.'),
    input('mobile_phone', 'MobilePhone', 'Mobile number, where the caller calls it so.'),
    input('mailing_street', 'MailingStreet', 'Street and house number.'),
    input('mailing_city', 'MailingCity', 'City.'),
    input('mailing_state', 'MailingState', 'State or province.'),
    input('mailing_postal_code', 'MailingPostalCode', 'Zip or postal code.'),
    input('mailing_country', 'MailingCountry', 'Country.'),
    input('title', 'Title', 'Job title.'),
    input('account', 'AccountId', 'Id of the account the contact belongs to, where it is known.'),
  ],
};

/** What may be done about the contact a caller is. */
export const contactActions: readonly Action[] = [createContact, updateContact];
