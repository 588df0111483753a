import { type OutboundSettings, outboundExtra, outboundField } from '../../../shared/model/outbound.ts';
import type { Payload } from '../../../shared/model/payload.ts';
import { type GuardedNetwork, guardedFetch } from '../../platforms/guarded-fetch.ts';
import { type OutboundAnswer, taken } from '../../platforms/outbound.ts';
import { sendOutbound } from '../../platforms/send-outbound.ts';
import { signSvix } from '../../platforms/voiceflow/verify-svix.ts';

/** What calling a webhook works with. */
export type WebhookParts = {
  secretOf(name: string): Promise<string | null>;
  settings(): Pick<OutboundSettings, 'webhookHosts'>;
  now(): number;
  signal: AbortSignal;
  patienceMs?: number;
  network?: GuardedNetwork;
};

/** Headers that are not for anybody else to set. */
const reserved =
  /^(?:authorization|content-|connection|cookie|host$|transfer-encoding|webhook-(?:timestamp|signature))/i;
/** How a secret begins that signs, by standardwebhooks.com; any other is sent as a bearer token. */
const signing = 'whsec_';

/** Whether a secret signs what is sent, and never leaves itself. */
export function isSigning(secret: string): boolean {
  return secret.startsWith(signing);
}

/** Sends a webhook’s values, with who it is from told as its secret tells it. */
export async function callWebhook({ fields, proposal }: Payload, parts: WebhookParts): Promise<OutboundAnswer> {
  const text = (name: string) => String(fields[name] ?? '');
  const [name, header, url] = [outboundField.secret, outboundField.idempotencyHeader, outboundField.url].map(text);
  const secret = name ? await parts.secretOf(name) : null;
  if (name && secret === null) return { kind: 'refused', why: `The secret “${name}” is gone. Enter it again.` };
  if (header && reserved.test(header)) {
    return { kind: 'refused', why: `The header ${header} carries something else already: name another for the key.` };
  }
  const body = JSON.stringify(valuesOf(fields));
  const timestamp = String(Math.floor(parts.now() / 1000));
  const headers = {
    // The proposal is the key: sent again, it is the same.
    'webhook-id': proposal,
    'webhook-timestamp': timestamp,
    ...(secret === null ? {} : proofOf(secret, { id: proposal, timestamp, body })),
    ...(header ? { [header]: proposal } : {}),
  };
  const request = { who: URL.parse(url ?? '')?.host ?? 'The address', url: url ?? '', headers, body };
  const { signal, patienceMs } = parts;
  const fetch = guardedFetch(parts.settings().webhookHosts, parts.network);
  const sent = await sendOutbound(request, { fetch, signal, ...(patienceMs === undefined ? {} : { patienceMs }) });
  return sent.kind === 'answered' ? taken(null) : sent;
}

function proofOf(secret: string, of: { id: string; timestamp: string; body: string }): Record<string, string> {
  if (!isSigning(secret)) return { authorization: `Bearer ${secret}` };
  return { 'webhook-signature': signSvix(secret, of, Buffer.from(of.body)) };
}

function valuesOf(fields: Payload['fields']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name.startsWith(outboundExtra))
      .map(([name, value]) => [name.slice(outboundExtra.length), String(value ?? '')]),
  );
}
