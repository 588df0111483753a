import { builtInActions } from '../actions/built-in/built-in-actions.ts';
import { createStoredCatalogue } from '../actions/stored-catalogue.ts';
import { configureFeeds } from '../feeds/feeds-file.ts';
import { openFeedBook } from '../feeds/feeds-store.ts';
import type { ReplayClock } from '../feeds/replay/replay-player.ts';
import { followHead } from '../journal/journal-head.ts';
import { builtInRules } from '../policy/built-in-rules.ts';
import { createStoredRules } from '../policy/stored-rules.ts';
import { openConnection } from '../salesforce/open-connection.ts';
import { openSecretStore } from '../secrets/open-secret-store.ts';
import { openStore } from '../store/open-store.ts';
import { openRecordings } from './calls/recordings.ts';
import type { ConsoleOptions } from './console-options.ts';
import { createStoredDeciding } from './decisions/deciding.ts';
import { createJournalCheck } from './keeping/journal-check.ts';
import { createOrgs } from './orgs/orgs.ts';

const computerClock: ReplayClock = {
  now: Date.now,
  setTimer(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** What a data folder keeps: everything that steers the work, read into use. */
export type Kept = Awaited<ReturnType<typeof openKept>>;

/** Opens what a data folder keeps, and makes it where there is none. */
export async function openKept(options: ConsoleOptions) {
  const { dataFolder, log, checkpoint = () => {}, open = openConnection, clock = computerClock } = options;
  const { now, setTimer } = clock;
  const store = await openStore(dataFolder, checkpoint);
  const stopHead = followHead(store, dataFolder);
  const secrets = await openSecretStore(dataFolder, options.secretBox);
  const orgs = await createOrgs({ store, secrets, host: options.org, open, setTimer, log, checkpoint });
  const book = await openFeedBook(store, secrets);
  // Before anything is taken up: what an earlier process owed goes by doors that only the feeds' secrets open.
  await configureFeeds(book, options.configuredFeeds ?? []);
  return {
    dataFolder,
    store,
    secrets,
    orgs,
    open,
    recordings: await openRecordings({ store, book, dataFolder, practiceCalls: options.practiceCalls }),
    catalogue: await createStoredCatalogue(store, builtInActions),
    rules: await createStoredRules(store, builtInRules, now()),
    deciding: await createStoredDeciding(store),
    book,
    journal: createJournalCheck(store, dataFolder, now),
    clock,
    now,
    setTimer,
    checkpoint,
    log,
    async close() {
      await stopHead();
      await store.close();
    },
  };
}
