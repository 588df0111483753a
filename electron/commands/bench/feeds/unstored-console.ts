import { implement } from '@orpc/server';
import { contract } from '../../../../shared/contract/contract.ts';
import type { CallSummary, StatusLine } from '../../../../shared/contract/views.ts';
import type { Utterance } from '../../../../shared/model/utterance.ts';

/** The same window over calls that are held in memory alone: what the store, the disk and the intake add is what is left. */
export type UnstoredConsole = {
  router: ReturnType<typeof unstoredRouter>;
  say(call: string, utterance: Utterance): void;
};

/** Makes it, with these calls. */
export function createUnstoredConsole(calls: readonly CallSummary[], status: StatusLine): UnstoredConsole {
  const said = new Map<string, Utterance[]>();
  const listeners = new Set<() => void>();
  return {
    router: unstoredRouter({ calls, status, said, listeners }),
    say(call, utterance) {
      said.set(call, [...(said.get(call) ?? []), utterance]);
      for (const listener of listeners) listener();
    },
  };
}

type Held = {
  calls: readonly CallSummary[];
  status: StatusLine;
  said: ReadonlyMap<string, readonly Utterance[]>;
  listeners: Set<() => void>;
};

/** What the Live screen asks for; nothing else is there to be asked. */
function unstoredRouter({ calls, status, said, listeners }: Held) {
  const os = implement(contract);
  return {
    status: {
      watch: os.status.watch.handler(async function* ({ signal }) {
        yield* changes(listeners, signal, () => status);
      }),
    },
    calls: {
      watch: os.calls.watch.handler(async function* ({ signal }) {
        let told = false;
        yield* changes(listeners, signal, () => {
          if (told) return null;
          told = true;
          return { revision: 1, reset: true, calls: [...calls] };
        });
      }),
      open: os.calls.open.handler(async function* ({ input, signal }) {
        let known = -1;
        yield* changes(listeners, signal, () => {
          const all = said.get(input.call) ?? [];
          if (known === all.length) return null;
          const first = known === -1;
          const fresh = all.slice(Math.max(0, known));
          known = all.length;
          const summary = first ? (calls.find((each) => each.call.id === input.call) ?? null) : null;
          return {
            revision: known + 1,
            reset: first,
            summary,
            utterances: [...fresh],
            proposals: [],
            clocks: {},
            doors: null,
          };
        });
      }),
    },
    proposals: {
      watch: os.proposals.watch.handler(async function* ({ signal }) {
        let told = false;
        yield* changes(listeners, signal, () => {
          if (told) return null;
          told = true;
          return { revision: 1, reset: true, proposals: [], more: 0 };
        });
      }),
    },
    orgs: {
      watch: os.orgs.watch.handler(async function* () {
        yield [];
      }),
    },
    preferences: {
      read: os.preferences.read.handler(() => ({ theme: 'light' as const, singleKeys: true })),
    },
  };
}

async function* changes<T>(
  listeners: Set<() => void>,
  signal: AbortSignal | undefined,
  read: () => T | null,
): AsyncGenerator<T> {
  let wake = () => {};
  let changed = true;
  const notice = () => {
    changed = true;
    wake();
  };
  listeners.add(notice);
  signal?.addEventListener('abort', notice);
  try {
    while (!signal?.aborted) {
      if (!changed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      changed = false;
      const news = read();
      if (news !== null) yield news;
    }
  } finally {
    listeners.delete(notice);
  }
}
