import type { HttpAnswer, IntakeRequest, ToolAnswer, ToolAsk } from '../platform.ts';

/** Answers a request in its own form: one event with one, several with a list. */
export function answerEvents(answers: readonly ToolAnswer[], request: Pick<IntakeRequest, 'body'>): HttpAnswer {
  const events = answers.map(({ ask, ...answer }) => toAnswerEvent(ask, answer));
  const batch = events.length !== 1 || request.body.toString('utf8', 0, 100).trimStart().startsWith('[');
  const type = batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
  return { status: 200, headers: { 'content-type': type }, body: JSON.stringify(batch ? events : events[0]) };
}

/** An answer to what `id` asked, as a CloudEvent. */
export function toAnswerEvent(
  { id, call }: Pick<ToolAsk, 'id' | 'call'>,
  { outcome, text, reference, values }: Omit<ToolAnswer, 'ask'>,
) {
  return {
    specversion: '1.0',
    type: 'com.countersign.tool.answered',
    source: '/countersign',
    id: `${id} ${outcome}`,
    ...(call !== null && { subject: call }),
    datacontenttype: 'application/json',
    data: { tool_call_id: id, status: outcome, result: text, reference, values },
  };
}
