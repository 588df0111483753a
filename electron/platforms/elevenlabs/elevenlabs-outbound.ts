import { lacking, type Outbound, sendOutbound, taken, textOf } from '../outbound.ts';
import { apiBaseOf } from '../send-through-door.ts';

const usualApi = 'https://api.elevenlabs.io';

/** Calls by an ElevenLabs agent, over the Twilio number it was given. */
export const elevenlabsOutbound: Outbound = {
  agentLabel: 'Agent',
  missing: (feed) =>
    lacking(
      ['API key', feed.secrets.apiKey],
      ['Agent', feed.options.agentId],
      ['Phone number id', feed.options.phoneNumberId],
    ),
  async call({ to, from, agent, variables }, by) {
    const { options, secrets } = by.feed;
    const sent = await sendOutbound(
      {
        url: `${apiBaseOf(by.feed, usualApi)}/v1/convai/twilio/outbound-call`,
        headers: { 'xi-api-key': secrets.apiKey ?? '' },
        body: {
          agent_id: agent || options.agentId,
          agent_phone_number_id: from || options.phoneNumberId,
          to_number: to,
          conversation_initiation_client_data: { dynamic_variables: variables },
        },
      },
      by,
    );
    if (sent.kind !== 'answered') return sent;
    const said = textOf(sent.body, 'message');
    // A success in its status may be none in its words.
    if (isRefused(sent.body))
      return { kind: 'refused', why: `ElevenLabs did not place it: ${said ?? 'no reason told'}` };
    const call = textOf(sent.body, 'callSid');
    return taken(textOf(sent.body, 'conversation_id') ?? call, { callSid: call });
  },
};

function isRefused(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'success' in body && body.success === false;
}
