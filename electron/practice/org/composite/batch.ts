import { apiError } from '../http/api-error.ts';
import { jsonParserError } from '../http/refusals.ts';
import {
  answerError,
  ok,
  type RestAnswer,
  type RestCall,
  type RestHandler,
  readJsonObject,
} from '../rest/rest-call.ts';
import type { Usage } from '../rest/usage.ts';
import { isRecord } from '../rows/read-body.ts';
import { toSubcall } from './subcall.ts';

const mostRequests = 25;

/** POST /composite/batch: one after the other, each for itself, each counted. */
export function batchHandler(answer: (call: RestCall) => RestAnswer, usage: Usage): RestHandler {
  return (call) => {
    const body = readJsonObject(call);
    const { batchRequests } = body;
    if (!Array.isArray(batchRequests)) throw jsonParserError('batchRequests is required');
    if (batchRequests.length > mostRequests) {
      throw apiError(
        400,
        'LIMIT_EXCEEDED',
        `Batch size of ${batchRequests.length} exceeds the maximum of ${mostRequests}.`,
      );
    }
    let halted = false;
    const results = batchRequests.map((one: unknown) => {
      if (halted) return haltedResult();
      const answered = answerOne(call, one, answer);
      usage.add(1);
      if (answered.status >= 400 && body.haltOnError === true) halted = true;
      return { statusCode: answered.status, result: answered.body ?? null };
    });
    // The batch itself is one of the calls just counted.
    usage.add(-1);
    return ok({ hasErrors: results.some((result) => result.statusCode >= 400), results });
  };
}

function haltedResult() {
  const message = 'Batch processing halted per request. No further requests processed.';
  return { statusCode: 412, result: [{ errorCode: 'BATCH_PROCESSING_HALTED', message }] };
}

function answerOne(call: RestCall, one: unknown, answer: (call: RestCall) => RestAnswer): RestAnswer {
  try {
    if (!isRecord(one) || typeof one.url !== 'string')
      throw jsonParserError('Each batch request needs a method and a url');
    const url = one.url.replace(/^\/?(services\/data\/)?/, '/services/data/');
    const method = String(one.method ?? 'GET').toUpperCase();
    return answer(toSubcall(call, { method, url, body: one.richInput, headers: {} }));
  } catch (cause) {
    return answerError(cause);
  }
}
