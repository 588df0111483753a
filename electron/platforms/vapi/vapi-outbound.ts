import { lacking, type Outbound, partOf, takenAs, textOf } from '../outbound.ts';
import { sendOutbound } from '../send-outbound.ts';
import { apiBaseOf } from '../send-through-door.ts';
import { vapiApi } from './vapi-doors.ts';

const busyMs = 60_000;

/** Calls by a Vapi assistant. */
export const vapiOutbound: Outbound = {
  agentLabel: 'Assistant',
  own: ({ options }) => ({ from: options.phoneNumberId ?? '', agent: options.assistantId ?? '' }),
  missing: (feed) =>
    lacking(
      ['Private API key', feed.secrets.apiKey],
      ['Phone number id', feed.options.phoneNumberId],
      ['Assistant', feed.options.assistantId],
    ),
  async call({ to, from, agent, variables, reference }, by) {
    const { options, secrets } = by.feed;
    const sent = await sendOutbound(
      {
        who: 'Vapi',
        url: `${apiBaseOf(by.feed, vapiApi)}/call`,
        headers: { authorization: `Bearer ${secrets.apiKey ?? ''}` },
        body: {
          // For whoever looks at Vapi's own list of calls.
          name: reference,
          assistantId: agent || options.assistantId,
          phoneNumberId: from || options.phoneNumberId,
          customer: { number: to },
          assistantOverrides: { variableValues: variables },
        },
      },
      by,
    );
    // A 400, although time helps: all of the account's lines are taken, and nobody was called.
    if (sent.kind === 'refused' && /over concurrency limit/i.test(sent.why)) {
      return { kind: 'not-sent', why: sent.why, retryAfterMs: busyMs };
    }
    if (sent.kind !== 'answered') return sent;
    const isBusy = partOf(partOf(sent.body, 'subscriptionLimits'), 'concurrencyBlocked') === true;
    return takenAs('Vapi', textOf(sent.body, 'id'), {
      status: textOf(sent.body, 'status'),
      waits: isBusy ? 'for a free line at Vapi' : null,
    });
  },
};
