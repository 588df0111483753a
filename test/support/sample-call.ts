import type { Call } from '../../shared/model/call.ts';

/** A live call of a verified feed, its caller matched, with what a test does not care about filled in. */
export function sampleCall(of: Partial<Call> = {}): Call {
  return {
    id: 'c1',
    org: '00D000000000001AAA',
    sources: [{ feed: 'vapi', platform: 'vapi', externalId: 'x1', carrierId: null }],
    channel: 'phone',
    direction: 'inbound',
    agent: { id: 'a1', name: 'Ava', version: '3' },
    parties: [],
    variables: {},
    startedAt: 0,
    heldAt: null,
    endedAt: null,
    endReason: null,
    caller: {
      state: 'matched',
      by: 'console',
      others: [],
      person: {
        record: { object: 'Contact', id: '003000000000001AAA', name: 'Dana Reyes', detail: null },
        certainty: 'certain',
        reasons: [],
        accountId: null,
        phone: null,
        email: null,
      },
    },
    ...of,
  };
}
