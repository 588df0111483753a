import { lacking, type Outbound, partOf, takenAs, textOf } from '../outbound.ts';
import { sendOutbound } from '../send-outbound.ts';
import { apiBaseOf } from '../send-through-door.ts';

/** ElevenLabs’ usual address; those with data elsewhere have another. */
export const elevenLabsApi = 'https://api.elevenlabs.io';

/** Calls by an ElevenLabs agent, over the number it was given: one of Twilio, or of a SIP trunk. */
export const elevenlabsOutbound: Outbound = {
  agentLabel: 'Agent',
  own: ({ options }) => ({ from: options.phoneNumberId ?? '', agent: options.agentId ?? '' }),
  missing: (feed) =>
    lacking(
      ['API key', feed.secrets.apiKey],
      ['Agent', feed.options.agentId],
      ['Phone number id', feed.options.phoneNumberId],
    ),
  async call({ to, from, agent, variables }, by) {
    const { options, secrets } = by.feed;
    const carrier = options.carrier === 'sip-trunk' ? 'sip-trunk' : 'twilio';
    const sent = await sendOutbound(
      {
        who: 'ElevenLabs',
        url: `${apiBaseOf(by.feed, elevenLabsApi)}/v1/convai/${carrier}/outbound-call`,
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
    // A success in its status may be none in its words.
    if (partOf(sent.body, 'success') === false) {
      return {
        kind: 'refused',
        why: `ElevenLabs did not place it: ${textOf(sent.body, 'message') ?? 'no reason told'}`,
      };
    }
    const carried = textOf(sent.body, 'callSid') ?? textOf(sent.body, 'sip_call_id');
    return takenAs('ElevenLabs', textOf(sent.body, 'conversation_id') ?? carried, { callSid: carried });
  },
};
