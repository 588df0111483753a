import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FlagsError, parseServeFlags } from '../../electron/web/serve-flags.ts';

describe('the flags of serve', () => {
  it('may all be left out', () => {
    expect(parseServeFlags([])).toEqual({
      port: null,
      dataFolder: null,
      openBrowser: true,
      org: null,
      feedsFile: null,
      announce: 'json',
    });
  });

  it('are read', () => {
    const org = ['--org-url', 'https://acme.my.salesforce.com/some/path', '--access-token', 'token'];
    expect(parseServeFlags(['--port', '4000', '--data', 'here', '--no-open', '--feeds', 'feeds.json', ...org])).toEqual(
      {
        port: 4000,
        dataFolder: resolve('here'),
        openBrowser: false,
        org: { url: 'https://acme.my.salesforce.com', accessToken: 'token' },
        feedsFile: resolve('feeds.json'),
        announce: 'json',
      },
    );
  });

  it.each([
    [['--port', 'x'], '--port takes a number from 0 to 65535, not "x".'],
    [['--port', '65536'], '--port takes a number'],
    [['--port'], "Option '--port <value>' argument missing"],
    [['--data', ' '], '--data takes the path of a folder'],
    [['--feeds', ' '], '--feeds takes the path of a file'],
    [['--org-url', 'https://acme.my.salesforce.com'], '--org-url and --access-token go together'],
    [['--access-token', 'token'], '--org-url and --access-token go together'],
    [['--org-url', 'acme', '--access-token', 'token'], '--org-url takes an address'],
    [['--org-url', 'file:///etc', '--access-token', 'token'], '--org-url takes an address'],
    [['--announce', 'loudly'], '--announce takes json or text'],
    [['--wat'], "Unknown option '--wat'"],
    [['extra'], "Unexpected argument 'extra'"],
  ])('%j is refused in a sentence, with the usage', (args, sentence) => {
    expect(() => parseServeFlags(args)).toThrow(FlagsError);
    expect(() => parseServeFlags(args)).toThrow(sentence);
    expect(() => parseServeFlags(args)).toThrow('Usage: npm run -s serve');
  });
});
