import { describe, expect, test } from 'vitest';
import { applyProposalEvent } from '../../../electron/proposals/apply-proposal-event.ts';
import { decideProposal, type ProposalCommand } from '../../../electron/proposals/deciding/decide-proposal.ts';
import { payloadHash } from '../../../electron/proposals/executor/payload-hash.ts';
import type { ProposalEvent } from '../../../electron/proposals/proposal-event.ts';
import { canonicalPayload, toPayload } from '../../../shared/model/payload.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { Decider, Proposal } from '../../../shared/model/proposal.ts';
import { fc } from '../../support/properties.ts';
import {
  sampleAttempt,
  sampleProposal,
  sampleResult,
  sampleSnapshot,
  sampleValue,
} from '../../support/sample-proposal.ts';

const sam: Decider = { kind: 'supervisor', user: '005000000000001AAA', name: 'Sam Ortiz' };
const rejection = { preset: 'not-said', text: '' } as const;

function approve(
  revision: number,
  edited: Extract<ProposalCommand, { type: 'approve' }>['edited'] = null,
): ProposalCommand {
  return { type: 'approve', id: 'd1', revision, by: sam, at: 2, edited, hash: payloadHash };
}

function having(of: Proposal, ...commands: ProposalCommand[]): Proposal {
  return commands.reduce((so, command) => applied(so, events(decideProposal(so, command))), of);
}

function applied(of: Proposal, happened: readonly ProposalEvent[]): Proposal {
  return happened.reduce((so, event) => applyProposalEvent(so, event, 5), of);
}

function events(answer: ProposalEvent[] | Problem): ProposalEvent[] {
  if (Array.isArray(answer)) return answer;
  throw new Error(answer.message);
}

describe('a decision', () => {
  test('is bound to the payload that was shown', () => {
    const of = sampleProposal();
    const approved = having(of, approve(3));
    expect(approved.status).toMatchObject({
      state: 'approved',
      decision: { revision: 3, payloadHash: payloadHash(canonicalPayload(toPayload(of))) },
    });
  });

  test('on an older revision is refused and names the proposal', () => {
    expect(decideProposal(sampleProposal(), approve(2))).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('P-1001'),
    });
  });

  test('is taken once: the second of two windows is told what became of it', () => {
    const approved = having(sampleProposal(), approve(3));
    expect(decideProposal(approved, approve(approved.revision))).toMatchObject({ kind: 'conflict' });
    expect(
      decideProposal(approved, { type: 'reject', id: 'd2', revision: approved.revision, by: sam, at: 3, rejection }),
    ).toMatchObject({ kind: 'conflict' });
  });

  test.each([
    ['while the record is read', { readiness: { state: 'preparing' } } as const, 'wait'],
    ['without a record', { readiness: { state: 'needs-record' } } as const, 'choose-record'],
    [
      'with a value that Salesforce would refuse',
      { readiness: { state: 'blocked', problem: toProblem('invalid-input', 'no', { next: 'edit' }) } } as const,
      'edit',
    ],
    ['of what is already so', { values: [sampleValue({ field: 'Email', value: 'old@example.com' })] }, 'edit'],
  ])('to approve is refused %s', (_when, change, next) => {
    expect(decideProposal(sampleProposal(change), approve(3))).toMatchObject({ next });
  });

  test('with an edit sends the edited value and is marked so', () => {
    const values = [sampleValue({ field: 'Email', value: 'other@example.com', origin: 'edited' })];
    const approved = having(sampleProposal(), approve(3, { values, after: [], readiness: { state: 'ready' } }));
    expect(approved.status).toMatchObject({ decision: { kind: 'edited' } });
    expect(toPayload(approved).fields).toEqual({ Email: 'other@example.com' });
  });

  test('can be to reject what could not be approved', () => {
    const of = sampleProposal({ readiness: { state: 'needs-record' } });
    expect(having(of, { type: 'reject', id: 'd', revision: 3, by: sam, at: 2, rejection }).status.state).toBe(
      'rejected',
    );
  });
});

describe('a write', () => {
  const sending = having(sampleProposal(), approve(3), { type: 'intend', attempt: sampleAttempt });

  test('whose record changed goes back to waiting as a three-way diff and asks again', () => {
    const current = sampleSnapshot({ Email: 'theirs@example.com' });
    const again = having(sending, { type: 'sent', sent: { kind: 'conflict', current, fields: ['Email'] } });
    expect(again).toMatchObject({
      base: { fields: { Email: 'old@example.com' } },
      current,
      status: { state: 'waiting', conflict: ['Email'] },
    });
    expect(decideProposal(again, approve(3))).toMatchObject({ kind: 'conflict' });
    expect(having(again, approve(again.revision)).status.state).toBe('approved');
  });

  test('that a crash interrupted is uncertain, and is never sent again before it was looked for', () => {
    const crashed = having(sending, { type: 'crashed' });
    expect(crashed.status.state).toBe('uncertain');
    expect(decideProposal(crashed, { type: 'intend', attempt: sampleAttempt })).toMatchObject({ kind: 'conflict' });
    expect(having(crashed, { type: 'settled', settled: { kind: 'absent' } }).status.state).toBe('approved');
    expect(having(crashed, { type: 'settled', settled: { kind: 'written', result: sampleResult } }).status.state).toBe(
      'written',
    );
  });

  test('that nobody can tell about waits for a person, and only then a person may say', () => {
    const unclear = toProblem('upstream', 'unclear');
    const crashed = having(sending, { type: 'crashed' });
    const hand = (of: Proposal, happened: boolean): ProposalCommand => ({
      type: 'settle-by-hand',
      revision: of.revision,
      happened,
      at: 9,
    });
    expect(decideProposal(crashed, hand(crashed, true))).toMatchObject({ kind: 'not-allowed' });
    const stuck = having(crashed, { type: 'settled', settled: { kind: 'unclear', problem: unclear } });
    expect(having(stuck, hand(stuck, true)).status.state).toBe('written');
    expect(having(stuck, hand(stuck, false)).status.state).toBe('approved');
  });

  test('that was refused can be fixed and tried again', () => {
    const failed = having(sending, {
      type: 'sent',
      sent: { kind: 'refused', problem: toProblem('invalid-input', 'bad') },
    });
    const again = having(failed, { type: 'reopen', revision: failed.revision });
    expect(again.status).toMatchObject({ state: 'waiting', problem: { message: 'bad' } });
  });
});

const commands: fc.Arbitrary<(of: Proposal) => ProposalCommand> = fc.oneof(
  fc.record({ lag: fc.constantFrom(0, 0, 1) }).map(
    ({ lag }) =>
      (of: Proposal) =>
        approve(of.revision - lag),
  ),
  fc.constant(
    (of: Proposal): ProposalCommand => ({ type: 'reject', id: 'r', revision: of.revision, by: sam, at: 1, rejection }),
  ),
  fc.constant((): ProposalCommand => ({ type: 'intend', attempt: sampleAttempt })),
  fc.constant((): ProposalCommand => ({ type: 'crashed' })),
  fc.constant((): ProposalCommand => ({ type: 'supersede', by: null, reason: 'x' })),
  fc.constant((of: Proposal): ProposalCommand => ({ type: 'reopen', revision: of.revision })),
  fc
    .constantFrom('written', 'refused', 'conflict', 'not-sent', 'unknown')
    .map((kind) => (): ProposalCommand => ({ type: 'sent', sent: sentOf(kind) })),
  fc
    .constantFrom('written', 'absent', 'conflict', 'unclear')
    .map((kind) => (): ProposalCommand => ({ type: 'settled', settled: settledOf(kind) })),
);

function sentOf(kind: string): Extract<ProposalCommand, { type: 'sent' }>['sent'] {
  const problem = toProblem('upstream', kind);
  if (kind === 'written') return { kind, result: sampleResult };
  if (kind === 'conflict') return { kind, current: sampleSnapshot({ Email: 'theirs@example.com' }), fields: ['Email'] };
  if (kind === 'not-sent') return { kind, problem, retryAfterMs: null };
  return { kind: kind === 'refused' ? 'refused' : 'unknown', problem };
}

function settledOf(kind: string): Extract<ProposalCommand, { type: 'settled' }>['settled'] {
  if (kind === 'written') return { kind, result: sampleResult };
  if (kind === 'absent') return { kind };
  if (kind === 'conflict') return { kind, current: sampleSnapshot({ Email: 'x' }), fields: ['Email'] };
  return { kind: 'unclear', problem: toProblem('upstream', kind) };
}

describe('any sequence of commands', () => {
  test('sends nothing without a decision bound to exactly that payload, and writes at most once', () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 40 }), (sequence) => {
        let of = sampleProposal();
        let written = 0;
        for (const make of sequence) {
          const answer = decideProposal(of, make(of));
          if (!Array.isArray(answer)) continue;
          for (const event of answer) {
            const before = of;
            of = applyProposalEvent(of, event, 9);
            expect(of.revision).toBe(before.revision + 1);
            if (event.type === 'write.written') written += 1;
            if (event.type !== 'write.intended' || of.status.state !== 'writing') continue;
            expect(of.status.decision.payloadHash).toBe(payloadHash(canonicalPayload(toPayload(of))));
            expect(of.status.decision.kind).not.toBe('rejected');
          }
        }
        expect(written).toBeLessThanOrEqual(1);
      }),
      { seed: 20261121, numRuns: 2000 },
    );
  });
});
