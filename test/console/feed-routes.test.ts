import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { sampleFeed } from '../support/sample-feed.ts';
import { testConsole, testOrg } from '../support/test-console.ts';

async function window_() {
  const running = await testConsole(await testOrg());
  return { running, client: createRouterClient(running.router) };
}

function asSaved(...args: Parameters<typeof sampleFeed>) {
  const { unguessable: _, ...feed } = sampleFeed(...args);
  return feed;
}

describe('the window', () => {
  test('sets up a feed, is told where to point the platform, and never sees its secret', async () => {
    const { client } = await window_();
    const view = await client.feeds.save({ feed: asSaved('vapi'), secrets: { secret: 'very-s3cret' } });
    expect(view).toMatchObject({ secretsSet: ['secret'], secretsMissing: [] });
    expect(view.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/vapi$/);
    const again = await client.feeds.save({
      feed: asSaved('vapi', { publicUrl: 'https://tunnel.example/' }),
      secrets: {},
    });
    expect(again.url).toBe('https://tunnel.example/vapi');
    expect(again.localUrl).toMatch(/^http:\/\/127\.0\.0\.1/);
    const all = await client.feeds.list();
    expect(all.intake).toMatchObject({ state: 'listening', loopback: true });
    expect(JSON.stringify([view, again, all])).not.toContain('s3cret');
    expect(await client.feeds.sendTest({ key: 'vapi' })).toMatchObject({ understood: expect.any(Array) });
  });

  test('gets an address nobody can guess for a platform that signs nothing, and another when it asks', async () => {
    const { client } = await window_();
    const first = await client.feeds.save({ feed: asSaved('thoughtly'), secrets: { headerSecret: 'h' } });
    expect(first.url).toMatch(/\/thoughtly\/[\w-]{32}$/);
    expect((await client.feeds.save({ feed: asSaved('thoughtly'), secrets: {} })).url).toBe(first.url);
    const second = await client.feeds.regenerate({ key: 'thoughtly' });
    expect(second.url).not.toBe(first.url);
    await client.feeds.remove({ key: 'thoughtly' });
    expect((await client.feeds.list()).feeds).toEqual([]);
  });

  test('is told what to fill in for each platform', async () => {
    const { client } = await window_();
    const platforms = await client.feeds.platforms();
    expect(platforms.map(({ key }) => key)).toContain('mcp');
    for (const { key, secrets } of platforms) {
      expect([key, secrets.some(({ required }) => required) || key === 'voiceflow']).toEqual([key, true]);
    }
  });

  test('is refused feeds that cannot be told apart, and addresses that are none', async () => {
    const { client } = await window_();
    const save = (feed: ReturnType<typeof asSaved>) => client.feeds.save({ feed, secrets: {} });
    await save(asSaved('vapi'));
    await expect(save(asSaved('retell', { key: 'vapi' }))).rejects.toThrow('another platform');
    await expect(save(asSaved('actions', { key: 'proposals' }))).rejects.toThrow('cannot be called');
    await expect(save(asSaved('vapi', { publicUrl: 'tunnel.example' }))).rejects.toThrow('https://');
    await expect(client.feeds.remove({ key: 'nothing' })).rejects.toThrow('no feed');
  });

  test('watches feeds change, and reads in its foot that the intake is open to others', async () => {
    const { client } = await window_();
    const stop = new AbortController();
    const told = await client.feeds.watch(undefined, { signal: stop.signal });
    expect((await told.next()).value).toMatchObject({ feeds: [] });
    await client.feeds.save({ feed: asSaved('events'), secrets: { bearer: 'b' } });
    for await (const view of told) if (view.feeds.length === 1 && view.intake.state === 'listening') break;
    const settings = { address: '0.0.0.0', port: 0, tls: null, behindProxy: true };
    await expect(client.feeds.saveIntake({ ...settings, behindProxy: false })).rejects.toThrow('without encryption');
    expect(await client.feeds.saveIntake(settings)).toMatchObject({ loopback: false, state: 'listening' });
    const status = await client.status.watch(undefined, { signal: stop.signal });
    expect(JSON.stringify(await status.next())).toContain('reachable from other machines at 0.0.0.0');
    stop.abort();
  });
});
