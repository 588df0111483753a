import type { Action, ActionInput, InputMode } from '../../shared/model/action.ts';

const collected: InputMode = { mode: 'collected' };

function input(name: string, field: string, description: string, rest: Partial<ActionInput> = {}): ActionInput {
  return { name, field, description, required: false, from: collected, onlyForStrangers: false, ...rest };
}

const updateContact: Action = {
  key: 'update_contact',
  label: 'Update contact',
  description: "Change the caller's own contact details. Send only what the caller asked to change.",
  object: 'Contact',
  operation: 'update',
  writeClass: 'absolute-update',
  record: 'caller',
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

const createCase: Action = {
  key: 'create_case',
  label: 'Create case',
  description: 'Open a case for what the caller asks, reports or complains about.',
  object: 'Case',
  operation: 'create',
  writeClass: 'keyed-create',
  record: 'none',
  deprecated: false,
  inputs: [
    input('subject', 'Subject', 'What it is about, in a few of the words the caller used.', { required: true }),
    input('description', 'Description', 'What the caller said about it.'),
    input('type', 'Type', 'Kind of case, where the caller names one.'),
    input('reason', 'Reason', 'Reason for the case, where the caller names one.'),
    input('priority', 'Priority', 'High only when the caller says that it is urgent.', {
      from: { mode: 'defaulted', value: 'Medium' },
    }),
    input('origin', 'Origin', 'How the case came in.', {
      from: { mode: 'from-call', from: { kind: 'channel', phone: 'Phone', chat: 'Web' } },
    }),
    input('contact', 'ContactId', 'The caller.', {
      from: { mode: 'from-call', from: { kind: 'caller', what: 'contact' } },
    }),
    input('account', 'AccountId', "The caller's account.", {
      from: { mode: 'from-call', from: { kind: 'caller', what: 'account' } },
    }),
    input('supplied_name', 'SuppliedName', 'The name the caller gave.', { onlyForStrangers: true }),
    input('supplied_email', 'SuppliedEmail', 'The e-mail address the caller gave.', { onlyForStrangers: true }),
    input('supplied_phone', 'SuppliedPhone', 'The number the caller gave.', { onlyForStrangers: true }),
    input('supplied_company', 'SuppliedCompany', 'The company the caller gave.', { onlyForStrangers: true }),
  ],
};

/** The actions a new console knows. */
export const builtInActions: readonly Action[] = [updateContact, createCase];

/** The actions an agent may ask for, by key. */
export type Catalogue = { find(key: string): Action | null; all(): readonly Action[] };

/** A catalogue over a list of actions; keys are unique. */
export function createCatalogue(actions: readonly Action[]): Catalogue {
  const byKey = new Map(actions.map((each) => [each.key, each]));
  return { find: (key) => byKey.get(key) ?? null, all: () => actions };
}
