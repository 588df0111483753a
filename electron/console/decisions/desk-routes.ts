import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import { savedViews } from '../../../shared/model/desk-filter.ts';
import { noticeSettings, usualNotices } from '../../../shared/model/notice.ts';
import type { Store } from '../../store/open-store.ts';
import { keptChoice } from '../kept-choice.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';
import { createHandovers } from './handovers.ts';

/** What answers for the desk beside its proposals. */
export type DeskRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main'>;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** What calls a supervisor to the console, as it was chosen. */
export function noticeChoice(store: Store) {
  return keptChoice(store, 'notices', noticeSettings, usualNotices);
}

/** Answers the contract's calls about views, notices and handing over. */
export function createDeskRoutes({ store, orgs, now, log }: DeskRoutesParts) {
  const os = implement(contract).desk;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, log);
  const views = keptChoice(store, 'views', savedViews, []);
  const notices = noticeChoice(store);
  const handovers = createHandovers(store, now);
  const mainOrg = () => orgs.main()?.id ?? '';
  return {
    views: os.views.handler(() => answer(views.read)),
    saveViews: os.saveViews.handler(({ input }) => answer(() => views.write(input))),
    notices: os.notices.handler(() => answer(notices.read)),
    saveNotices: os.saveNotices.handler(({ input }) =>
      answer(async () => {
        const kept = await notices.write(input);
        store.touch();
        return kept;
      }),
    ),
    handovers: os.handovers.handler(() => answer(handovers.list)),
    handOver: os.handOver.handler(({ input }) =>
      answer(async () => handovers.leave(input.note, supervisorOf(orgs, mainOrg()).name, mainOrg())),
    ),
    takeOver: os.takeOver.handler(({ input }) => answer(() => handovers.take(input.id, input.by, mainOrg()))),
  };
}
