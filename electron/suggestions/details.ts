import type { Detail } from './extract/heard.ts';

/** The action a detail may be written by. */
export type DetailedAction =
  | 'create_case'
  | 'create_lead'
  | 'create_contact'
  | 'update_contact'
  | 'add_comment'
  | 'update_case'
  | 'update_lead';

const ofCase = {
  name: 'SuppliedName',
  email: 'SuppliedEmail',
  phone: 'SuppliedPhone',
  company: 'SuppliedCompany',
  'account-number': 'AccountNumber__c',
  'order-number': 'OrderNumber__c',
  'invoice-number': 'InvoiceNumber__c',
  'policy-number': 'PolicyNumber__c',
  'claim-number': 'ClaimNumber__c',
  'booking-number': 'BookingNumber__c',
  'reference-number': 'ReferenceNumber__c',
  'second-reference-number': 'SecondReferenceNumber__c',
  'room-number': 'RoomNumber__c',
  'card-type': 'CardType__c',
  product: 'Product__c',
  amount: 'Amount__c',
  'incident-date': 'IncidentDate__c',
  'preferred-time': 'PreferredTime__c',
} as const;

const ofContact = {
  email: 'Email',
  phone: 'Phone',
  street: 'MailingStreet',
  city: 'MailingCity',
  state: 'MailingState',
  'postal-code': 'MailingPostalCode',
  country: 'MailingCountry',
} as const;

const ofLead = {
  company: 'Company',
  email: 'Email',
  phone: 'Phone',
  street: 'Street',
  city: 'City',
  state: 'State',
  'postal-code': 'PostalCode',
  country: 'Country',
  product: 'ProductInterest__c',
  plan: 'Plan__c',
} as const;

const ofComment = {
  'case-number': 'CaseNumber',
  'claim-number': 'ClaimNumber__c',
  'policy-number': 'PolicyNumber__c',
  'order-number': 'OrderNumber__c',
  'reference-number': 'ReferenceNumber__c',
  'second-reference-number': 'SecondReferenceNumber__c',
} as const;

/**
 * The field each detail goes to, by action. Standard fields exist in every org; those ending in `__c` are names a
 * detail is offered under, and the catalogue decides which of them an org has.
 */
export const fieldByDetail: Readonly<Record<DetailedAction, Partial<Readonly<Record<Detail, string>>>>> = {
  create_case: ofCase,
  update_case: ofComment,
  add_comment: ofComment,
  create_contact: ofContact,
  update_contact: ofContact,
  create_lead: ofLead,
  update_lead: ofLead,
};
