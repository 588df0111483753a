import { app } from 'electron';
import type { Logger } from 'pino';

const longestDrainMs = 10_000;

/** Lets what runs finish before the app ends; what does not finish in time is settled at the next start. */
export function drainOnQuit(drain: () => Promise<void>, log: Logger): void {
  let state: 'running' | 'draining' | 'drained' = 'running';
  app.on('will-quit', (event) => {
    if (state === 'drained') return;
    event.preventDefault();
    if (state === 'draining') return;
    state = 'draining';
    const tooLong = setTimeout(() => quit('the console did not stop in time'), longestDrainMs);
    const quit = (fault: unknown) => {
      clearTimeout(tooLong);
      if (fault) log.error({ err: fault }, 'the console did not stop cleanly');
      state = 'drained';
      app.quit();
    };
    drain().then(() => quit(null), quit);
  });
}
