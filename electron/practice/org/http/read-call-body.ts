import type { BodyPart, CallBody } from '../rest/rest-call.ts';

/** Reads the body of a request as text, or in its parts when it is multipart. */
export async function readCallBody(request: Request): Promise<CallBody> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\//i.test(type)) return { kind: 'text', text: await request.text() };
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1] ?? '';
  return { kind: 'parts', parts: splitParts(Buffer.from(await request.arrayBuffer()), boundary) };
}

/** Cuts a multipart body at its boundary; Salesforce's clients name and order the parts differently. */
function splitParts(bytes: Buffer, boundary: string): BodyPart[] {
  const mark = Buffer.from(`--${boundary}`);
  const parts: BodyPart[] = [];
  let start = bytes.indexOf(mark);
  while (start >= 0) {
    const next = bytes.indexOf(mark, start + mark.length);
    if (next < 0) break;
    const part = readPart(bytes.subarray(start + mark.length, next));
    if (part !== null) parts.push(part);
    start = next;
  }
  return parts;
}

function readPart(raw: Buffer): BodyPart | null {
  const divide = raw.indexOf('\r\n\r\n');
  if (divide < 0) return null;
  const head = raw.subarray(0, divide).toString('utf8');
  const header = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const disposition = header('Content-Disposition');
  const bytes = raw.subarray(divide + 4, raw.length - 2);
  const isBase64 = /base64/i.test(header('Content-Transfer-Encoding'));
  return {
    name: /\bname="?([^";]+)"?/i.exec(disposition)?.[1] ?? '',
    contentType: header('Content-Type').toLowerCase(),
    bytes: isBase64 ? Buffer.from(bytes.toString('ascii'), 'base64') : bytes,
  };
}
