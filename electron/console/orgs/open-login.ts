import { ProblemError } from '../../../shared/model/problem.ts';
import { type LoginSettings, logIn } from '../../salesforce/login/login.ts';
import type { Grant } from '../../salesforce/login/oauth-client.ts';

/** What opening a login page works with. */
export type OpenLoginParts = {
  /** Opens a page in the system's browser, as far as the host has one. */
  openBrowser(url: string): Promise<void> | void;
  /** The ports the browser may come back to; the registered ones unless a test has its own. */
  ports?: readonly number[];
  log(message: string, cause?: unknown): void;
};

/** A login that is under way. */
export type OpenedLogin = {
  /** The address of its page; empty where it was over before there was one. */
  address: Promise<string>;
  granted: Promise<Grant>;
  /** Gives it up: the listener lives no longer than somebody waits for it. */
  giveUp(): void;
};

/** Starts a login in the system's browser. Where none can be started it goes on: the window offers the address too. */
export function openLogin(
  parts: OpenLoginParts,
  app: Pick<LoginSettings, 'loginUrl' | 'clientId' | 'scope' | 'prompt'>,
  signal: AbortSignal | undefined,
): OpenedLogin {
  const given = new AbortController();
  const { promise: opened, resolve: open } = Promise.withResolvers<string>();
  const granted = logIn({
    ...app,
    ...(parts.ports ? { ports: parts.ports } : {}),
    signal: signal ? AbortSignal.any([signal, given.signal]) : given.signal,
    async openBrowser(address) {
      open(address);
      await openLoginPage(parts, address);
    },
  });
  // Whoever stops reading hears nothing more of it; it must not end the process either.
  granted.catch(() => {});
  return { address: Promise.race([opened, granted.then(() => '')]), granted, giveUp: () => given.abort() };
}

async function openLoginPage(parts: OpenLoginParts, address: string): Promise<void> {
  try {
    await parts.openBrowser(address);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    parts.log('the browser could not be opened', cause);
  }
}
