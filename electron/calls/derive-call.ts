import type { Call, Party } from '../../shared/model/call.ts';
import { inOrder, type Source, type Started } from './call-sources.ts';

/** A call as all its sources tell it together: the same, in whichever order they told it. */
export function deriveCall(before: Call, sources: readonly Source[]): Call {
  const starts = sources.flatMap((source) => source.starts).sort(inOrder);
  return { ...before, ...startOf(before, starts), ...endOf(sources) };
}

function startOf(before: Call, starts: readonly Started[]): Partial<Call> {
  const [first] = starts;
  if (!first) return {};
  return {
    channel: first.channel,
    direction: starts.find((each) => each.direction !== 'unknown')?.direction ?? 'unknown',
    agent: starts.find((each) => each.agent !== null)?.agent ?? before.agent,
    parties: partiesOf(starts),
    variables: Object.assign({}, ...starts.map((each) => each.variables)),
    startedAt: first.startedAt,
    heldAt: starts.find((each) => each.heldAt !== null)?.heldAt ?? null,
  };
}

/** Those of the first that names any; what it leaves open of the caller, another may know. */
function partiesOf(starts: readonly Started[]): Party[] {
  const [first = [], ...others] = starts.map((each) => each.parties).filter((each) => each.length > 0);
  return first.map((party) => {
    if (party.role !== 'caller') return party;
    const same = others.flat().filter((each) => each.role === 'caller');
    return {
      role: party.role,
      name: party.name ?? same.find((each) => each.name !== null)?.name ?? null,
      phone: party.phone ?? same.find((each) => each.phone !== null)?.phone ?? null,
      email: party.email ?? same.find((each) => each.email !== null)?.email ?? null,
    };
  });
}

/** Over when every source is that told of its start or was heard: one platform may go on where another left. */
function endOf(sources: readonly Source[]): Pick<Call, 'endedAt' | 'endReason'> {
  const telling = sources.filter(({ starts, voice }) => starts.length > 0 || voice === 'heard' || voice === 'joined');
  const counted = telling.length > 0 ? telling : sources;
  const ends = counted.flatMap(({ ended }) => (ended ? [ended] : []));
  const last = ends.reduce<(typeof ends)[number] | null>(
    (late, each) => (late && late.at >= each.at ? late : each),
    null,
  );
  if (!last || ends.length < counted.length) return { endedAt: null, endReason: null };
  return { endedAt: last.at, endReason: last.reason };
}
