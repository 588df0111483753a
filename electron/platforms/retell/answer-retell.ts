import type { HttpAnswer, ToolAnswer } from '../platform.ts';

/** Answers a custom function. The agent reads it as text; `response_variables` may take single values out of it. */
export function answerRetell([answer]: readonly ToolAnswer[]): HttpAnswer {
  const body = answer && {
    status: answer.outcome,
    result: answer.text,
    ...(answer.reference !== null && { reference: answer.reference }),
    ...(Object.keys(answer.values).length > 0 && { values: answer.values }),
  };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
}
