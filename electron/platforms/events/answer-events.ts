import type { HttpAnswer, IntakeRequest, ToolAnswer } from '../platform.ts';

/** Answers a request in its own form: one event with one, several with a list. */
export function answerEvents(answers: readonly ToolAnswer[], request: Pick<IntakeRequest, 'body'>): HttpAnswer {
  const events = answers.map(toAnswerEvent);
  const batch = events.length !== 1 || request.body.toString('utf8', 0, 100).trimStart().startsWith('[');
  const type = batch ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
  return { status: 200, headers: { 'content-type': type }, body: JSON.stringify(batch ? events : events[0]) };
}

/** An answer as a CloudEvent. */
function toAnswerEvent({ ask, outcome, text, reference, values }: ToolAnswer) {
  return {
    specversion: '1.0',
    type: 'com.countersign.tool.answered',
    source: '/countersign',
    id: `${ask.id} ${outcome}`,
    ...(ask.call !== null && { subject: ask.call }),
    datacontenttype: 'application/json',
    data: { tool_call_id: ask.id, status: outcome, result: text, reference, values },
  };
}
