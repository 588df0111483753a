import { z } from 'zod';
import type { SecretStore } from '../../secrets/open-secret-store.ts';

const orgTokens = z.object({ accessToken: z.string(), refreshToken: z.string().nullable() });
/** What a login gave. */
export type OrgTokens = z.infer<typeof orgTokens>;

/** Where the tokens of orgs are kept, one secret for each org. */
export type TokenShelf = {
  load(org: string): Promise<OrgTokens | null>;
  /** Durable once it resolves, as far as the host's box can be. */
  keep(org: string, tokens: OrgTokens): Promise<void>;
  forget(org: string): Promise<void>;
};

/** Keeps tokens in the secret store: access and refresh token change together, so neither is ever from another login. */
export function createTokenShelf(secrets: SecretStore): TokenShelf {
  const nameOf = (org: string) => `org/${org}`;
  return {
    async load(org) {
      const kept = await secrets.get(nameOf(org));
      return kept === null ? null : orgTokens.parse(JSON.parse(kept));
    },
    keep: (org, tokens) => secrets.set(nameOf(org), JSON.stringify(tokens)),
    forget: (org) => secrets.delete(nameOf(org)),
  };
}

/** Tokens that the host hands over anew at every start are kept nowhere. */
export function createHeldTokens(given: OrgTokens): TokenShelf {
  let held: OrgTokens | null = given;
  return {
    load: async () => held,
    async keep(_org, tokens) {
      held = tokens;
    },
    async forget() {
      held = null;
    },
  };
}
