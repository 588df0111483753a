import type { Cue } from './cue.ts';

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
