import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openOutside } from '../../electron/desktop/open-outside.ts';

const opened = vi.hoisted((): string[] => []);

// The real module downloads Electron when it is loaded.
vi.mock('electron', () => ({ shell: { openExternal: async (url: string) => void opened.push(url) } }));

beforeEach(() => void opened.splice(0));

describe('a login page in the desktop app', () => {
  it('opens in the browser of the system', async () => {
    const url = 'https://acme.my.salesforce.com/services/oauth2/authorize?state=s';
    await openOutside('http://127.0.0.1:4000')(url);
    expect(opened).toEqual([url]);
  });

  it('is opened nowhere when it is not one of Salesforce or of the practice org', async () => {
    const open = openOutside('http://127.0.0.1:4000');
    for (const url of ['https://evil.example/', 'http://127.0.0.1:5000/', 'file:///etc/passwd']) {
      await expect(open(url)).rejects.toMatchObject({ problem: { kind: 'invalid-input' } });
    }
    expect(opened).toEqual([]);
  });
});
