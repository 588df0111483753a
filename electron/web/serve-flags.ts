import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface ServeFlags {
  port: number | null;
  dataFolder: string | null;
  openBrowser: boolean;
  org: { url: string; accessToken: string } | null;
  /** Path of a file that configures feeds. */
  feedsFile: string | null;
  /** How the address is told: a JSON line for programs, a sentence for people. */
  announce: 'json' | 'text';
}

/** What was typed cannot be understood; told as a sentence, with exit code 2. */
export class FlagsError extends Error {
  override readonly name = 'FlagsError';
}

const usage =
  'Usage: npm run -s serve -- [--port N] [--data DIR] [--no-open] [--org-url URL --access-token TOKEN] [--feeds FILE] [--announce json|text]';

/** Reads the flags of `serve`; the first fault is told in one sentence. */
export function parseServeFlags(args: readonly string[]): ServeFlags {
  const values = readValues(args);
  return {
    port: toPort(values.port),
    dataFolder: toFolder(values.data),
    openBrowser: !values['no-open'],
    org: toOrg(values['org-url'], values['access-token']),
    feedsFile: toFeedsFile(values.feeds),
    announce: toAnnounce(values.announce),
  };
}

function readValues(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        'org-url': { type: 'string' },
        'access-token': { type: 'string' },
        feeds: { type: 'string' },
        announce: { type: 'string', default: 'json' },
      },
    }).values;
  } catch (error) {
    const [firstSentence] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw refusal(firstSentence ?? '', { cause: error });
  }
}

function toPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65535) throw refusal(`--port takes a number from 0 to 65535, not "${text}"`);
  return port;
}

function toFolder(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.trim() === '') throw refusal('--data takes the path of a folder');
  return resolve(text);
}

function toFeedsFile(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.trim() === '') throw refusal('--feeds takes the path of a file');
  return resolve(text);
}

function toOrg(url: string | undefined, accessToken: string | undefined): ServeFlags['org'] {
  if (url === undefined && accessToken === undefined) return null;
  if (!url || !accessToken) throw refusal('--org-url and --access-token go together');
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') {
    throw refusal(`--org-url takes an address such as https://example.my.salesforce.com, not "${url}"`);
  }
  return { url: parsed.origin, accessToken };
}

function toAnnounce(text: string): ServeFlags['announce'] {
  if (text === 'json' || text === 'text') return text;
  throw refusal(`--announce takes json or text, not "${text}"`);
}

function refusal(sentence: string, options?: ErrorOptions): FlagsError {
  return new FlagsError(`${sentence}.\n${usage}`, options);
}
