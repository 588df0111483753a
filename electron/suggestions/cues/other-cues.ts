import type { Cue } from './cue.ts';

/** What of a contact's details a caller wants changed. */
export type ContactKind = 'address' | 'email' | 'phone' | 'name' | 'told';

/** What asks for a contact's details to be changed. */
export const contactCues: readonly Cue<ContactKind>[] = [
  {
    kind: 'address',
    needs: ['change', 'address'],
    within: 7,
    unless: ['order'],
    weight: 1,
    because: 'asks for the address to be changed',
  },
  {
    kind: 'address',
    needs: ['change', 'placeWord', 'nameWord'],
    within: 4,
    unless: ['order'],
    weight: 1,
    because: 'asks for part of the address to be changed',
  },
  {
    kind: 'address',
    needs: ['fresh', 'address'],
    within: 3,
    inOrder: true,
    unless: ['order'],
    weight: 1,
    because: 'gives a new address',
  },
  { kind: 'address', needs: ['moved', 'address'], within: 12, unless: ['order'], weight: 1, because: 'moved' },
  {
    kind: 'email',
    needs: ['amend', 'emailWord'],
    within: 6,
    unless: ['trouble', 'broken', 'reference'],
    weight: 1,
    because: 'asks for the e-mail address to be changed',
  },
  {
    kind: 'email',
    needs: ['other', 'emailWord'],
    within: 2,
    inOrder: true,
    weight: 1,
    because: 'gives a new e-mail address',
  },
  {
    kind: 'email',
    needs: ['old', 'emailWord'],
    within: 2,
    inOrder: true,
    weight: 1,
    because: 'says that an e-mail address is out of date',
  },
  {
    kind: 'address',
    needs: ['old', 'address'],
    within: 2,
    inOrder: true,
    unless: ['order', 'emailWord'],
    weight: 1,
    because: 'says that an address is out of date',
  },
  {
    kind: 'address',
    needs: ['wrong', 'address'],
    within: 6,
    unless: ['order', 'emailWord'],
    weight: 1,
    because: 'says that an address is wrong',
  },
  {
    kind: 'phone',
    needs: ['old', 'number'],
    within: 2,
    inOrder: true,
    unless: ['reference'],
    weight: 1,
    because: 'says that a number is out of date',
  },
  {
    kind: 'phone',
    needs: ['change', 'phoneWord', 'number'],
    within: 6,
    unless: ['reference'],
    weight: 1,
    because: 'asks for the phone number to be changed',
  },
  {
    kind: 'phone',
    needs: ['fresh', 'phoneWord', 'number'],
    within: 3,
    inOrder: true,
    weight: 1,
    because: 'gives a new phone number',
  },
  {
    kind: 'phone',
    needs: ['change', 'number'],
    within: 4,
    sameTurn: true,
    unless: ['reference', 'address', 'placeWord'],
    weight: 1,
    because: 'asks for the number to be changed',
  },
  {
    kind: 'phone',
    needs: ['fresh', 'number'],
    within: 1,
    inOrder: true,
    unless: ['reference'],
    weight: 1,
    because: 'gives a new number',
  },
  {
    kind: 'phone',
    needs: ['amend', 'line'],
    within: 4,
    unless: ['reference', 'service', 'software', 'broken'],
    weight: 1,
    because: 'asks for the mobile number to be changed',
  },
  {
    kind: 'name',
    needs: ['nameWord', 'now'],
    within: 3,
    inOrder: true,
    sameTurn: true,
    weight: 1,
    because: 'says that the name is another now',
  },
  {
    kind: 'address',
    needs: ['moved', 'streetWord'],
    within: 9,
    inOrder: true,
    sameTurn: true,
    weight: 1,
    because: 'moved',
  },
  {
    kind: 'phone',
    needs: ['setDown', 'my', 'number'],
    within: 6,
    sameTurn: true,
    unless: ['reference', 'software'],
    weight: 1,
    because: 'says which number to keep',
  },
  {
    kind: 'told',
    needs: ['useWord', 'insteadWord'],
    within: 14,
    inOrder: true,
    sameTurn: true,
    weight: 1,
    because: 'says what to use from now on',
  },
  {
    kind: 'told',
    needs: ['amend', 'record'],
    within: 12,
    sameTurn: true,
    unless: ['order', 'reference', 'number', 'placeWord', 'emailWord', 'address', 'software'],
    weight: 1,
    because: 'wants it kept with the contact',
  },
  {
    kind: 'name',
    needs: ['change', 'nameWord'],
    within: 3,
    unless: ['order', 'passengerOrder', 'placeWord', 'address'],
    weight: 1,
    because: 'asks for the name to be changed',
  },
  { kind: 'name', needs: ['married', 'nameWord'], within: 20, weight: 1, because: 'married and has a new name' },
];

/** What a caller who wants to buy says. */
export const leadCues: readonly Cue<'interest'>[] = [
  {
    kind: 'interest',
    needs: ['want', 'utility'],
    within: 7,
    unless: ['billing', 'cancel', 'broken', 'not', 'trouble'],
    weight: 1,
    because: 'wants a service',
  },
  {
    kind: 'interest',
    needs: ['fresh', 'service'],
    within: 3,
    unless: ['cancel'],
    weight: 1,
    because: 'asks for a new service',
  },
  {
    kind: 'interest',
    needs: ['fresh', 'utility'],
    within: 2,
    unless: ['cancel'],
    weight: 1,
    because: 'asks for a new service',
  },
  {
    kind: 'interest',
    needs: ['want', 'line', 'service'],
    within: 6,
    unless: ['cancel', 'billing', 'broken', 'fix'],
    weight: 1,
    because: 'wants a service',
  },
  { kind: 'interest', needs: ['sign', 'up'], within: 1, inOrder: true, weight: 1, because: 'wants to sign up' },
  { kind: 'interest', needs: ['signup'], within: 0, weight: 1, because: 'wants to sign up' },
  {
    kind: 'interest',
    needs: ['want', 'line', 'plan'],
    within: 7,
    unless: ['cancel', 'billing', 'broken'],
    weight: 1,
    because: 'wants a plan',
  },
  {
    kind: 'interest',
    needs: ['interested', 'offer'],
    within: 7,
    unless: ['cancel', 'billing'],
    weight: 1,
    because: 'is interested in buying',
  },
  { kind: 'interest', needs: ['want', 'sales'], within: 6, weight: 1, because: 'asks for a quote' },
];

/** What asks after a claim or a case that exists. */
export const statusCues: readonly Cue<'status'>[] = [
  { kind: 'status', needs: ['status', 'claim'], within: 7, weight: 1, because: 'asks for the status of a claim' },
  { kind: 'status', needs: ['inquire', 'claim'], within: 5, weight: 1, because: 'asks about a claim' },
  { kind: 'status', needs: ['claim', 'prior'], within: 6, weight: 1, because: 'speaks of a claim made earlier' },
  { kind: 'status', needs: ['status', 'ticket'], within: 6, weight: 1, because: 'asks for the status of a case' },
  { kind: 'status', needs: ['status', 'refund'], within: 6, weight: 1, because: 'asks for the status of a refund' },
];

/** What somebody says who is not in the org yet. */
export const newcomerCues: readonly Cue<'newcomer'>[] = [
  { kind: 'newcomer', needs: ['fresh', 'customer'], within: 1, inOrder: true, weight: 1, because: 'is a new customer' },
  {
    kind: 'newcomer',
    needs: ['not', 'known'],
    within: 6,
    inOrder: true,
    sameTurn: true,
    unless: ['software', 'work'],
    weight: 1,
    because: 'is no customer yet',
  },
  {
    kind: 'newcomer',
    needs: ['add', 'me', 'record'],
    within: 6,
    sameTurn: true,
    weight: 1,
    because: 'asks to be added as a contact',
  },
];

/** What of an open case a caller wants changed. */
export type CaseChange = 'close' | 'priority';

/** What asks for an open case to be changed. */
export const caseChangeCues: readonly Cue<CaseChange>[] = [
  {
    kind: 'close',
    needs: ['close', 'ticket'],
    within: 4,
    sameTurn: true,
    unless: ['not'],
    weight: 1,
    because: 'asks for the case to be closed',
  },
  {
    kind: 'priority',
    needs: ['urgent', 'ticket'],
    within: 10,
    sameTurn: true,
    unless: ['not', 'fileIt', 'openUp'],
    weight: 1,
    because: 'says that the case is urgent',
  },
];

/** What asks for the details of an earlier enquiry to be changed. */
export const leadChangeCues: readonly Cue<'inquiry'>[] = [
  {
    kind: 'inquiry',
    needs: ['amend', 'inquiry'],
    within: 8,
    sameTurn: true,
    weight: 1,
    because: 'asks for an enquiry to be changed',
  },
];
