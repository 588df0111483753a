import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { SavedView } from '../../shared/model/desk-filter.ts';
import type { Handover } from '../../shared/model/handover.ts';
import { usualNotices } from '../../shared/model/notice.ts';
import type { Received } from './renderer-console.ts';

/** Views, notices and handovers, kept in memory. */
export function pretendedDesk(received: Received[]) {
  const os = implement(contract).desk;
  let views: SavedView[] = [];
  let notices = usualNotices;
  const left: Handover = { id: 'h1', at: 0, by: 'Sam Ortiz', note: '', open: 0, promised: 0, overdue: 0, taken: null };
  return {
    views: os.views.handler(() => views),
    saveViews: os.saveViews.handler(({ input }) => {
      views = input;
      return views;
    }),
    notices: os.notices.handler(() => notices),
    saveNotices: os.saveNotices.handler(({ input }) => {
      notices = input;
      return notices;
    }),
    handovers: os.handovers.handler(() => []),
    handOver: os.handOver.handler(({ input }) => {
      received.push({ name: 'handOver', input });
      return { ...left, note: input.note };
    }),
    takeOver: os.takeOver.handler(({ input }) => ({ ...left, taken: { by: input.by, at: 0 } })),
  };
}
