import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../build/find-browser.ts';

describe('the browser of the tests', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-browser-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is the one that was named', () => {
    expect(findBrowser({ COUNTERSIGN_BROWSER: '/opt/chromium', PATH: folder })).toBe('/opt/chromium');
  });

  it('is one on the PATH that can be run', () => {
    const chromium = join(folder, 'chromium');
    writeFileSync(join(folder, 'google-chrome'), '');
    writeFileSync(chromium, '');
    chmodSync(chromium, 0o755);
    expect(findBrowser({ PATH: ['/nowhere', folder].join(delimiter) })).toBe(chromium);
  });
});
