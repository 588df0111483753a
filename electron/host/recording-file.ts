import { securityHeaders } from './content-policy.ts';
import type { RendererFile } from './renderer-files.ts';

/** The sound of a call, by the call's id; null where it cannot be heard. */
export type LoadRecording = (call: string) => Promise<{ bytes: Buffer; mediaType: string } | null>;

/** Where the window finds the sound of a call. */
const address = /^\/recording\/([\w-]{1,64})$/;

/** The call whose sound a path names; null for any other path. */
export function recordingOfPath(pathname: string): string | null {
  return address.exec(pathname)?.[1] ?? null;
}

/** Answers with the sound of a call, or with the part of it that is asked for: a player jumps without loading all of it. */
export async function recordingFile(load: LoadRecording, call: string, range: string | null): Promise<RendererFile> {
  const sound = await load(call);
  const headers = { ...securityHeaders, 'Cache-Control': 'no-store', 'Accept-Ranges': 'bytes' };
  if (!sound)
    return { status: 404, headers: { ...headers, 'Content-Type': 'text/plain' }, body: 'There is no recording.' };
  const { bytes, mediaType } = sound;
  // Whatever a platform called it: nothing but sound may come of it.
  const typed = { ...headers, 'Content-Type': mediaType, 'Content-Security-Policy': "default-src 'none'; sandbox" };
  const part = partOf(range, bytes.length);
  if (part === 'none') {
    return { status: 416, headers: { ...typed, 'Content-Range': `bytes */${bytes.length}` }, body: '' };
  }
  if (part === 'all')
    return { status: 200, headers: { ...typed, 'Content-Length': `${bytes.length}` }, body: new Uint8Array(bytes) };
  const { from, to } = part;
  const told = { 'Content-Range': `bytes ${from}-${to}/${bytes.length}`, 'Content-Length': `${to - from + 1}` };
  return { status: 206, headers: { ...typed, ...told }, body: new Uint8Array(bytes.subarray(from, to + 1)) };
}

/** One range of RFC 9110; several at once, or another unit, are answered with the whole. */
function partOf(range: string | null, length: number): { from: number; to: number } | 'all' | 'none' {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '');
  if (!asked || (asked[1] === '' && asked[2] === '')) return 'all';
  const [first = '', last = ''] = [asked[1], asked[2]];
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from > to || from >= length ? 'none' : { from, to };
}
