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
import { isRecord } from '../rows/read-body.ts';
import { mentionedIn, resolveReferences } from './references.ts';
import { toSubcall } from './subcall.ts';

/** One request inside a composite. */
export interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, unknown>>;
}

/** One answer inside a composite. */
interface Subanswer {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

type Answer = (call: RestCall) => RestAnswer;

const mostSubrequests = 25;
const mostQueries = 5;
const forbiddenHeaders = /^(accept|authorization|content-type)$/i;

/** POST /composite */
export function compositeHandler(answer: Answer): RestHandler {
  return (call) => {
    const body = readJsonObject(call);
    const subrequests = readSubrequests(body.compositeRequest, Number(call.version));
    refuseTooMany(subrequests);
    const allOrNone = body.allOrNone === true;
    const { answers } = runSubrequests(call, subrequests, { answer, allOrNone });
    return ok({ compositeResponse: answers });
  };
}

/** Reads and checks the subrequests; what is wrong with one refuses the whole call. */
export function readSubrequests(value: unknown, version: number): Subrequest[] {
  if (!Array.isArray(value)) throw jsonParserError('compositeRequest is required');
  const seen = new Set<string>();
  return value.map((one): Subrequest => {
    if (!isRecord(one)) throw jsonParserError('Each composite subrequest must be an object');
    const referenceId = String(one.referenceId ?? '');
    if (version >= 52 && !/^[A-Za-z0-9][A-Za-z0-9_]*$/.test(referenceId)) {
      throw jsonParserError(
        `Provided referenceId ('${referenceId}') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').`,
      );
    }
    if (seen.has(referenceId))
      throw jsonParserError(`Duplicate referenceId provided: '${referenceId}'. The referenceId must be unique.`);
    seen.add(referenceId);
    const httpHeaders = isRecord(one.httpHeaders) ? one.httpHeaders : {};
    const forbidden = Object.keys(httpHeaders).find((name) => forbiddenHeaders.test(name));
    if (forbidden !== undefined)
      throw jsonParserError(`Header '${forbidden}' is not allowed in a composite subrequest.`);
    const method = String(one.method ?? '');
    if (!/^(GET|POST|PUT|PATCH|DELETE|HEAD)$/.test(method)) {
      throw jsonParserError(`Invalid HTTP method '${method}': it must be one of DELETE, GET, HEAD, PATCH, POST, PUT.`);
    }
    const url = String(one.url ?? '');
    if (!/^\/services\/(data\/v\d+\.\d\/|apexrest\/)/.test(url)) {
      throw jsonParserError(`The url '${url}' is not valid: it must start with /services/data/vXX.X/.`);
    }
    return { method, url, referenceId, body: one.body, httpHeaders };
  });
}

function refuseTooMany(subrequests: readonly Subrequest[]): void {
  if (subrequests.length > mostSubrequests) {
    throw apiError(400, 'LIMIT_EXCEEDED', `The composite request can contain up to ${mostSubrequests} subrequests.`);
  }
  const heavy = subrequests.filter(({ url }) => /\/v[\d.]+\/(query|queryAll|composite\/sobjects)\b/i.test(url));
  if (heavy.length > mostQueries) {
    throw apiError(
      400,
      'LIMIT_EXCEEDED',
      `Up to ${mostQueries} of the subrequests can be query or sObject Collections operations.`,
    );
  }
}

const rolledBack = 'The transaction was rolled back since another operation in the same transaction failed.';

class RolledBack extends Error {}

/** Runs subrequests in order, each seeing the answers before it; all or none when asked. */
export function runSubrequests(
  call: RestCall,
  subrequests: readonly Subrequest[],
  how: { answer: Answer; allOrNone: boolean },
): { answers: Subanswer[]; succeeded: boolean } {
  const answers: Subanswer[] = [];
  const run = () => {
    const results = new Map<string, unknown>();
    for (const subrequest of subrequests) {
      const answered = answerOne(call, subrequest, { ...how, results });
      answers.push(answered);
      if (answered.httpStatusCode < 400) results.set(subrequest.referenceId, answered.body);
      else if (how.allOrNone) throw new RolledBack();
    }
  };
  if (!how.allOrNone) {
    run();
    return { answers, succeeded: answers.every((one) => one.httpStatusCode < 400) };
  }
  try {
    call.org.store.transaction(run);
    return { answers, succeeded: true };
  } catch (cause) {
    if (!(cause instanceof RolledBack)) throw cause;
    return { answers: halted(subrequests, answers), succeeded: false };
  }
}

function halted(subrequests: readonly Subrequest[], answers: readonly Subanswer[]): Subanswer[] {
  return subrequests.map((subrequest, index) => {
    const answered = answers[index];
    if (answered !== undefined && answered.httpStatusCode >= 400) return answered;
    return {
      body: [{ errorCode: 'PROCESSING_HALTED', message: rolledBack }],
      httpHeaders: {},
      httpStatusCode: 400,
      referenceId: subrequest.referenceId,
    };
  });
}

function answerOne(
  call: RestCall,
  subrequest: Subrequest,
  how: { answer: Answer; results: ReadonlyMap<string, unknown> },
): Subanswer {
  const answered = attempt(call, subrequest, how);
  const location = answered.headers?.Location;
  return {
    body: answered.body ?? null,
    httpHeaders: location === undefined ? {} : { Location: location },
    httpStatusCode: answered.status,
    referenceId: subrequest.referenceId,
  };
}

function attempt(
  call: RestCall,
  subrequest: Subrequest,
  { answer, results }: { answer: Answer; results: ReadonlyMap<string, unknown> },
): RestAnswer {
  try {
    const url = String(resolveReferences(subrequest.url, results));
    const body = resolveReferences(subrequest.body, results);
    const answered = answer(toSubcall(call, { method: subrequest.method, url, body, headers: subrequest.httpHeaders }));
    if (answered.bytes !== undefined)
      throw apiError(400, 'INVALID_INPUT', 'Blob data cannot be retrieved in a composite subrequest.');
    return answered;
  } catch (cause) {
    return answerError(cause);
  }
}

/** GET /composite */
export const compositeResourcesHandler: RestHandler = ({ version }) => {
  const base = `/services/data/v${version}/composite`;
  return ok({ tree: `${base}/tree`, batch: `${base}/batch`, sobjects: `${base}/sobjects`, graph: `${base}/graph` });
};

/** The reference ids a subrequest depends on. */
export function dependenciesOf(subrequest: Subrequest): string[] {
  return [...mentionedIn(subrequest.url), ...mentionedIn(subrequest.body)];
}
