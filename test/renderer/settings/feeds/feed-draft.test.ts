import { describe, expect, test } from 'vitest';
import { draftOf, faultsOf, madeUpSecret, newDraft, toSaved } from '../../../../renderer/settings/feeds/feed-draft.ts';
import type { PlatformView } from '../../../../shared/contract/feeds-contract.ts';
import { sampleFeed } from '../../../support/sample-feed.ts';

const vapi: PlatformView = {
  key: 'vapi',
  label: 'Vapi',
  secrets: [
    { name: 'secret', label: 'Secret', hint: '', required: true },
    { name: 'apiKey', label: 'API key', hint: '', required: false },
  ],
  options: [],
  timeoutMs: 20_000,
  asks: true,
  listens: false,
  doors: { tell: true, transfer: true, end: true },
};

describe('a feed being filled in', () => {
  test('a second one of a platform has another address and name', () => {
    expect(newDraft(vapi, [])).toMatchObject({ key: 'vapi', name: 'Vapi' });
    expect(newDraft(vapi, ['vapi', 'vapi-2'])).toMatchObject({ key: 'vapi-3', name: 'Vapi 3' });
  });

  test('cannot be saved without what is needed, which one that is set already is not', () => {
    const draft = newDraft(vapi, []);
    expect(Object.keys(faultsOf(draft, vapi, []))).toEqual(['secret secret']);
    expect(faultsOf(draft, vapi, ['secret'])).toEqual({});
    expect(Object.keys(faultsOf({ ...draft, secrets: { secret: ' ' } }, vapi, ['secret']))).toEqual(['secret secret']);
  });

  test('addresses are whole, and the longest wait is a number of seconds', () => {
    const draft = { ...newDraft(vapi, []), publicUrl: 'calls.example.com', apiBase: 'api', holdSeconds: 'soon' };
    expect(Object.keys(faultsOf(draft, vapi, ['secret']))).toEqual(['publicUrl', 'apiBase', 'holdSeconds']);
    expect(faultsOf({ ...draft, holdSeconds: '-1' }, vapi, ['secret']).holdSeconds).toBeDefined();
  });

  test('Twilio needs the address it calls, Voiceflow one of its two secrets', () => {
    const twilio: PlatformView = { ...vapi, key: 'twilio', secrets: [] };
    expect(faultsOf(newDraft(twilio, []), twilio, []).publicUrl).toMatch(/signs the address/);
    const voiceflow: PlatformView = { ...vapi, key: 'voiceflow', secrets: [] };
    expect(Object.keys(faultsOf(newDraft(voiceflow, []), voiceflow, []))).toEqual(['secret svixSecret']);
    expect(faultsOf(newDraft(voiceflow, []), voiceflow, ['headerSecret'])).toEqual({});
  });

  test('is saved with what was typed only: secrets left alone are not sent, empty fields are their usual', () => {
    const feed = sampleFeed('vapi', { holdMs: 12_500, options: { scheme: 'bearer', prefix: '' } });
    const draft = draftOf({ feed });
    expect(draft.holdSeconds).toBe('12.5');
    const { feed: saved, secrets } = toSaved({ ...draft, publicUrl: ' https://calls.example.com ' });
    expect(secrets).toEqual({});
    expect(saved).toMatchObject({
      holdMs: 12_500,
      options: { scheme: 'bearer' },
      publicUrl: 'https://calls.example.com',
    });
    expect(toSaved({ ...draft, holdSeconds: '', secrets: { apiKey: '' } })).toMatchObject({
      feed: { holdMs: null },
      secrets: { apiKey: '' },
    });
  });

  test('a made-up secret is long and fits into a header', () => {
    expect(madeUpSecret((bytes) => bytes.fill(255))).toMatch(/^[\w-]{43}$/);
  });
});
