import { toLabel } from '../../platforms/plain-text.ts';
import type { ReadContext, ToldCall } from './replay-call.ts';
import { toKey } from './told-values.ts';
import { readVconContext } from './vcon-context.ts';
import { readVconParts } from './vcon-parts.ts';
import { vconShape } from './vcon-shape.ts';
import { readVconToolCalls } from './vcon-tool-calls.ts';
import { readVconTurns } from './vcon-turns.ts';

/** Reads one vCon, telling what had to be left out; null where the value is no vCon. */
export function readVcon(raw: unknown, { fallbackKey, tell }: ReadContext): ToldCall | null {
  const vcon = vconShape.safeParse(raw).data;
  if (!vcon) return null;
  const parts = readVconParts(vcon);
  const turns = readVconTurns(parts, tell);
  const caller = parts.parties.find((party) => party.role === 'caller');
  return {
    key: toKey(vcon.uuid ?? '') ?? fallbackKey,
    title: toLabel(vcon.subject) ?? caller?.name ?? 'Recorded call',
    ...readVconContext(vcon, parts),
    parties: parts.parties,
    startedAt: parts.startedAt,
    turns: turns.told,
    toolCalls: readVconToolCalls(parts, turns.turnOfDialog, tell),
  };
}
