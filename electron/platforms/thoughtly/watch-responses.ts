import { z } from 'zod';
import { ApiTrouble, askApi, pause, repeat, untilStopped } from '../ask-api.ts';
import { toEpochMs } from '../lenient.ts';
import type { WatchParts } from '../platform.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { canonical, madeAskId } from '../tool-ask.ts';
import { understood } from '../understood.ts';
import { callIdOf, eventsOf, readCall } from './read-call.ts';
import { snaked, type ThoughtlyCall } from './thoughtly-shapes.ts';

/** Thoughtly’s usual address. */
export const thoughtlyApi = 'https://api.thoughtly.com';
const everyMs = 30_000;
const pageSize = 50;
const mostPages = 20;
/** A key may ask a hundred times a minute; others may be asking with it too. */
const betweenMs = 1_000;
/** How far back is looked: calls in progress are wanted, those of last week are not. */
const lookBackMs = 60 * 60 * 1000;
const longestCallMs = 24 * 60 * 60 * 1000;
const mostRemembered = 2_000;

/** Asks for the responses ("calls") of each of the feed's agents, again and again; needs no public address. */
export async function watchResponses(parts: WatchParts): Promise<void> {
  const agents = (parts.feed.options.interviewIds ?? '').split(/[\s,]+/).filter((id) => id !== '');
  if (agents.length === 0) return untilStopped(parts.signal);
  if (!parts.feed.secrets.apiToken || !parts.feed.options.teamId) {
    parts.trouble('Polling Thoughtly needs an API token and the team id.');
    return untilStopped(parts.signal);
  }
  const seen = await remembered(parts);
  await repeat(parts, everyMs, async () => {
    for (const agent of agents) await lookOnce(parts, agent, seen);
    // Moves only after a look that worked: what came while the console was off is still found.
    seen.since = Math.max(seen.since, parts.now() - longestCallMs);
  });
}

/** What was read: responses by their content, so that one that grew is read again; the oldest are forgotten. */
type Seen = { since: number; marks: Map<string, string> };

const bookmarkShape = z.object({ since: z.number(), marks: z.array(z.tuple([z.string(), z.string()])) });

async function remembered({ bookmark, now }: WatchParts): Promise<Seen> {
  const read = bookmarkShape.safeParse(parse((await bookmark.read()) ?? ''));
  return read.success
    ? { since: read.data.since, marks: new Map(read.data.marks) }
    : { since: now() - lookBackMs, marks: new Map() };
}

async function lookOnce(parts: WatchParts, agent: string, seen: Seen): Promise<void> {
  const before = seen.marks.size;
  let read = 0;
  for (let page = 1; page <= mostPages && !parts.signal.aborted; page += 1) {
    const found = await pageOf(parts, agent, page);
    for (const each of found) if (await take(parts, each, seen)) read += 1;
    if (found.length < pageSize || (isNewestFirst(found) && found.every((each) => isOld(each, seen)))) break;
    if (page === mostPages) parts.trouble(`Agent ${agent} has more than ${mostPages * pageSize} responses at once.`);
    await pause(parts, betweenMs);
  }
  if (read > 0 || seen.marks.size !== before) await parts.bookmark.write(bookmarkOf(seen));
}

async function pageOf(parts: WatchParts, agent: string, page: number): Promise<ThoughtlyCall[]> {
  const base = apiBaseOf(parts.feed, thoughtlyApi);
  const url = `${base}/interview/${encodeURIComponent(agent)}/responses?page=${page}&limit=${pageSize}`;
  const headers = { 'x-api-token': parts.feed.secrets.apiToken ?? '', team_id: parts.feed.options.teamId ?? '' };
  const list = listIn(await askApi(parts, { method: 'GET', url, headers }));
  if (list === null) throw new ApiTrouble('Thoughtly answered with something else than a list of responses.');
  return list.flatMap((each) => {
    const body = snaked(each);
    return body === null ? [] : [readCall({ interview_id: agent, ...body })];
  });
}

/** The list in `{ data, error }`, where `data` is one, or holds one. */
function listIn(answer: unknown): unknown[] | null {
  const data = snaked(answer)?.data ?? answer;
  if (Array.isArray(data)) return data;
  return Object.values(snaked(data) ?? {}).find((value) => Array.isArray(value)) ?? null;
}

async function take(parts: WatchParts, of: ThoughtlyCall, seen: Seen): Promise<boolean> {
  const call = callIdOf(of);
  if (call === null || isOld(of, seen)) return false;
  const mark = madeAskId(canonical(of));
  if (seen.marks.get(call) === mark) return false;
  const events = eventsOf(of, { now: parts.now(), over: isOver(of) });
  await parts.deliver(understood({ events }), true);
  seen.marks.delete(call);
  seen.marks.set(call, mark);
  return true;
}

function isOld(of: ThoughtlyCall, { since }: Seen): boolean {
  const at = timeOf(of);
  return at !== null && at < since;
}

function timeOf(of: ThoughtlyCall): number | null {
  return toEpochMs(of.ended_at) ?? toEpochMs(of.started_at) ?? toEpochMs(of.created_at);
}

/** Which way the list goes is not documented. */
function isNewestFirst(found: readonly ThoughtlyCall[]): boolean {
  const times = found.flatMap((each) => timeOf(each) ?? []);
  return (times[0] ?? 0) >= (times.at(-1) ?? 0);
}

function isOver({ status, ended_at }: ThoughtlyCall): boolean {
  if (ended_at !== null) return true;
  return (
    status !== null && !/^(queued|pending|scheduled|ringing|initiated|active|ongoing|live|in.?progress)$/i.test(status)
  );
}

function bookmarkOf(seen: Seen): string {
  const marks = [...seen.marks].slice(-mostRemembered);
  return JSON.stringify({ since: seen.since, marks });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
