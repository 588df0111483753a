import type { DeliveredEvent } from '../../../shared/model/call-event.ts';

/** What a supervisor of the scenario does with a tool call's proposal. */
export type ScriptedDecision = 'approve' | 'reject' | 'leave';

/** One call in which an agent asks for several writes, and what is decided about each. */
export type KillScenario = { events: DeliveredEvent[]; decisions: Record<string, ScriptedDecision> };

/** The contact of the practice org that every scenario is about: calls from her number. */
const phone = '+14155550134';

/** The scenario of a seed: what is asked and decided varies, the steps and their ids do not. */
export function killScenario(random: () => number, run: string): KillScenario {
  const decide = (): ScriptedDecision => {
    const draw = random();
    if (draw < 0.7) return 'approve';
    return draw < 0.85 ? 'reject' : 'leave';
  };
  const feed = 'kills';
  const call = `call-${run}`;
  const event = (id: string, of: DeliveredEvent['event']): DeliveredEvent => ({
    feed,
    platform: 'vapi',
    call,
    id,
    event: of,
  });
  const say = (seq: number, party: 'caller' | 'agent', text: string): DeliveredEvent =>
    event(`u${seq}`, {
      type: 'utterance.final',
      utterance: { key: `u${seq}`, seq, party, text, startMs: seq * 1000, endMs: seq * 1000 + 900 },
    });
  const ask = (id: string, action: string, inputs: Record<string, unknown>): DeliveredEvent =>
    event(id, { type: 'tool.requested', toolCall: { id, action, inputs, utterance: null } });
  return {
    events: [
      event('start', {
        type: 'call.started',
        carrierId: null,
        channel: 'phone',
        direction: 'inbound',
        agent: { id: 'a', name: 'Front desk', version: null },
        parties: [{ role: 'caller', name: 'Dana Reyes', phone, email: null }],
        variables: {},
        startedAt: Date.now(),
        heldAt: null,
      }),
      say(1, 'caller', 'Hi, this is Dana Reyes.'),
      ask('update', 'update_contact', { title: `Owner ${run}` }),
      say(2, 'agent', 'Done. Anything else?'),
      ask('case-1', 'create_case', { subject: `First ${run}`, description: 'one' }),
      ask('case-2', 'create_case', { subject: `Second ${run}`, description: 'two' }),
      say(3, 'caller', 'That is all.'),
    ],
    // One is always approved: a run that writes nothing passes no point worth being killed at.
    decisions: { update: decide(), 'case-1': 'approve', 'case-2': decide() },
  };
}
