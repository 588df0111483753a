import { describe, expect, test } from 'vitest';
import { configureFeeds, FeedsFileError, readFeedsFile } from '../../electron/feeds/feeds-file.ts';
import { openFeedBook } from '../../electron/feeds/feeds-store.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import { openSecretStore } from '../../electron/secrets/open-secret-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testStore } from '../support/test-store.ts';

const whole = {
  vapi: { scheme: 'secret', secret: 's', apiBase: 'http://127.0.0.1:1/v' },
  retell: { apiKey: 'k', holdMs: 1500 },
  elevenlabs: { secret: 'w' },
  twilio: { authToken: 't', publicUrl: 'https://hooks.example.com' },
  voiceflow: { svixSecret: 'whsec_x' },
  thoughtly: { headerSecret: 'h' },
  events: { bearer: 'e' },
  actions: { bearer: 'a' },
  mcp: { bearer: 'm' },
};

async function book() {
  const store = await testStore();
  return openFeedBook(store, await openSecretStore(temporaryFolder(), createMemoryBox()));
}

describe('a feeds file', () => {
  test('configures one feed of each platform', async () => {
    const feeds = await book();
    await configureFeeds(feeds, readFeedsFile(JSON.stringify(whole)));
    expect(feeds.list().map(({ key }) => key)).toEqual(Object.keys(whole).sort());
    expect(feeds.get('vapi')).toMatchObject({
      secrets: { secret: 's' },
      options: { scheme: 'secret' },
      apiBase: 'http://127.0.0.1:1/v',
      unguessable: null,
    });
    expect(feeds.get('retell')).toMatchObject({ secrets: { apiKey: 'k' }, holdMs: 1500 });
    expect(feeds.get('twilio')).toMatchObject({ secrets: { authToken: 't' }, publicUrl: 'https://hooks.example.com' });
    expect(feeds.get('voiceflow')?.unguessable).toBeNull();
    expect(feeds.get('actions')?.options.callbackHosts).toBe('127.0.0.1, localhost');
    expect(feeds.get('mcp')?.options).toEqual({});
    expect(feeds.get('thoughtly')?.unguessable).toMatch(/^[\w-]{32}$/);
  });

  test('read again keeps addresses, and what was set up by hand', async () => {
    const feeds = await book();
    await configureFeeds(feeds, readFeedsFile(JSON.stringify(whole)));
    const path = feeds.get('thoughtly')?.unguessable;
    await feeds.save({ ...sampleOf(feeds.get('vapi')), pendingWords: 'Wait.' }, { apiKey: 'by hand' });
    await feeds.save({ ...sampleOf(feeds.get('actions')), options: { callbackHosts: 'agent.example' } }, {});
    const changed = { voiceflow: { headerSecret: 'x' }, actions: { bearer: 'a', apiBase: 'https://own.example/late' } };
    await configureFeeds(feeds, readFeedsFile(JSON.stringify({ ...whole, ...changed })));
    expect(feeds.get('actions')?.options.callbackHosts).toBe('agent.example, own.example, 127.0.0.1, localhost');
    expect(feeds.get('thoughtly')?.unguessable).toBe(path);
    expect(feeds.get('vapi')).toMatchObject({ pendingWords: 'Wait.', secrets: { secret: 's', apiKey: 'by hand' } });
    expect(feeds.get('voiceflow')?.secrets).toEqual({ headerSecret: 'x' });
    expect(feeds.get('voiceflow')?.unguessable).toMatch(/^[\w-]{32}$/);
  });

  test.each([
    ['{', 'not JSON'],
    ['{"vapi":{"scheme":"md5","secret":"s"}}', 'vapi.scheme'],
    ['{"twilio":{"authToken":"t"}}', 'twilio.publicUrl'],
    ['{"voiceflow":{}}', 'svixSecret or headerSecret'],
    ['{"retell":{"apikey":"k"}}', 'retell'],
    ['{"slack":{"bearer":"k"}}', 'slack'],
    ['[]', 'the file'],
  ])('that is wrong, %s, is refused with the place of the fault', (text, told) => {
    expect(() => readFeedsFile(text)).toThrow(FeedsFileError);
    expect(() => readFeedsFile(text)).toThrow(told);
  });
});

function sampleOf<T extends { secrets: unknown }>(feed: T | null): Omit<T, 'secrets'> {
  if (!feed) throw new Error('there is no such feed');
  const { secrets: _, ...rest } = feed;
  return rest;
}
