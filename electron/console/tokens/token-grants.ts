import { type TokenGrant, tokenGrant } from '../../../shared/model/access-token.ts';
import type { JournalLine } from '../../journal/append-journal.ts';
import { appendJournal } from '../../journal/append-journal.ts';
import type { SecretStore } from '../../secrets/open-secret-store.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';

/** The grants by which access tokens are issued, one for each org at most. */
export type TokenGrants = {
  find(org: string): TokenGrant | null;
  /** Whether the secret of the org's app is there. */
  hasSecret(org: string): boolean;
  secretOf(org: string): Promise<string | null>;
  keep(org: string, grant: TokenGrant, secret: string, by: string): Promise<void>;
  forget(org: string, by: string): Promise<void>;
};

/** Reads the grants from the store; their secrets are in the secret store alone. */
export async function openTokenGrants(store: Store, secrets: SecretStore, now: () => number): Promise<TokenGrants> {
  const rows = await store.db.selectFrom('token_grants').selectAll().execute();
  const grants = new Map(rows.map(({ org, body }) => [org, fromJson(tokenGrant, body)]));

  const note = (org: string, actor: string, summary: string, detail: Record<string, unknown>, at: number) =>
    ({
      at,
      kind: 'token.grant-changed',
      org,
      call: null,
      proposal: null,
      actor,
      summary,
      detail,
    }) satisfies JournalLine;

  return {
    find: (org) => grants.get(org) ?? null,
    hasSecret: (org) => secrets.names().includes(nameOf(org)),
    secretOf: (org) => secrets.get(nameOf(org)),
    async keep(org, grant, secret, by) {
      // The secret first: a grant without one would look as if it could issue something.
      await secrets.set(nameOf(org), secret);
      const body = JSON.stringify(grant);
      const { app, user, minutes, scopes } = grant;
      await store.transact(async (tx) => {
        await tx
          .insertInto('token_grants')
          .values({ org, body })
          .onConflict((conflict) => conflict.column('org').doUpdateSet({ body }))
          .execute();
        const summary = 'the app that issues access tokens for agents was set up';
        const detail = { before: grants.get(org) ?? null, app, user, minutes, scopes };
        await appendJournal(tx, [note(org, by, summary, detail, grant.savedAt)]);
      });
      grants.set(org, grant);
      store.touch();
    },
    async forget(org, by) {
      const before = grants.get(org);
      if (!before) return;
      await store.transact(async (tx) => {
        await tx.deleteFrom('token_grants').where('org', '=', org).execute();
        const summary = 'the app that issued access tokens for agents was taken away';
        await appendJournal(tx, [note(org, by, summary, { before }, now())]);
      });
      grants.delete(org);
      await secrets.delete(nameOf(org));
      store.touch();
    },
  };
}

function nameOf(org: string): string {
  return `token-grant/${org}`;
}
