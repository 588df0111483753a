import { expect, it } from 'vitest';
import { alertAt, judgeClaim, type SeenProposal } from '../../../electron/calls/said/judge-claim.ts';
import type { SaidClaim } from '../../../shared/model/said-claim.ts';

const saidAt = 1_000_000;

function claim(act: SaidClaim['act'], ...topics: SaidClaim['topics']): SaidClaim {
  return { act, tense: 'done', topics, start: 0, end: 1 };
}

function seen(of: Partial<SeenProposal>): SeenProposal {
  const id = of.id ?? 'p1';
  return {
    id,
    number: 1001,
    label: '',
    object: 'Contact',
    operation: 'update',
    state: 'waiting',
    fields: [],
    text: '',
    createdAt: saidAt - 500,
    ...of,
  };
}

const email = (of: Partial<SeenProposal> = {}) => seen({ fields: ['Email'], ...of });

it.each([
  ['done when it was written', [email({ state: 'written' })], 'done'],
  ['waiting while its proposal waits', [email()], 'waiting'],
  ['waiting while it failed and can be tried again', [email({ state: 'failed' })], 'waiting'],
  ['rejected when its proposal was', [email({ state: 'rejected' })], 'rejected'],
  ['rejected when nobody decided in time', [email({ state: 'expired' })], 'rejected'],
  ['rejected when the write was undone', [email({ state: 'undone' })], 'rejected'],
  ['never asked where only another field is', [seen({ fields: ['MobilePhone'], state: 'written' })], 'never-asked'],
  ['never asked where it was only read', [email({ operation: 'read', state: 'written' })], 'never-asked'],
  [
    'judged by the last one before it was said',
    [email({ id: 'p0', state: 'written', createdAt: 1 }), email()],
    'waiting',
  ],
  [
    'made true by one that was proposed later',
    [email({ state: 'rejected' }), email({ id: 'p2', state: 'written', createdAt: saidAt + 900_000 })],
    'done',
  ],
  ['not what was withdrawn', [email({ state: 'superseded' })], 'never-asked'],
] as const)('an email said to be updated is %s', (_what, proposals, state) => {
  expect(judgeClaim(claim('change', 'email'), saidAt, proposals).state).toBe(state);
});

it('takes the worst of two things said in one breath', () => {
  const proposals = [email({ state: 'written' }), seen({ id: 'p2', fields: ['MobilePhone'] })];
  expect(judgeClaim(claim('change', 'email', 'phone'), saidAt, proposals)).toMatchObject({
    state: 'waiting',
    by: { id: 'p2' },
  });
});

it('a case said to be opened is not one that was changed', () => {
  const changed = seen({ object: 'Case', fields: ['Priority'], state: 'written' });
  expect(judgeClaim(claim('open', 'case'), saidAt, [changed]).state).toBe('never-asked');
  const made = seen({ object: 'Case', operation: 'create', state: 'written' });
  expect(judgeClaim(claim('open', 'case'), saidAt, [changed, made]).state).toBe('done');
});

it('a refund is what speaks of money back', () => {
  const proposal = seen({ object: 'Case', operation: 'create', text: 'refund for order 40218' });
  expect(judgeClaim(claim('refund', 'refund'), saidAt, [proposal]).state).toBe('waiting');
  expect(judgeClaim(claim('refund', 'refund'), saidAt, [email()]).state).toBe('never-asked');
});

it('what is handed on, or promised, is true while it waits; what is said to be done is not', () => {
  expect(alertAt({ act: 'submit', tense: 'done' }, 'waiting', saidAt)).toBeNull();
  expect(alertAt({ act: 'change', tense: 'promised' }, 'waiting', saidAt)).toBeNull();
  expect(alertAt({ act: 'change', tense: 'done' }, 'waiting', saidAt)).toBe(saidAt + 3_000);
  expect(alertAt({ act: 'contact', tense: 'promised' }, 'never-asked', saidAt)).toBe(saidAt + 30_000);
  expect(alertAt({ act: 'change', tense: 'done' }, 'done', saidAt)).toBeNull();
});
