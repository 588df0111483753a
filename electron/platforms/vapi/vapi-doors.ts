import { z } from 'zod';
import type { DoorAnswer, DoorCall, Doors } from '../platform.ts';
import { apiBaseOf, sendThroughDoor } from '../send-through-door.ts';

/** Vapi's usual address. */
export const vapiApi = 'https://api.vapi.ai';

const noDoor: DoorAnswer = {
  kind: 'refused',
  why: 'No message of this call brought its control address, and the feed has no API key to ask for it.',
};

const monitored = z.object({ monitor: z.object({ controlUrl: z.string() }) });

/** Vapi's ways into a live call: all go through the call's control address. */
export const vapiDoors: Doors = {
  tell: (to, message) =>
    control(to, { type: 'add-message', message: { role: 'system', content: message }, triggerResponseEnabled: true }),
  transfer: (to, number) => control(to, { type: 'transfer', destination: { type: 'number', number } }),
  end: (to) => control(to, { type: 'end-call' }),
};

async function control(to: DoorCall, body: unknown): Promise<DoorAnswer> {
  const url = to.door ?? (await controlUrlOf(to));
  if (typeof url !== 'string') return url;
  if (!isUsable(url)) return { kind: 'refused', why: 'The control address of this call is not one that can be used.' };
  return sendThroughDoor(to, { method: 'POST', url, body });
}

/** The address authorises by itself, so it travels encrypted, or stays on this machine. */
function isUsable(url: string): boolean {
  const parsed = URL.parse(url);
  const local = parsed !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname);
  return parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && local);
}

async function controlUrlOf({ feed, call, fetch, signal }: DoorCall): Promise<string | DoorAnswer> {
  const key = feed.secrets.apiKey;
  // A stand-in for Vapi's API may ask for no key; Vapi's own does.
  if (!key && feed.apiBase === null) return noDoor;
  try {
    const response = await fetch(`${apiBaseOf(feed, vapiApi)}/call/${encodeURIComponent(call)}`, {
      headers: key ? { authorization: `Bearer ${key}` } : {},
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    const read = monitored.safeParse(await response.json());
    return read.success
      ? read.data.monitor.controlUrl
      : { kind: 'refused', why: 'Vapi knows no control address of this call.' };
  } catch {
    return { kind: 'unreachable', why: 'Vapi could not be asked for the control address of this call.' };
  }
}
