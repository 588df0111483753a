import type { StatusLine } from '../../shared/contract/views.ts';
import type { IntakeLimits } from '../feeds/feeds.ts';
import type { ConfiguredFeed } from '../feeds/feeds-file.ts';
import type { ReplayClock } from '../feeds/replay/replay-player.ts';
import type { PracticeCall } from '../feeds/replay-feed.ts';
import type { ConnectionSettings } from '../salesforce/open-connection.ts';
import type { SalesforceConnection } from '../salesforce/salesforce-connection.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { HostOrg } from './orgs/orgs-links.ts';

/** What a console is started with. */
export type ConsoleOptions = {
  dataFolder: string;
  host: StatusLine['host'];
  /** Seals the tokens of logins. */
  secretBox: SecretBox;
  /** The org it starts with; others are signed in to. */
  org: HostOrg;
  /** Opens a page in the system's browser, as far as the host has one. */
  openBrowser?: (url: string) => Promise<void> | void;
  /** Ports a login may come back to, where the registered ones are not wanted. */
  loginPorts?: readonly number[];
  /** How an org is reached. */
  open?: (settings: ConnectionSettings) => SalesforceConnection;
  practiceCalls: readonly PracticeCall[];
  /** Keys of the practice calls in progress when a console is opened for the first time, with how far in they are. */
  firstCalls: readonly { key: string; startAtMs: number }[];
  /** Feeds that a file sets up, beside those that were set up in the window. */
  configuredFeeds?: readonly ConfiguredFeed[];
  /** What the intake bears, where that is not the usual. */
  intake?: Partial<IntakeLimits>;
  /** The time, where that is not the computer's. */
  clock?: ReplayClock;
  log(message: string, cause?: unknown): void;
  /** Names the points at which tests kill the process. */
  checkpoint?: (name: string) => void;
};
