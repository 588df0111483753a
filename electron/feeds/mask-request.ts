import { maskSecrets } from '../calls/masking/mask-secrets.ts';
import { maskValue } from '../calls/masking/mask-value.ts';
import type { IntakeRequest } from '../platforms/platform.ts';
import { readJson } from '../platforms/read-json.ts';

/** A request as it may be kept: enough to read it again, without anything that opens a door. */
export type MaskedRequest = { method: string; url: string; headers: Record<string, string>; body: string };

/** Headers that say how to read a body, and none that prove who sent it. */
const plainHeader = /^(content-type|user-agent|x-call-id|ce-[a-z]+)$/;
/** Names of values that whoever knows them could use. */
const opensDoor =
  /(control|listen|signed|callback|webhook|socket).?_?ur[li]|secret|token|authorization|api.?key|password/i;

/** Takes secrets out of a request: those said by callers, and those of the platform; of its address only the query is left. */
export function maskRequest(request: IntakeRequest): MaskedRequest {
  const query = request.url.includes('?') ? `?${maskForm(request.url.slice(request.url.indexOf('?') + 1))}` : '';
  return {
    method: request.method,
    url: `https://kept.invalid/${query}`,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => plainHeader.test(name))),
    body: maskBody(request),
  };
}

function maskBody({ headers, body }: IntakeRequest): string {
  if ((headers['content-type'] ?? '').includes('x-www-form-urlencoded')) return maskForm(body.toString('utf8'));
  const read = readJson(body);
  if (read.kind === 'json') return JSON.stringify(closeDoors(maskValue(read.value)));
  return maskSecrets(closeWrittenDoors(body.toString('utf8'))).text;
}

/** The same where a body is JSON only in part, such as one that was cut off. */
function closeWrittenDoors(text: string): string {
  return text.replace(
    /"([^"\\]{1,100})"(\s*:\s*")((?:[^"\\]|\\.)*)/gs,
    (whole, name: string, colon: string, value: string) =>
      opensDoor.test(name) ? `"${name}"${colon}${dots(value)}` : whole,
  );
}

// Masked part by part: encoded, a card number is no longer a row of digits.
function maskForm(text: string): string {
  const masked = Array.from(new URLSearchParams(text), ([name, value]): [string, string] => [
    name,
    opensDoor.test(name) ? dots(value) : maskSecrets(value).text,
  ]);
  return new URLSearchParams(masked).toString();
}

/** Safe to recurse: `readJson` refuses what is nested too deep. */
function closeDoors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeDoors);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === 'string' && opensDoor.test(name) ? dots(inner) : closeDoors(inner),
    ]),
  );
}

function dots(text: string): string {
  return '•'.repeat(Math.min(text.length, 20));
}
