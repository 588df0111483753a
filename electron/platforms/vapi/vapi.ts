import type { IntakeRequest, OpenFeed, Platform } from '../platform.ts';
import { ownRecordingHosts } from '../recordings/recording-access.ts';
import { sign } from '../signature.ts';
import { answerVapi } from './answer-vapi.ts';
import { readVapi } from './read-vapi.ts';
import { vapiDoors } from './vapi-doors.ts';
import { vapiOutbound } from './vapi-outbound.ts';
import { signedParts, vapiSchemeOf, verifyVapi } from './verify-vapi.ts';

/** Vapi: server messages, tool calls, and the control address of every call. */
export const vapi: Platform = {
  key: 'vapi',
  // The default of a tool's `timeoutSeconds`.
  timeoutMs: 20_000,
  secrets: [
    {
      name: 'secret',
      label: 'Secret',
      hint: 'The secret of the credential that the assistant’s server uses: its HMAC key, bearer token or X-Vapi-Secret.',
      required: true,
    },
    {
      name: 'apiKey',
      label: 'Private API key',
      hint: 'Only needed to reach a live call whose messages brought no control address.',
      required: false,
    },
  ],
  options: [
    {
      name: 'scheme',
      label: 'How Vapi proves itself',
      hint: 'Choose hmac where you can: calls of the other two count as unverified.',
      values: ['hmac', 'secret', 'bearer'],
      default: 'hmac',
    },
    { name: 'header', label: 'Signature header', hint: 'As in the credential.', values: null, default: 'x-signature' },
    {
      name: 'timestampHeader',
      label: 'Timestamp header',
      hint: 'As in the credential.',
      values: null,
      default: 'x-timestamp',
    },
    {
      name: 'idHeader',
      label: 'Message id header',
      hint: 'For templates with {svix-id}.',
      values: null,
      default: 'svix-id',
    },
    {
      name: 'template',
      label: 'Signed text',
      hint: 'May hold {timestamp}, {body}, {method}, {url} and {svix-id}.',
      values: null,
      default: '{timestamp}.{body}',
    },
    { name: 'encoding', label: 'Encoding', hint: 'Of the signature.', values: ['hex', 'base64'], default: 'hex' },
    {
      name: 'algorithm',
      label: 'Algorithm',
      hint: 'Of the signature.',
      values: ['sha256', 'sha512', 'sha1'],
      default: 'sha256',
    },
    { name: 'prefix', label: 'Signature prefix', hint: 'Such as sha256=, or nothing.', values: null, default: '' },
    {
      name: 'secretIs',
      label: 'The secret is',
      hint: 'Plain text, or base64 of the key.',
      values: ['text', 'base64'],
      default: 'text',
    },
    {
      name: 'phoneNumberId',
      label: 'Phone number id',
      hint: 'Only for calls that go out: the Vapi number they are placed from.',
      values: null,
      default: '',
    },
    {
      name: 'assistantId',
      label: 'Assistant',
      hint: 'Only for calls that go out: who speaks, where the automation names nobody.',
      values: null,
      default: '',
    },
    ownRecordingHosts,
  ],
  verify: verifyVapi,
  read: readVapi,
  answer: answerVapi,
  doors: vapiDoors,
  outbound: vapiOutbound,
  testRequest: testVapi,
};

function testVapi(feed: OpenFeed, url: string, now: number): IntakeRequest {
  const call = { id: `countersign-test-${now}`, type: 'webCall', startedAt: new Date(now).toISOString() };
  const message = { type: 'status-update', status: 'in-progress', timestamp: now, call };
  const bare: IntakeRequest = {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message })),
  };
  const secret = feed.secrets.secret ?? '';
  if (feed.options.scheme === 'secret') return withHeaders(bare, { 'x-vapi-secret': secret });
  if (feed.options.scheme === 'bearer') return withHeaders(bare, { authorization: `Bearer ${secret}` });
  const scheme = vapiSchemeOf(feed);
  const stamped = withHeaders(bare, {
    [scheme.timestampHeader]: String(Math.floor(now / 1000)),
    [scheme.idHeader]: `test-${now}`,
  });
  const signature = sign(scheme.algorithm, scheme.key, ...signedParts(stamped, scheme)).toString(scheme.encoding);
  return withHeaders(stamped, { [scheme.header]: `${scheme.prefix}${signature}` });
}

function withHeaders(request: IntakeRequest, headers: Record<string, string>): IntakeRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}
