import { z } from 'zod';
import type { HttpAnswer, IntakeRequest, ToolAnswer } from '../platform.ts';
import { readJson } from '../read-json.ts';
import { resultText } from '../result-text.ts';

const headers = { 'content-type': 'application/json' };
const legacy = z.object({ message: z.object({ type: z.literal('function-call') }) });

/** Answers Vapi's tool calls: one result for each, on a single line, as its documentation asks. */
export function answerVapi(answers: readonly ToolAnswer[], request: IntakeRequest): HttpAnswer {
  const [first] = answers;
  // The legacy message waits for one bare result.
  if (first && isLegacy(request))
    return { status: 200, headers, body: JSON.stringify({ result: oneLine(resultText(first)) }) };
  const results = answers.map((answer) => ({
    toolCallId: answer.ask.id,
    name: answer.ask.action,
    ...(isError(answer) ? { error: oneLine(answer.text) } : { result: oneLine(resultText(answer)) }),
  }));
  return { status: 200, headers, body: JSON.stringify({ results }) };
}

function isError({ outcome }: ToolAnswer): boolean {
  return outcome === 'failed' || outcome === 'refused';
}

function isLegacy(request: IntakeRequest): boolean {
  const read = readJson(request.body);
  return read.kind === 'json' && legacy.safeParse(read.value).success;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim();
}
