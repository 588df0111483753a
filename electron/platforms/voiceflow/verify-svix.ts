import type { IntakeRequest, Verification } from '../platform.ts';
import { genuineIfRecent, held, refused, replayKeyOf, sameSecret, sign } from '../signature.ts';

/** What Svix signs a message with. */
export function signSvix(secret: string, { id, timestamp }: { id: string; timestamp: string }, body: Buffer): string {
  return `v1,${sign('sha256', keyOf(secret), `${id}.${timestamp}.`, body).toString('base64')}`;
}

/** Whether a request carries Svix's headers, by either of their names. */
export function isSvix(headers: IntakeRequest['headers']): boolean {
  return headers['svix-signature'] !== undefined || headers['webhook-signature'] !== undefined;
}

/** Checks a message of Svix. Several secrets may hold at once: after a change the old one is good for another day. */
export function verifySvix(request: IntakeRequest, secrets: readonly string[], now: number): Verification {
  const { headers, body } = request;
  const id = headers['svix-id'] ?? headers['webhook-id'];
  const timestamp = headers['svix-timestamp'] ?? headers['webhook-timestamp'];
  const given = headers['svix-signature'] ?? headers['webhook-signature'];
  if (!id || !timestamp || !given) {
    return refused([], 'Headers', 'One of svix-id, svix-timestamp and svix-signature is missing.');
  }
  const usable = secrets.filter((secret) => keyOf(secret).length > 0);
  if (usable.length === 0) return refused([], 'Signing secret', 'The signing secret is not one of Svix: whsec_…', 403);
  const steps = [held('Headers', 'The request carries the headers of Svix.')];
  const offered = given.split(' ').filter((each) => each.startsWith('v1,'));
  const expected = usable.map((secret) => signSvix(secret, { id, timestamp }, body));
  // Each is compared with each, so that the time taken does not tell which of them fits.
  const fitting = offered.flatMap((each) => expected.filter((one) => sameSecret(each, one)));
  if (fitting.length === 0) return refused(steps, 'Signature', 'No signature fits the signing secret of this feed.');
  steps.push(held('Signature', 'The signature fits.'));
  const signedAt = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN;
  // A retry keeps its id and is signed anew, so the id alone tells it.
  return genuineIfRecent(steps, { signedAt, replayKey: replayKeyOf('svix', id) }, now);
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.trim().replace(/^whsec_/, ''), 'base64');
}
