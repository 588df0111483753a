import { z } from 'zod';
import { ApiTrouble, askApi } from '../ask-api.ts';
import { laxLabel, laxList, membersOf } from '../lenient.ts';
import type { WatchParts } from '../platform.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { retellApi } from './retell-doors.ts';
import { type RetellCall, retellCall } from './retell-shapes.ts';

/** Most pages of live calls that are asked for: an answer that never ends must not keep us asking. */
const mostPages = 20;

// Documented (SDK 5): `POST /v3/list-calls`, filtered by status, answers `{ items, pagination_key, has_more }`.
const ongoing = {
  filter_criteria: { call_status: { type: 'enum', op: 'in', value: ['ongoing'] } },
  sort_order: 'descending',
  limit: 100,
};
const listed = z.object({
  items: laxList,
  pagination_key: laxLabel,
  has_more: z.boolean().catch(false).default(false),
});

type Asking = Pick<WatchParts, 'feed' | 'fetch' | 'signal' | 'now'>;

/** The calls that are live. */
export async function ongoingCalls(parts: Asking): Promise<RetellCall[]> {
  const found: RetellCall[] = [];
  let key: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const body = key === null ? ongoing : { ...ongoing, pagination_key: key };
    const answer = listed.safeParse(await ask(parts, { method: 'POST', path: '/v3/list-calls', body }));
    if (!answer.success) throw new ApiTrouble('Retell listed its calls in a form that is not known.');
    found.push(...membersOf(retellCall, answer.data.items));
    key = answer.data.has_more ? answer.data.pagination_key : null;
    if (key === null) break;
  }
  return found.filter(({ call_status }) => call_status === null || call_status === 'ongoing');
}

/** One call as Retell has it now. */
export async function callNow(parts: Asking, id: string): Promise<RetellCall> {
  const path = `/v2/get-call/${encodeURIComponent(id)}`;
  const read = retellCall.safeParse(await ask(parts, { method: 'GET', path }));
  if (!read.success) throw new ApiTrouble('Retell told of a call in a form that is not known.');
  return read.data;
}

function ask(parts: Asking, { method, path, body }: { method: 'GET' | 'POST'; path: string; body?: unknown }) {
  const headers = { authorization: `Bearer ${parts.feed.secrets.apiKey ?? ''}` };
  return askApi(parts, {
    method,
    url: `${apiBaseOf(parts.feed, retellApi)}${path}`,
    headers,
    ...(body !== undefined && { body }),
  });
}
