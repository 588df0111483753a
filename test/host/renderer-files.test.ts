import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containedPath, rendererFile } from '../../electron/host/renderer-files.ts';

describe('the files of the window', () => {
  let folder: string;
  beforeAll(() => {
    const outside = mkdtempSync(join(tmpdir(), 'countersign-files-'));
    folder = join(outside, 'renderer');
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(outside, 'secret.js'), 'secret');
    writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="%CSP_NONCE%">');
    writeFileSync(join(folder, 'assets', 'main-abc.js'), 'main');
    writeFileSync(join(folder, 'assets', 'notes.md'), 'notes');
  });
  afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it.each(['/', '/index.html', '/approvals', '/calls/17'])(
    'answers %s with the document and a new nonce',
    async (path) => {
      const first = await rendererFile(folder, path);
      const second = await rendererFile(folder, path);
      const nonce = /content="(.+)"/.exec(String(first.body))?.[1];
      expect(nonce).toMatch(/^[\w+/]{24}$/);
      expect(first.headers['Content-Security-Policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(first.headers['Cache-Control']).toBe('no-store');
      expect(second.body).not.toBe(first.body);
    },
  );

  it('lets built files be kept, for their names carry their content', async () => {
    const file = await rendererFile(folder, '/assets/main-abc.js');
    expect(file.status).toBe(200);
    expect(file.headers['Content-Type']).toContain('text/javascript');
    expect(file.headers['Cache-Control']).toContain('immutable');
  });

  it.each([
    '/../secret.js',
    '/..%2fsecret.js',
    '/%2e%2e/secret.js',
    '/%2e%2e%2fsecret.js',
    '/assets/..%2f..%2fsecret.js',
    '/..\\secret.js',
    '/..%5csecret.js',
    '/assets/main-abc.js%00.html',
    '/%',
    '/%c0%ae%c0%ae/secret.js',
    '/assets/none.js',
    '/assets/notes.md',
  ])('finds nothing at %s', async (path) => {
    expect((await rendererFile(folder, path)).status).toBe(404);
  });

  it('does not take a sibling whose name starts like the folder for a part of it', () => {
    expect(containedPath('/srv/renderer', '/../renderer-old/x.js')).toBeNull();
  });

  it('allows no inline script and no markup made from strings', async () => {
    const policy = (await rendererFile(folder, '/')).headers['Content-Security-Policy'];
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("default-src 'none'");
  });
});
