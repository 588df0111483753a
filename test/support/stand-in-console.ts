import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { Preferences, StatusLine } from '../../shared/contract/views.ts';

const os = implement(contract);

/** Answers a small part of the contract, for tests of the hosts that need no more. */
export function standInConsole(host: StatusLine['host'] = 'browser') {
  let preferences: Preferences = { theme: 'system', singleKeys: true, cancelSeconds: 0 };
  const router = {
    status: {
      watch: os.status.watch.handler(async function* () {
        yield standInStatus(host);
      }),
    },
    preferences: {
      read: os.preferences.read.handler(() => preferences),
      write: os.preferences.write.handler(({ input }) => {
        preferences = input;
        return preferences;
      }),
    },
  };
  return { router, practice: null, stop: async () => undefined };
}

function standInStatus(host: StatusLine['host']): StatusLine {
  return {
    connection: { state: 'connecting' },
    host,
    liveCalls: 0,
    waiting: 0,
    oldestWaitingAt: null,
    followUps: 0,
    journal: { entries: 0, verifiedAt: null, problem: null },
    secrets: 'memory',
    notice: null,
    now: 0,
  };
}
