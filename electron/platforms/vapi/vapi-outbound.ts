import { lacking, type Outbound, sendOutbound, taken, textOf } from '../outbound.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { vapiApi } from './vapi-doors.ts';

/** Calls by a Vapi assistant. */
export const vapiOutbound: Outbound = {
  agentLabel: 'Assistant',
  missing: (feed) =>
    lacking(
      ['Private API key', feed.secrets.apiKey],
      ['Phone number id', feed.options.phoneNumberId],
      ['Assistant', feed.options.assistantId],
    ),
  async call({ to, from, agent, variables }, by) {
    const { options, secrets } = by.feed;
    const sent = await sendOutbound(
      {
        url: `${apiBaseOf(by.feed, vapiApi)}/call`,
        headers: { authorization: `Bearer ${secrets.apiKey ?? ''}` },
        body: {
          assistantId: agent || options.assistantId,
          phoneNumberId: from || options.phoneNumberId,
          customer: { number: to },
          assistantOverrides: { variableValues: variables },
        },
      },
      by,
    );
    if (sent.kind !== 'answered') return sent;
    return taken(textOf(sent.body, 'id'), { status: textOf(sent.body, 'status') });
  },
};
