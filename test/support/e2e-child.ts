import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

const announced = z.object({
  url: z.string(),
  practice: z.object({ url: z.string(), accessToken: z.string() }).nullable(),
});

/** The built console as a process of its own, as a user starts it. */
export type ConsoleProcess = z.infer<typeof announced> & {
  /** Ends it as a power cut would: nothing is closed, nothing is said. */
  kill(): Promise<void>;
};

/** Starts `serve` on a data folder and waits for its first line; it is killed when the test is over. */
export async function consoleProcess(
  dataFolder: string,
  options: { org?: { url: string; accessToken: string }; port?: string } = {},
): Promise<ConsoleProcess> {
  const { org, port } = options;
  const flags = org ? ['--org-url', org.url, '--access-token', org.accessToken] : [];
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../out/serve/serve.js'), '--no-open', '--data', dataFolder, ...flags].concat(
      port === undefined ? [] : ['--port', port],
    ),
    { env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' }, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const exited = once(child, 'exit');
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  const ended = exited.then(([code]) => {
    throw new Error(`the console ended with ${code} before it said where it is`);
  });
  ended.catch(() => {});
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  return { ...announced.parse(JSON.parse(line)), kill };
}
