import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { recordingAccess } from '../../../electron/platforms/recordings/recording-access.ts';
import {
  fetchRecording,
  type RecordingNetwork,
  refuseRecordingAddress,
} from '../../../electron/platforms/recordings/recording-fetch.ts';

const sound = Buffer.from('RIFF of a call');
let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: { host: string; address: string; path: string }[] = [];

beforeAll(async () => {
  server = createServer((incoming, response) => answer(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  asked.length = 0;
  answer = (_, response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end(sound);
});
afterAll(() => void server.close());

/** The internet as a test has it: names lead where it says, and every address is the test's own server. */
function network(names: Record<string, string[]> = {}): RecordingNetwork {
  return {
    resolve: (host) => Promise.resolve(names[host] ?? ['93.184.216.34']),
    open: (url, address, { headers, signal }) =>
      new Promise((resolve, reject) => {
        const { port } = server.address() as AddressInfo;
        const sent = request({ host: '127.0.0.1', port, path: url.pathname, headers, signal }, resolve);
        sent.on('error', reject);
        asked.push({ host: url.hostname, address, path: url.pathname });
        sent.end();
      }),
  };
}

const source = (names?: Record<string, string[]>) => ({
  allowed: ['media.example', '.calls.example'],
  credentialsFor: () => ({}),
  maxBytes: 1000,
  timeoutMs: 5_000,
  network: network(names),
});

test('a recording is fetched from an allowed host, at the address that was looked up', async () => {
  const got = await fetchRecording('https://media.example/r1.wav', source());
  expect(got).toEqual({ bytes: sound, mediaType: 'audio/wav' });
  expect(asked).toMatchObject([{ host: 'media.example', address: '93.184.216.34' }]);
});

test.each([
  ['http://media.example/r1.wav', /https/],
  ['file:///etc/passwd', /https/],
  ['https://user:secret@media.example/r1.wav', /password/],
  ['https://media.example:8443/r1.wav', /port/],
  ['https://evil.example/r1.wav', /none of this call/],
  ['https://media.example.evil.example/r1.wav', /none of this call/],
  ['https://calls.example.evil/r1.wav', /none of this call/],
  ['https://127.0.0.1/r1.wav', /none of this call/],
  ['https://[::1]/r1.wav', /none of this call/],
  ['https://2130706433/r1.wav', /none of this call/],
  ['https://0x7f.1/r1.wav', /none of this call/],
  ['https://0177.0.0.1/r1.wav', /none of this call/],
  ['https://[::ffff:127.0.0.1]/r1.wav', /none of this call/],
  ['https://localhost/r1.wav', /none of this call/],
  ['https://eu.calls.example@evil.example/r1.wav', /password/],
  ['https://evil.example\\@media.example/r1.wav', /none of this call/],
  ['https://media.example%2eevil.example/r1.wav', /none of this call/],
  ['https://media.exаmple/r1.wav', /none of this call/],
  ['https://evilcalls.example/r1.wav', /none of this call/],
  ['//media.example/r1.wav', /https/],
  ['data:audio/wav;base64,UklGRg==', /https/],
  ['javascript:alert(1)', /https/],
  ['gopher://media.example/r1.wav', /https/],
  ['not an address', /https/],
])('%s is refused before anything is asked', async (address, why) => {
  expect(refuseRecordingAddress(address, source().allowed)).toMatch(why);
  await expect(fetchRecording(address, source())).rejects.toThrow(why);
  expect(asked).toEqual([]);
});

test.each([['10.0.0.5'], ['169.254.169.254'], ['::1'], ['::ffff:10.0.0.5'], ['fd00::1'], ['100.64.1.1'], ['0.0.0.0']])(
  'a name that leads to %s is not asked',
  async (address) => {
    await expect(
      fetchRecording('https://media.example/r1', source({ 'media.example': ['93.184.216.34', address] })),
    ).rejects.toThrow(/public internet/);
    expect(asked).toEqual([]);
  },
);

test('a redirect is checked like the first address', async () => {
  answer = (incoming, response) => {
    if (incoming.url === '/away') response.writeHead(302, { location: 'https://evil.example/r1.wav' }).end();
    else if (incoming.url === '/plain') response.writeHead(302, { location: 'http://media.example/r1.wav' }).end();
    else if (incoming.url === '/on') response.writeHead(307, { location: 'https://eu.calls.example/r1.wav' }).end();
    else response.writeHead(200, { 'content-type': 'audio/mpeg; x=1' }).end(sound);
  };
  await expect(fetchRecording('https://media.example/away', source())).rejects.toThrow(/evil\.example/);
  await expect(fetchRecording('https://media.example/plain', source())).rejects.toThrow(/https/);
  expect((await fetchRecording('https://media.example/on', source())).mediaType).toBe('audio/mpeg');
  const inside = { 'eu.calls.example': ['192.168.0.9'] };
  await expect(fetchRecording('https://media.example/on', source(inside))).rejects.toThrow(/public internet/);
});

test.each([
  ['file:///etc/passwd', /https/],
  ['//evil.example/r1.wav', /evil\.example/],
  ['https://169.254.169.254/latest/meta-data', /169\.254\.169\.254/],
  ['https://[::1]/r1.wav', /none of this call/],
  ['https://user:secret@media.example/r1.wav', /password/],
  ['https://media.example:22/r1.wav', /port/],
  ['\\\\evil.example\\r1.wav', /evil\.example/],
  ['http://[', /https/],
])('a redirect to %s is not followed', async (location, why) => {
  answer = (_, response) => response.writeHead(302, { location }).end();
  await expect(fetchRecording('https://media.example/r1', source())).rejects.toThrow(why);
  expect(asked).toHaveLength(1);
});

test('a name that leads inside once it was looked at is connected to where it was looked at, and looked at anew after a redirect', async () => {
  const answers = [['93.184.216.34'], ['10.0.0.1']];
  const rebinding = { ...network(), resolve: async () => answers.shift() ?? [] };
  const got = await fetchRecording('https://media.example/r1', { ...source(), network: rebinding });
  expect(got.bytes).toEqual(sound);
  expect(asked.map(({ address }) => address)).toEqual(['93.184.216.34']);
  answers.unshift(['93.184.216.34']);
  answer = (_, response) => response.writeHead(302, { location: '/again' }).end();
  await expect(fetchRecording('https://media.example/r1', { ...source(), network: rebinding })).rejects.toThrow(
    /public internet/,
  );
  await expect(fetchRecording('https://media.example/r1', { ...source(), network: rebinding })).rejects.toThrow(
    /public internet/,
  );
});

test('what drips, or is never answered, is given up in time', async () => {
  const hurried = { ...source(), timeoutMs: 150 };
  answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav' });
    const drip = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(drip));
  };
  await expect(fetchRecording('https://media.example/r1', hurried)).rejects.toMatchObject({
    problem: { next: 'retry' },
  });
  answer = () => {};
  await expect(fetchRecording('https://media.example/r1', hurried)).rejects.toThrow(/cannot be reached/);
  const silent = { ...network(), resolve: () => new Promise<string[]>(() => {}) };
  await expect(fetchRecording('https://media.example/r1', { ...hurried, network: silent })).rejects.toThrow(
    /cannot be reached/,
  );
});

test('an address that leads on for ever is given up', async () => {
  answer = (_, response) => response.writeHead(302, { location: '/again' }).end();
  await expect(fetchRecording('https://media.example/r1', source())).rejects.toThrow(/on and on/);
  expect(asked).toHaveLength(4);
});

test('what is too large, no sound, empty or not there is refused', async () => {
  answer = (_, response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end(Buffer.alloc(2000));
  await expect(fetchRecording('https://media.example/r1', source())).rejects.toThrow(/larger/);
  answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav', 'transfer-encoding': 'chunked' });
    response.write(Buffer.alloc(800));
    response.end(Buffer.alloc(800));
  };
  await expect(fetchRecording('https://media.example/r1', source())).rejects.toThrow(/larger/);
  answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
  await expect(fetchRecording('https://media.example/r1', source())).rejects.toThrow(/no sound/);
  answer = (_, response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end();
  await expect(fetchRecording('https://media.example/r1', source())).rejects.toThrow(/empty/);
  answer = (_, response) => response.writeHead(403).end();
  await expect(fetchRecording('https://media.example/r1', source())).rejects.toThrow(/403/);
});

test('a recording that breaks off can be tried again', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': '100' });
    response.write('some', () => response.destroy());
  };
  await expect(fetchRecording('https://media.example/r1', source())).rejects.toMatchObject({
    problem: { next: 'retry' },
  });
});

const account = `AC${'1'.repeat(32)}`;
const ofTwilio = `https://api.twilio.com/2010-04-01/Accounts/${account}/Recordings/RE${'2'.repeat(32)}`;
const ofElevenLabs = 'https://api.elevenlabs.io/v1/convai/conversations/conv_1/audio';
const twilio = { platform: 'twilio', feed: { options: {}, secrets: { authToken: 'a token' } } };
const elevenlabs = { platform: 'elevenlabs', feed: { options: {}, secrets: { apiKey: 'a key' } } };
const basic = (user: string) => `Basic ${Buffer.from(`${user}:a token`).toString('base64')}`;

test.each([
  ['Twilio', ofTwilio, 'authorization', basic(account), twilio],
  ['ElevenLabs', ofElevenLabs, 'xi-api-key', 'a key', elevenlabs],
])('a protected recording of %s is fetched with the key of its feed, which no other host is shown', async (...all) => {
  const [, address, header, value, of] = all;
  const shown: unknown[] = [];
  answer = (incoming, response) => {
    const key = incoming.headers[header];
    shown.push(key);
    if (incoming.url === '/signed') response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(sound);
    else if (key === value) response.writeHead(302, { location: 'https://bucket.example/signed' }).end();
    else response.writeHead(401).end();
  };
  const own = { ...of, feed: { ...of.feed, options: { recordingHosts: 'bucket.example' } } };
  const got = await fetchRecording(address, { ...source(), ...recordingAccess([own]) });
  expect(got.bytes).toEqual(sound);
  expect(shown).toEqual([value, undefined]);
  // Led to where the feed names no bucket, nothing is asked there.
  await expect(fetchRecording(address, { ...source(), ...recordingAccess([of]) })).rejects.toThrow(/bucket\.example/);
  expect(asked).toHaveLength(3);
  const without = { ...of, feed: { options: {}, secrets: {} } };
  const refused = fetchRecording(address, { ...source(), ...recordingAccess([without]) });
  await expect(refused).rejects.toThrow(/wants a key .*Settings, Feeds/);
  answer = (_, response) => response.writeHead(403).end();
  await expect(fetchRecording(address, { ...source(), ...recordingAccess([of]) })).rejects.toThrow(/refuses the key/);
});

test.each([
  [ofTwilio.replace('api.twilio.com', 'api.twilio.com.evil.example')],
  [ofTwilio.replace('api.twilio.com', 'evil.twiliocdn.com')],
  [ofTwilio.replace('/Recordings/', '/Messages/')],
  [`${ofTwilio}/../../Keys.json`],
  [ofElevenLabs.replace('api.elevenlabs.io', 'api-elevenlabs.io')],
  [ofElevenLabs.replace('/audio', '')],
  ['https://api.elevenlabs.io/v1/user'],
])('%s is shown no key', (address) => {
  expect(recordingAccess([twilio, elevenlabs]).credentialsFor(new URL(address))).toEqual({});
});

test('each platform keeps its recordings at hosts of its own, and one feed’s key opens nothing of another', () => {
  const { allowed, credentialsFor } = recordingAccess([{ platform: 'vapi', feed: null }]);
  expect(allowed).toEqual(['storage.vapi.ai']);
  expect(credentialsFor(new URL(ofTwilio))).toEqual({});
  expect(recordingAccess([{ platform: 'replay', feed: null }]).allowed).toEqual([]);
  expect(recordingAccess([{ ...elevenlabs, platform: 'vapi' }]).credentialsFor(new URL(ofElevenLabs))).toEqual({});
  const named = { ...twilio, feed: { ...twilio.feed, options: { accountSid: 'AC9' } } };
  expect(recordingAccess([named]).credentialsFor(new URL(ofTwilio))).toEqual({ authorization: basic('AC9') });
});
