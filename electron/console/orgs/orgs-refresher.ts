import { type Problem, ProblemError } from '../../../shared/model/problem.ts';
import { createRefresher } from '../../salesforce/login/create-refresher.ts';
import type { TokenShelf } from './orgs-tokens.ts';

/** A login whose session can be renewed. */
export type RenewableLogin = {
  /** Under which its tokens are kept. */
  id: string;
  app: { loginUrl: string; clientId: string };
  tokens: TokenShelf;
  /** Salesforce no longer accepts it. */
  ended(problem: Problem): void;
  checkpoint?: (name: string) => void;
};

/** Renews a session; a new access token is kept too, so that a restart begins with one that is good. */
export function createOrgRefresher({ id, app, tokens, ended, checkpoint }: RenewableLogin): () => Promise<string> {
  const refresh = createRefresher({
    app,
    checkpoint,
    load: async () => (await tokens.load(id))?.refreshToken ?? null,
    keep: async (refreshToken) => {
      const before = await tokens.load(id);
      await tokens.keep(id, { accessToken: before?.accessToken ?? '', refreshToken });
    },
  });
  return async () => {
    try {
      const accessToken = await refresh();
      const kept = await tokens.load(id);
      if (kept) await tokens.keep(id, { ...kept, accessToken });
      return accessToken;
    } catch (cause) {
      if (cause instanceof ProblemError && cause.problem.next === 'reconnect') ended(cause.problem);
      throw cause;
    }
  };
}
