import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const command = new URL('../../../electron/commands/practice-org.ts', import.meta.url).pathname;

function run(...args: string[]) {
  const child = spawn(process.execPath, [command, ...args]);
  const errors: string[] = [];
  child.stderr.on('data', (text) => errors.push(String(text)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const firstLine = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  return { child, ended, firstLine, errors };
}

describe('the practice-org command', () => {
  it('prints one JSON line, serves, and ends with 0 when told to stop', async () => {
    const { child, ended, firstLine } = run('--control');
    const printed = JSON.parse(await firstLine);
    expect(Object.keys(printed)).toEqual(['url', 'accessToken', 'refreshToken', 'clientId', 'redirectUri', 'username']);
    expect(printed.redirectUri).toBe('http://localhost:1717/OauthRedirect');
    const response = await fetch(`${printed.url}/services/data/v66.0/limits`, {
      headers: { Authorization: `Bearer ${printed.accessToken}` },
    });
    expect(response.status).toBe(200);
    expect((await fetch(`${printed.url}/__control/effects`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('can be told to stop as soon as its line is read', async () => {
    const { child, ended, firstLine } = run('--empty');
    await firstLine;
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('says in a sentence what is wrong with a metadata file', async () => {
    const file = `${mkdtempSync(`${tmpdir()}/practice-org-`)}/metadata.json`;
    writeFileSync(file, '{"objects":[{"name":"Wrong"}]}');
    const { ended, errors } = run('--metadata', file);
    expect(await ended).toBe(1);
    expect(errors.join('')).toMatch(/^The practice org cannot start: The metadata cannot be used\./);
  });
});
