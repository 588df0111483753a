import { call, callerParty } from '../../../shared/model/call.ts';
import type { ToolAsk } from '../../platforms/platform.ts';
import { fromJson } from '../../store/from-json.ts';
import type { StoreTransaction } from '../../store/open-store.ts';

/**
 * Names the call of a question whose platform only knows the caller: the one live call of the feed with them. Where there are two,
 * such as from one switchboard, it stays without a call rather than standing beside the wrong words.
 */
export async function placeAsk(db: Pick<StoreTransaction, 'selectFrom'>, feed: string, ask: ToolAsk): Promise<ToolAsk> {
  const { caller } = ask;
  if (ask.call !== null || caller === undefined) return ask;
  const live = await db
    .selectFrom('call_sources')
    .innerJoin('calls', 'calls.id', 'call_sources.call')
    .select(['call_sources.external_id as id', 'calls.id as call', 'calls.body as body'])
    .where('call_sources.feed', '=', feed)
    .where('calls.ended_at', 'is', null)
    .execute();
  const theirs = live.filter(({ body }) => {
    const of = fromJson(call, body);
    return of.variables.user_id === caller || callerParty(of)?.phone === caller;
  });
  const [first] = theirs;
  const isOne = new Set(theirs.map((each) => each.call)).size === 1;
  return first && isOne ? { ...ask, call: first.id } : ask;
}
