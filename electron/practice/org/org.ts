import type { Schema } from './schema/schema.ts';
import type { Store } from './store/store.ts';

/** What the org is called and how it is set up. */
export interface OrgSettings {
  readonly organizationId: string;
  readonly instanceName: string;
  readonly apiUsageLimit: number;
  readonly longRunningLimit: number;
  readonly sessionSeconds: number;
  readonly rotateRefreshTokens: boolean;
}

/** The parts of a running practice org that requests work on. */
export interface Org {
  readonly store: Store;
  /** Everything there is; requests see it through the rights of their user. */
  readonly schema: Schema;
  readonly settings: OrgSettings;
  readonly rules: OrgRules;
  readonly clock: () => number;
  /** The base URL the org is reached at. */
  readonly url: () => string;
  nextId(keyPrefix: string): string;
  nextNumber(counter: string): number;
}

/** Rules of the org that come with metadata: none in the seeded org. */
export interface OrgRules {
  readonly validations: readonly ValidationRule[];
  readonly duplicates: readonly DuplicateRule[];
  readonly assignments: readonly AssignmentRule[];
  readonly profiles: readonly ProfileRights[];
  /** Rows nobody may edit, as an approval process would hold them. */
  readonly lockedIds: Set<string>;
}

/** Refuses a row for which `when` (a SOQL condition) holds. */
interface ValidationRule {
  readonly object: string;
  readonly name: string;
  readonly when: string;
  readonly message: string;
  readonly field: string | null;
}

/** Finds rows alike in all of `fields`; alerts (may be overridden) or blocks. */
export interface DuplicateRule {
  readonly object: string;
  readonly name: string;
  readonly label: string;
  readonly fields: readonly string[];
  readonly action: 'alert' | 'block';
  readonly message: string;
}

/** Gives new and updated rows for which `when` holds to an owner. */
export interface AssignmentRule {
  readonly object: string;
  readonly id: string;
  readonly name: string;
  readonly when: string | null;
  readonly ownerId: string;
}

/** What a profile may do; what is not mentioned is allowed. */
export interface ProfileRights {
  readonly profile: string;
  readonly apiEnabled: boolean;
  readonly objects: Readonly<Record<string, ObjectRights>>;
  readonly fields: Readonly<Record<string, 'hidden' | 'read'>>;
}

/** Create, read, update, delete on one object. */
export interface ObjectRights {
  readonly create: boolean;
  readonly read: boolean;
  readonly update: boolean;
  readonly delete: boolean;
}

/** Who a request acts for. */
export interface Session {
  readonly userId: string;
  readonly username: string;
  readonly profileName: string;
  readonly timeZone: string;
  readonly clientId: string;
  readonly grantId: string;
  readonly scope: string;
}

/** What a write needs to know about the request that asked for it. */
export interface WriteContext {
  readonly session: Session;
  /** The org as this user sees it. */
  readonly schema: Schema;
  readonly version: string;
  readonly method: string;
  readonly path: string;
  readonly header: (name: string) => string | null;
  /** The request's own text, to name the column of a value that cannot be read. */
  readonly bodyText: string;
}
