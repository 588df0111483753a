import type { Automations } from '../automations/automations.ts';
import type { Calls } from '../calls/calls.ts';
import type { ConsoleProposals } from './console-proposals.ts';
import type { Kept } from './open-kept.ts';
import { note } from './orgs/orgs-login.ts';

/** Lets the rooms hear what happens to the orgs: one is reached, a session ends, sending stops for want of one. */
export function followOrgs(
  { orgs, store, now, setTimer, log }: Kept,
  rooms: Pick<ConsoleProposals, 'executor' | 'proposals'> & { calls: Calls; automations: Automations },
): void {
  const { executor, proposals, calls, automations } = rooms;
  orgs.onChange(store.touch);
  orgs.onSignedOut((org, message) => {
    note({ store, now }, org, 'org.signed-out', `signed out of ${org.name}: ${message}`).catch((cause) =>
      log('the end of a session could not be noted', cause),
    );
  });
  // What waited for an org goes on as soon as it answers; what was approved is not asked again.
  orgs.onReached(() => {
    executor.wake();
    proposals.prepareAll().catch((cause) => log('proposals could not be made ready', cause));
    calls.lookAgain().catch((cause) => log('callers could not be looked up', cause));
    automations.wake();
  });
  executor.onSending(() => {
    store.touch();
    for (const each of executor.sending()) {
      if (each.state !== 'paused' || each.why !== 'login' || each.nextTryAt !== null) continue;
      if ('message' in orgs.connectionOf(each.org)) continue;
      // Refused although connected: either the session ended unseen, or it was renewed a moment ago.
      orgs.doubt(each.org);
      setTimer(1000, executor.wake);
    }
  });
}
