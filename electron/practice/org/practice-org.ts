import type { Effect } from './control/effects.ts';
import type { Faults } from './control/faults.ts';
import type { OrgMetadata } from './metadata/org-metadata.ts';

/** How a practice org is started. */
export interface PracticeOrgOptions {
  /** 0 or none takes a free port. */
  readonly port?: number;
  /** Without a folder everything is in memory and gone at the end. */
  readonly dataFolder?: string;
  /** What is in memory starts as another org's store was. */
  readonly image?: Uint8Array;
  /** Set-up and users only, no customers and no field of ours. */
  readonly empty?: boolean;
  /** Opens the control paths, for tests. */
  readonly control?: boolean;
  readonly metadata?: OrgMetadata;
  readonly clock?: () => number;
  /** Calls in 24 hours before the org refuses more. */
  readonly apiUsageLimit?: number;
  /** How many calls may run 20 seconds or longer at a time. */
  readonly longRunningLimit?: number;
  readonly sessionSeconds?: number;
  /** The printed client gets a new refresh token with every refresh; on unless said otherwise. */
  readonly rotateRefreshTokens?: boolean;
  /** 15 characters, for a second org beside the usual one. */
  readonly organizationId?: string;
  /** Where the printed client may return to, besides the usual place. */
  readonly redirectUris?: readonly string[];
}

/** A running practice org. */
export interface PracticeOrg {
  readonly url: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly username: string;
  readonly organizationId: string;
  readonly faults: Faults;
  /** What really committed, oldest first. */
  effects(after?: number): Effect[];
  /** Makes every access token run out, as time would; refresh tokens stay good. */
  expireSessions(): void;
  /** Lets nobody edit a row until it is unlocked. */
  lockRow(id: string): void;
  unlockRow(id: string): void;
  stop(): Promise<void>;
}
