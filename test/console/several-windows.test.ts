import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { rowsOf } from '../support/org-requests.ts';
import { fc } from '../support/properties.ts';
import { testConsole, testOrg } from '../support/test-console.ts';

const anyMove = fc.record({
  window: fc.constantFrom(0, 1, 2),
  do: fc.constantFrom('look', 'approve', 'edit', 'reject', 'together', 'reopen', 'cancel', 'undo', 'all-at-once'),
  proposal: fc.constantFrom(0, 1, 2),
});

/** Decisions that were accepted, and must not have been for the same revision. */
type Accepted = { proposal: string; revision: number };

test('several windows with old and new views decide nothing twice, and the org holds what the decisions say', async () => {
  const org = await testOrg();
  const running = await testConsole(org);
  const { proposals, preferences } = running.router;
  const casesOf = (subject: string) => rowsOf(org, `SELECT Id FROM Case WHERE Subject LIKE '${subject}%'`);
  let story = 0;

  await fc.assert(
    fc.asyncProperty(fc.array(anyMove, { minLength: 4, maxLength: 14 }), fc.boolean(), async (moves, waits) => {
      story += 1;
      await call(preferences.write, { theme: 'system', singleKeys: true, cancelSeconds: waits ? 10 : 0 });
      const subjects = [0, 1, 2].map((at) => `Story ${story} number ${at} `);
      const made: Proposal[] = [];
      for (const subject of subjects) {
        const values = [{ field: 'Subject', value: subject.trim(), evidence: null }];
        made.push(await call(proposals.propose, { call: null, record: null, action: 'create_case', values }));
      }
      await running.idle();
      const now = async () => {
        const found = await Promise.all(made.map(({ id }) => loadProposal(running.store.db, id)));
        return new Map(found.flatMap((each) => (each ? [[each.proposal.id, each.proposal]] : [])));
      };
      const windows = [await now(), await now(), await now()];
      const accepted: Accepted[] = [];

      const decide = async (of: Proposal, asked: Promise<unknown>) => {
        const answered = await asked.then(
          () => true,
          () => false,
        );
        if (answered) accepted.push({ proposal: of.id, revision: of.revision });
      };
      const shown = (window: number, at: number): Proposal => {
        const id = made[at]?.id ?? '';
        const of = windows[window]?.get(id);
        if (!of) throw new Error('a window lost a proposal');
        return of;
      };
      const approve = (of: Proposal, edits: Record<string, string> | null = null) =>
        decide(of, call(proposals.approve, { proposal: of.id, revision: of.revision, edits }));
      const reject = (of: Proposal) => {
        const rejection = { preset: 'already-done', text: '' } as const;
        return decide(of, call(proposals.reject, { proposal: of.id, revision: of.revision, rejection }));
      };
      const together = async (window: number) => {
        const all = made.map((_, at) => shown(window, at));
        const given = all.map(({ id, revision }) => ({ proposal: id, revision }));
        for await (const { lines } of await call(proposals.approveMany, { proposals: given })) {
          for (const { proposal, outcome } of lines) {
            const of = all.find(({ id }) => id === proposal);
            if (of && outcome === 'approved') accepted.push({ proposal, revision: of.revision });
          }
        }
      };
      const quietly = (asked: Promise<unknown>) => asked.catch(() => {});

      for (const move of moves) {
        const of = shown(move.window, move.proposal);
        const on = { proposal: of.id, revision: of.revision };
        if (move.do === 'look') windows[move.window] = await now();
        if (move.do === 'approve') await approve(of);
        if (move.do === 'edit') await approve(of, { Subject: `${subjects[move.proposal]}edited` });
        if (move.do === 'reject') await reject(of);
        if (move.do === 'together') await together(move.window);
        if (move.do === 'reopen') await quietly(call(proposals.reopen, on));
        if (move.do === 'cancel') await quietly(call(proposals.cancelSending, on));
        if (move.do === 'undo') await quietly(call(proposals.undo, on));
        if (move.do === 'all-at-once') {
          const those = [0, 1, 2].map((window) => shown(window, move.proposal));
          const [first, second, third] = those;
          if (first && second && third)
            await Promise.all([approve(first), reject(second), approve(third), together(0)]);
        }
        if (!waits) await running.idle();
      }

      const told = accepted.map(({ proposal, revision }) => `${proposal} ${revision}`);
      expect(new Set(told).size).toBe(told.length);
      const after = await now();
      for (const [at, { id }] of made.entries()) {
        const state = after.get(id)?.status.state ?? '';
        const rows = await casesOf((subjects[at] ?? 'none').trim());
        expect([state, rows.length]).toEqual([state, state === 'written' ? 1 : 0]);
        expect(['waiting', 'approved', 'rejected', 'written']).toContain(state);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
