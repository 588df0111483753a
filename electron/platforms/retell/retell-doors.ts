import type { DoorAnswer, DoorCall, Doors } from '../platform.ts';
import { apiBaseOf, sendThroughDoor } from '../send-through-door.ts';

/** Retell's usual address. */
export const retellApi = 'https://api.retellai.com';

/** Retell's ways into a live call. It has none to hand the caller over: only the agent's own tools can. */
export const retellDoors: Doors = {
  // Put into the agent's context; it speaks up at once, unless the caller is speaking.
  tell: (to, message) =>
    send(to, 'PATCH', `/v2/update-live-call/${encodeURIComponent(to.call)}`, {
      call_control: { additional_context: message, trigger_response: true },
    }),
  end: (to) => send(to, 'POST', `/v2/stop-call/${encodeURIComponent(to.call)}`),
};

async function send(to: DoorCall, method: 'PATCH' | 'POST', path: string, body?: unknown): Promise<DoorAnswer> {
  const { secrets } = to.feed;
  if (!secrets.apiKey) return { kind: 'refused', why: 'This feed has no API key.' };
  const headers = { authorization: `Bearer ${secrets.apiKey}` };
  return sendThroughDoor(to, {
    method,
    url: `${apiBaseOf(to.feed, retellApi)}${path}`,
    headers,
    ...(body !== undefined && { body }),
  });
}
