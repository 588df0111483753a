import { lacking, type Outbound, takenAs, textOf } from '../outbound.ts';
import { sendOutbound } from '../send-outbound.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { retellApi } from './retell-doors.ts';

/** Calls by a Retell agent. */
export const retellOutbound: Outbound = {
  agentLabel: 'Agent',
  own: ({ options }) => ({ from: options.fromNumber ?? '', agent: options.agentId ?? '' }),
  missing: (feed) => lacking(['API key', feed.secrets.apiKey], ['Number to call from', feed.options.fromNumber]),
  async call({ to, from, agent, variables, reference }, by) {
    const { options, secrets } = by.feed;
    const agentId = agent || options.agentId;
    const sent = await sendOutbound(
      {
        who: 'Retell',
        url: `${apiBaseOf(by.feed, retellApi)}/v2/create-phone-call`,
        headers: { authorization: `Bearer ${secrets.apiKey ?? ''}` },
        body: {
          from_number: from || options.fromNumber,
          to_number: to,
          // Without one, the number’s own agent speaks.
          ...(agentId ? { override_agent_id: agentId } : {}),
          retell_llm_dynamic_variables: variables,
          metadata: { countersign: reference },
        },
      },
      by,
    );
    if (sent.kind !== 'answered') return sent;
    return takenAs('Retell', textOf(sent.body, 'call_id'), { status: textOf(sent.body, 'call_status') });
  },
};
