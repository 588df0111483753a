import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuild } from '../build/ensure-build.ts';
import { storesIn } from '../electron/commands/campaign/stores-in.ts';

type Program = ChildProcessByStdio<null, Readable, Readable>;

const root = join(import.meta.dirname, '..');
let folder: string;
let running: Program[];

beforeAll(ensureBuild, 120_000);
beforeEach(() => {
  folder = mkdtempSync(join(storesIn(), 'countersign-serve-'));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((program) => end(program)));
  rmSync(folder, { recursive: true, force: true });
});

function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(process.execPath, [join(root, 'build', script), ...args], {
    // Without a display no browser is opened, and npm start has a reason to serve.
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  return child;
}

const serve = (...args: string[]) => run('serve.ts', ['--no-open', '--data', folder, ...args]);

async function firstLine(program: Program): Promise<string> {
  const [line] = await once(createInterface(program.stdout), 'line');
  return line;
}

async function end(program: Program, signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
  if (program.exitCode !== null || program.signalCode !== null) return program.exitCode;
  const exited = once(program, 'exit');
  program.kill(signal);
  const [code] = await exited;
  return code;
}

async function outcome(program: Program): Promise<{ code: number; stderr: string; stdout: string }> {
  const [stderr, stdout, [code]] = await Promise.all([
    text(program.stderr),
    text(program.stdout),
    once(program, 'exit'),
  ]);
  return { code, stderr, stdout };
}

describe('serve', () => {
  it('prints one line of JSON that leads to the window and to the practice org', async () => {
    const told: unknown = JSON.parse(await firstLine(serve()));
    expect(told).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/launch\/[\w-]{43}$/),
      practice: {
        url: expect.stringMatching(/^http:\/\/(127\.0\.0\.1|localhost):\d+$/),
        accessToken: expect.any(String),
      },
    });
    const { url, practice } = told as { url: string; practice: { url: string } };
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(`${practice.url}/services/data/`)).status).toBe(200);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops cleanly on %s', async (signal) => {
    const program = serve();
    await firstLine(program);
    expect(await end(program, signal)).toBe(0);
  });

  it('refuses a folder that another console uses, in a sentence that names both', async () => {
    const first = serve();
    await firstLine(first);
    const { code, stderr, stdout } = await outcome(serve());
    expect(code).toBe(1);
    expect(stderr).toContain(folder);
    expect(stderr).toContain(`process ${first.pid}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
  });

  it('takes over after a kill, at the same address and with the same pass', async () => {
    const first = serve();
    const { url } = JSON.parse(await firstLine(first));
    const cookie = (await fetch(url, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? '';
    await end(first, 'SIGKILL');
    const again = JSON.parse(await firstLine(serve()));
    expect(new URL(again.url).origin).toBe(new URL(url).origin);
    expect((await fetch(new URL('/', url), { headers: { cookie } })).status).toBe(200);
  });

  it('configures feeds from a file, and tells where each is reached', async () => {
    const file = join(folder, 'feeds.json');
    writeFileSync(file, JSON.stringify({ events: { bearer: 'b' }, thoughtly: { headerSecret: 'h' } }));
    const told = JSON.parse(await firstLine(serve('--feeds', file)));
    expect(told.intake).toEqual({
      events: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/events$/),
      thoughtly: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/thoughtly\/[\w-]{32}$/),
    });
    const event = {
      specversion: '1.0',
      type: 'com.countersign.call.started',
      source: '/t',
      id: '1',
      subject: 'c1',
      data: {},
    };
    const post = (bearer: string) =>
      fetch(told.intake.events, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/cloudevents+json' },
        body: JSON.stringify(event),
      });
    expect((await post('b')).status).toBe(200);
    expect((await post('c')).status).toBe(401);
  });

  it('refuses a feeds file it cannot use, with the place of the fault and exit code 2', async () => {
    const file = join(folder, 'feeds.json');
    writeFileSync(file, JSON.stringify({ twilio: { authToken: 't' } }));
    const { code, stderr } = await outcome(serve('--feeds', file));
    expect(code).toBe(2);
    expect(stderr).toContain('twilio.publicUrl');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('answers flags it does not know with a sentence and exit code 2', async () => {
    const { code, stderr } = await outcome(serve('--prot', '1'));
    expect(code).toBe(2);
    expect(stderr).toContain("Unknown option '--prot'");
  });
});

describe('npm start', () => {
  it('says in one line why there is no desktop window, and serves the console instead', async () => {
    const program = run('start.ts', [], { COUNTERSIGN_DATA: folder });
    const lines = createInterface(program.stdout)[Symbol.asyncIterator]();
    expect((await lines.next()).value).toMatch(/so Countersign is served to your browser instead\.$/);
    const told = (await lines.next()).value;
    expect(told).toMatch(/^Countersign is open at http:\/\/127\.0\.0\.1:\d+\/launch\/[\w-]{43}$/);
    expect(await end(program, 'SIGTERM')).toBe(0);
  });
});
