import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { refusalOf } from '../../../renderer/client/refusal.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';

const told = toProblem('conflict', 'Somebody else decided.', { next: 'reload-record' });

test('a refusal of the contract carries its problem', () => {
  expect(refusalOf(new ORPCError('REFUSED', { data: told }))).toEqual(told);
});

test('a refusal of this side is passed on', () => {
  expect(refusalOf(new ProblemError(told))).toEqual(told);
});

test('a failure without a problem is a failure of the console', () => {
  expect(refusalOf(new ORPCError('INTERNAL_SERVER_ERROR', { message: 'boom' }))).toMatchObject({
    kind: 'internal',
    message: 'The console failed: boom',
  });
});

test('an answer that never came is a broken connection, not a failure', () => {
  expect(refusalOf(new Error('socket closed'))).toMatchObject({ kind: 'not-connected', next: 'wait' });
});
