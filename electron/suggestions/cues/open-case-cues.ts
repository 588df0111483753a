import type { Cue } from './cue.ts';

/** What asks after a claim or a case that exists. */
export const statusCues: readonly Cue<'status'>[] = [
  { kind: 'status', needs: ['status', 'claim'], within: 7, weight: 1, because: 'asks for the status of a claim' },
  { kind: 'status', needs: ['inquire', 'claim'], within: 5, weight: 1, because: 'asks about a claim' },
  { kind: 'status', needs: ['claim', 'prior'], within: 6, weight: 1, because: 'speaks of a claim made earlier' },
  { kind: 'status', needs: ['status', 'ticket'], within: 6, weight: 1, because: 'asks for the status of a case' },
  { kind: 'status', needs: ['status', 'refund'], within: 6, weight: 1, because: 'asks for the status of a refund' },
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
