import { z } from 'zod';
import { ApiTrouble, askApi, repeat, untilStopped } from '../ask-api.ts';
import { laxList, membersOf, toEpochMs } from '../lenient.ts';
import type { WatchParts } from '../platform.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { readTranscript } from './read-transcript.ts';
import { type Transcript, transcript } from './transcript-shapes.ts';

const usualApi = 'https://analytics-api.voiceflow.com';
const everyMs = 15_000;
const pageSize = 100;
const mostPages = 20;
/** How far back the first look goes: what is in progress then is wanted, what is long over is not. */
const firstLookMs = 60 * 60 * 1000;
/** A conversation in which nothing happened for so long is over, whether or not anybody ended it. */
const idleMs = 60 * 60 * 1000;

const list = z.object({ transcripts: laxList });
const single = z.object({ transcript: z.unknown() });

/** Asks for the transcripts of a project that are new or have grown, again and again; needs no public address. */
export async function watchTranscripts(parts: WatchParts): Promise<void> {
  const { projectID, poll } = parts.feed.options;
  if (poll !== 'on') return untilStopped(parts.signal);
  if (!projectID || !parts.feed.secrets.apiKey) {
    parts.trouble('Polling transcripts needs the project id and an API key.');
    return untilStopped(parts.signal);
  }
  const known = new Map<string, Known>();
  await repeat(parts, everyMs, () => lookOnce(parts, projectID, known));
}

/** What was read of a transcript, so that only what is new is read again. */
type Known = { mark: string; entries: number };

async function lookOnce(parts: WatchParts, project: string, known: Map<string, Known>): Promise<void> {
  const from = toEpochMs(await parts.bookmark.read()) ?? parts.now() - firstLookMs;
  const found = await search(parts, project, from);
  for (const each of found) await readOn(parts, each, known);
  const listed = new Set(found.map(({ id }) => id));
  for (const id of known.keys()) if (!listed.has(id)) known.delete(id);
  const next = nextFrom(found, from, parts.now());
  if (next !== from) await parts.bookmark.write(new Date(next).toISOString());
}

async function search(parts: WatchParts, project: string, from: number): Promise<Transcript[]> {
  const found: Transcript[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const url = `${apiOf(parts)}/v1/transcript/project/${encodeURIComponent(project)}?take=${pageSize}&skip=${page * pageSize}`;
    const body = { startDate: new Date(from).toISOString() };
    const answer = await askApi(parts, { method: 'POST', url, headers: keyOf(parts), body });
    const read = list.safeParse(answer);
    if (!read.success) throw new ApiTrouble('Voiceflow answered with something else than a list of transcripts.');
    found.push(...membersOf(transcript, read.data.transcripts));
    if (read.data.transcripts.length < pageSize) return found;
  }
  parts.trouble(`There are more than ${mostPages * pageSize} transcripts at once: the oldest may be missing.`);
  return found;
}

async function readOn(
  parts: WatchParts,
  { id, updatedAt, endedAt }: Transcript,
  known: Map<string, Known>,
): Promise<void> {
  const before = known.get(id);
  const mark = `${updatedAt}/${endedAt}`;
  if (updatedAt !== null && before?.mark === mark) return;
  const url = `${apiOf(parts)}/v1/transcript/${encodeURIComponent(id)}`;
  const read = single.safeParse(await askApi(parts, { method: 'GET', url, headers: keyOf(parts) }));
  if (!read.success) throw new ApiTrouble('Voiceflow answered with something else than a transcript.');
  await parts.deliver(readTranscript(read.data.transcript, parts.now(), before?.entries ?? 0), true);
  const whole = transcript.safeParse(read.data.transcript);
  known.set(id, { mark, entries: whole.success ? whole.data.logs.length : 0 });
}

/** The next look begins at the oldest conversation still going on, else at the newest one seen. */
function nextFrom(found: readonly Transcript[], from: number, now: number): number {
  const begun = found.map((each) => ({ at: toEpochMs(each.createdAt) ?? from, open: isOpen(each, now) }));
  const open = begun.filter((each) => each.open).map(({ at }) => at);
  if (open.length > 0) return Math.max(from, Math.min(...open));
  return Math.max(from, ...begun.map(({ at }) => at));
}

function isOpen({ endedAt, updatedAt }: Transcript, now: number): boolean {
  return endedAt === null && now - (toEpochMs(updatedAt) ?? 0) < idleMs;
}

function keyOf({ feed }: WatchParts): Record<string, string> {
  return { authorization: feed.secrets.apiKey ?? '' };
}

function apiOf({ feed }: WatchParts): string {
  return apiBaseOf(feed, usualApi);
}
