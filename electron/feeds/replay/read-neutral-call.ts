import { z } from 'zod';
import type { Party, PartyRole } from '../../../shared/model/call.ts';
import { toLabel } from '../../platforms/plain-text.ts';
import { readToolInputs } from '../../platforms/tool-inputs.ts';
import type { ReadContext, ReplayToolCall, ReplayTurn, ToldCall } from './replay-call.ts';
import { roleOfLabel } from './speaker-role.ts';
import { toKey, toPlatform } from './told-values.ts';
import { toVariables } from './variables.ts';
import { toPhone } from './vcon-parties.ts';

const text = z.string().nullish().catch(null);
const number = z.number().nullish().catch(null);
const list = z.array(z.unknown()).catch([]);

/** One line of the neutral JSONL. Only what is played is read: a data set's expected results, above all, are not. */
const callShape = z.object({
  id: z.union([z.string(), z.number()]).nullish().catch(null),
  title: text,
  source: text,
  platform: text,
  channel: text,
  direction: z.enum(['inbound', 'outbound', 'unknown']).catch('unknown'),
  agent: z.object({ id: text, name: text, version: text }).nullish().catch(null),
  parties: list,
  variables: z.record(z.string(), z.unknown()).nullish().catch(null),
  startedAt: number,
  utterances: z.array(z.unknown()),
  toolCalls: list,
});

const utteranceShape = z.object({
  speaker: z.string(),
  text: z.string(),
  startMs: number,
  endMs: number,
  toolCalls: list,
});

const partyShape = z.object({ role: text, name: text, phone: text, email: text });

const toolCallShape = z.object({
  id: z.union([z.string().min(1).max(200), z.number()]).transform(String),
  action: z.string().min(1).max(200),
  inputs: z.unknown().optional(),
  afterUtterance: number,
});

/** Reads one call of the neutral form; telling what had to be left out; null where the value is none. */
export function readNeutralCall(raw: unknown, { fallbackKey, tell }: ReadContext): ToldCall | null {
  const told = callShape.safeParse(raw).data;
  if (!told) return null;
  const utterances = told.utterances.map((each) => utteranceShape.safeParse(each).data ?? null);
  const unread = utterances.filter((each) => each === null).length;
  if (unread > 0)
    tell(`${unread === 1 ? 'One utterance was' : `${unread} utterances were`} left out: no speaker or no text.`);
  const asked = [...utterances.map((each) => each?.toolCalls ?? []), told.toolCalls];
  const id = told.id === null || told.id === undefined ? '' : String(told.id);
  const startedAt = told.startedAt ?? -1;
  return {
    key: toKey(id) ?? fallbackKey,
    title: toLabel(told.title) ?? toLabel(told.source) ?? toLabel(id) ?? 'Recorded call',
    platform: toPlatform(told.platform),
    channel: told.channel === 'voice' || told.channel === 'phone' ? 'phone' : 'chat',
    direction: told.direction,
    agent: agentOf(told.agent),
    parties: readParties(told.parties),
    variables: toVariables(told.variables),
    startedAt: Number.isFinite(startedAt) && startedAt >= 0 && startedAt < 8.64e15 ? startedAt : null,
    turns: utterances.map(toTurn),
    toolCalls: asked.flatMap((each, index) => readToolCalls(each, index < utterances.length ? index : null, tell)),
  };
}

// An utterance that cannot be read stays as a blank turn, so that the indexes of the others hold.
function toTurn(told: z.infer<typeof utteranceShape> | null): ReplayTurn {
  if (!told) return { party: 'other', text: '', startMs: null, endMs: null };
  const startMs = told.startMs ?? null;
  return { party: partyOf(told.speaker), text: told.text, startMs, endMs: told.endMs ?? startMs };
}

function partyOf(speaker: string): PartyRole {
  return roleOfLabel(speaker) ?? 'other';
}

function agentOf(told: z.infer<typeof callShape>['agent']): ToldCall['agent'] {
  const name = toLabel(told?.name);
  const id = toLabel(told?.id) ?? name;
  return id === null ? null : { id, name: name ?? id, version: toLabel(told?.version) };
}

function readParties(raw: readonly unknown[]): Party[] {
  const told = raw.slice(0, 50).flatMap((each) => partyShape.safeParse(each).data ?? []);
  const parties = told.map((each) => ({
    role: partyOf(each.role ?? ''),
    name: toLabel(each.name),
    phone: toPhone(each.phone),
    email: toLabel(each.email),
  }));
  const hasCaller = parties.some((party) => party.role === 'caller');
  return hasCaller ? parties : [...parties, { role: 'caller', name: null, phone: null, email: null }];
}

function readToolCalls(
  raw: readonly unknown[],
  turn: number | null,
  tell: (message: string) => void,
): ReplayToolCall[] {
  return raw.flatMap((each) => {
    const told = toolCallShape.safeParse(each).data;
    const inputs = told ? readToolInputs(told.inputs) : null;
    if (!told || !inputs) {
      tell('A tool call was left out: it has no id, no action, or inputs that cannot be read.');
      return [];
    }
    return [{ id: told.id, action: told.action, inputs, turn: turn ?? told.afterUtterance ?? null, atMs: null }];
  });
}
