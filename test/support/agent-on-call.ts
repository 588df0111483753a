import type { Console } from '../../electron/console/start-console.ts';
import { vapiSigned } from './intake-console.ts';
import { sampleFeed } from './sample-feed.ts';

const secret = 'agent-on-call';

/** An agent on the line with a caller: it asks over HTTP as its platform does, and hears what came of it. */
export type AgentOnCall = {
  /** Resolves with what the agent is told once it was decided. */
  ask(action: string, inputs: Record<string, unknown>): Promise<string>;
};

/** Takes a feed into use, and an agent that speaks on it with this caller; its questions are held for half a minute. */
export async function agentOnCall(
  running: Console,
  caller: { number: string; name: string },
  id = 'call-1',
): Promise<AgentOnCall> {
  const feed = sampleFeed('vapi', { holdMs: 30_000 });
  await running.feeds.book.save(feed, { secret });
  await running.feeds.intake.follow();
  const url = running.feeds.intake.localUrlOf(feed);
  if (!url) throw new Error('nothing listens for the agent');
  const call = { id, type: 'inboundPhoneCall', customer: caller };
  let asked = 0;
  return {
    async ask(action, inputs) {
      asked += 1;
      const toolCallList = [{ id: `${id}-t${asked}`, name: action, parameters: inputs }];
      const message = { type: 'tool-calls', timestamp: Date.now(), call, toolCallList };
      const body = JSON.stringify({ message });
      const answer = await fetch(url, { method: 'POST', body, headers: vapiSigned(secret, body) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status} ${text}`);
      const [result] = JSON.parse(text).results;
      return String(result.result ?? result.error);
    },
  };
}
