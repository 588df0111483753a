import type { HttpAnswer, ToolAnswer } from './platform.ts';

/** Answers a platform whose requests ask for one thing, and whose agents read the JSON as it is. */
export function answerAsJson([answer]: readonly ToolAnswer[]): HttpAnswer {
  const body = answer && {
    status: answer.outcome,
    result: answer.text,
    ...(answer.reference !== null && { reference: answer.reference }),
    ...(Object.keys(answer.values).length > 0 && { values: answer.values }),
  };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
}
