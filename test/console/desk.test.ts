import { describe, expect, test } from 'vitest';
import { insertProposal } from '../../electron/proposals/proposal-store.ts';
import { wholeDesk } from '../../shared/model/desk-filter.ts';
import { usualNotices } from '../../shared/model/notice.ts';
import { sampleProposal } from '../support/renderer-samples.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { asks, callEvent, danaCalls, deliver, testConsole, testOrg } from '../support/test-console.ts';

async function started() {
  const running = await testConsole(await testOrg(), temporaryFolder());
  const { desk, proposals } = running.router;
  return { running, desk, watch: proposals.watch.callable() };
}

type Started = Awaited<ReturnType<typeof started>>;

async function fill({ running: { store } }: Started, count: number): Promise<void> {
  await store.transact(async (tx) => {
    for (let at = 0; at < count; at += 1) {
      const proposal = sampleProposal({ id: `p${at}`, reference: `P-${5000 + at}`, call: null, createdAt: at });
      await insertProposal(store, tx, { proposal, requested: [], matter: `p${at}` }, 5000 + at);
    }
  });
}

describe('everything open', () => {
  test('comes in pages, and a reader that is cut off on the way begins again', async () => {
    const of = await started();
    await fill(of, 300);
    const ids: string[] = [];
    const pages = [];
    for await (const change of await of.watch({ since: 0 })) {
      pages.push({ reset: change.reset, more: change.more, revision: change.revision });
      ids.push(...change.proposals.map(({ proposal }) => proposal.id));
      if (change.more === 0) break;
    }
    expect(new Set(ids).size).toBe(300);
    expect(pages).toEqual([
      { reset: true, more: 180, revision: 0 },
      { reset: false, more: 0, revision: await of.running.store.revision() },
    ]);
  });

  test('then only what changed is told', async () => {
    const of = await started();
    await fill(of, 200);
    const since = await of.running.store.revision();
    await deliver(of.running, callEvent('start', danaCalls()), asks('t1', 'create_case', { subject: 'New' }));
    for await (const change of await of.watch({ since })) {
      expect(change.reset).toBe(false);
      expect(change.proposals.map(({ proposal }) => proposal.action)).toEqual(['create_case']);
      break;
    }
  });
});

describe('the desk keeps', () => {
  test('views in their order, and what calls the supervisor', async () => {
    const { desk } = await started();
    expect(await desk.views.callable()()).toEqual([]);
    const views = ['b', 'a'].map((name) => ({ id: name, name, filter: { ...wholeDesk, text: name } }));
    await desk.saveViews.callable()(views);
    expect(await desk.views.callable()()).toEqual(views);
    await desk.saveNotices.callable()({ ...usualNotices, sound: 'quiet' });
    expect(await desk.notices.callable()()).toEqual({ ...usualNotices, sound: 'quiet' });
  });

  test('who handed over and who took it, once', async () => {
    const of = await started();
    await fill(of, 3);
    const left = await of.desk.handOver.callable()({ note: 'Mind the refund.' });
    expect(left).toMatchObject({ note: 'Mind the refund.', open: 3, promised: 0, overdue: 0, taken: null });
    await of.desk.takeOver.callable()({ id: left.id, by: 'Noor' });
    await expect(of.desk.takeOver.callable()({ id: left.id, by: 'Kim' })).rejects.toThrow(/Noor took it over already/);
    expect(await of.desk.handovers.callable()()).toMatchObject([{ id: left.id, taken: { by: 'Noor' } }]);
    const { entries } = await of.running.router.journal.search.callable()({ text: 'shift', before: null });
    expect(entries.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['shift.taken', 'Noor'],
      ['shift.handed-over', left.by],
    ]);
  });
});

test('outside of the window what waited is counted, and what comes is told of', async () => {
  const of = await started();
  await fill(of, 2);
  await of.desk.saveNotices.callable()({ ...usualNotices, shown: { ...usualNotices.shown, arrived: true } });
  const stop = new AbortController();
  const told: unknown[] = [];
  for await (const news of of.running.followNotices(stop.signal)) {
    told.push(news);
    if (told.length === 1) await deliver(of.running, callEvent('start', danaCalls()), asks('t1', 'create_case', {}));
    if (news.notices.length > 0) stop.abort();
  }
  expect(told[0]).toEqual({ notices: [], count: 2 });
  expect(told.at(-1)).toMatchObject({ notices: [{ kind: 'arrived', title: 'To countersign' }], count: 3 });
});
