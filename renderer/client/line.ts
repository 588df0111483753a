import type { ClientContext, ClientLink } from '@orpc/client';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import { backoffMs } from './backoff.ts';

/** One open connection to the privileged side. */
export type Connected = { link: ClientLink<ClientContext>; closed: Promise<void> };

/** Opens a connection; rejects where nobody answers. */
export type Dial = () => Promise<Connected>;

/** How the line to the privileged side is. */
export type LineState = { state: 'connecting' } | { state: 'open' } | { state: 'reconnecting'; since: number };

/** A line that dials again by itself whenever it breaks. */
export type Line = {
  link: ClientLink<ClientContext>;
  state(): LineState;
  subscribe(listener: () => void): () => void;
  /** Resolves once the line is open; rejects when the signal aborts. */
  whenOpen(signal: AbortSignal): Promise<void>;
  close(): void;
};

type LineOptions = { pause?: (ms: number) => Promise<void>; now?: () => number; random?: () => number };

/** Keeps a line open over whatever `dial` opens. */
export function openLine(dial: Dial, options: LineOptions = {}): Line {
  const pause = options.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const now = options.now ?? Date.now;
  const random = options.random ?? Math.random;
  const listeners = new Set<() => void>();
  let state: LineState = { state: 'connecting' };
  let connected: Connected | null = null;
  let closing = false;

  function become(next: LineState): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  async function keepOpen(): Promise<void> {
    for (let failures = 0; !closing; failures += 1) {
      connected = await dial().catch(() => null);
      if (connected) {
        failures = 0;
        become({ state: 'open' });
        await connected.closed;
        connected = null;
      }
      if (closing) return;
      if (state.state !== 'reconnecting') become({ state: 'reconnecting', since: now() });
      await pause(backoffMs(failures, random));
    }
  }

  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };

  void keepOpen();
  return {
    link: {
      async call(path, input, callOptions) {
        if (!connected) throw new ProblemError(notConnected());
        return connected.link.call(path, input, callOptions);
      },
    },
    state: () => state,
    subscribe,
    whenOpen: (signal) => untilOpen(() => state, subscribe, signal),
    close() {
      closing = true;
    },
  };
}

function notConnected() {
  return toProblem('not-connected', 'The console is not connected. Nothing was sent; try again once it is back.', {
    next: 'wait',
  });
}

function untilOpen(state: () => LineState, subscribe: Line['subscribe'], signal: AbortSignal): Promise<void> {
  if (state().state === 'open') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = subscribe(() => {
      if (state().state !== 'open') return;
      stop();
      resolve();
    });
    signal.addEventListener('abort', () => {
      stop();
      reject(signal.reason);
    });
  });
}
