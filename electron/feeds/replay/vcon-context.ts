import type { CallAgent } from '../../../shared/model/call.ts';
import { toLabel } from '../../platforms/plain-text.ts';
import type { ToldCall } from './replay-call.ts';
import { toPlatform } from './told-values.ts';
import { toVariables } from './variables.ts';
import { jsonOf } from './vcon-content.ts';
import type { VconParts } from './vcon-parts.ts';
import { type CallContext, callContextBody, type Vcon, type VconDialog, vconParty } from './vcon-shape.ts';

type Context = Pick<ToldCall, 'platform' | 'channel' | 'direction' | 'agent' | 'variables'>;

/** What is known of a call beside its words: from the attachment with the purpose `call_context`, else from the dialogs. */
export function readVconContext(vcon: Vcon, parts: VconParts): Context {
  const attached = parts.attachments.find((each) => (each.purpose ?? each.type) === 'call_context');
  const context = (attached && callContextBody.safeParse(jsonOf(attached)).data) ?? null;
  return {
    platform: toPlatform(context?.platform ?? parts.dialogs.find((each) => each?.application)?.application),
    channel: context?.channel ?? (parts.dialogs.some(isVoice) ? 'phone' : 'chat'),
    direction: context?.direction ?? directionOf(parts.dialogs),
    agent: agentOf(context, vcon, parts),
    variables: toVariables(context?.variables),
  };
}

function isVoice(dialog: VconDialog | null): boolean {
  if (!dialog) return false;
  const mediatype = dialog.mediatype ?? dialog.mimetype ?? '';
  return dialog.type === 'recording' || /^(audio|video)\//.test(mediatype) || (dialog.duration ?? 0) > 0;
}

function directionOf(dialogs: readonly (VconDialog | null)[]): Context['direction'] {
  const told = dialogs.find((each) => each?.meta?.direction)?.meta?.direction?.toLowerCase() ?? '';
  if (/^in(bound|coming)?$/.test(told)) return 'inbound';
  return /^out(bound|going)?$/.test(told) ? 'outbound' : 'unknown';
}

function agentOf(context: CallContext | null, vcon: Vcon, parts: VconParts): CallAgent | null {
  const index = parts.parties.findIndex((party) => party.role === 'agent');
  const uuid = vconParty.safeParse(vcon.parties[index]).data?.uuid;
  const name = toLabel(context?.agent?.name) ?? parts.parties[index]?.name ?? null;
  const id = toLabel(context?.agent?.id) ?? toLabel(uuid) ?? name;
  return id === null ? null : { id, name: name ?? id, version: toLabel(context?.agent?.version) };
}
