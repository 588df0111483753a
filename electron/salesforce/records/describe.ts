import type { FieldDescribe, ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { objectDescribe } from '../../../shared/model/object-describe.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { toHttpDate } from '../http-date.ts';
import type { SalesforceAnswer, SalesforceConnection, SalesforceRequest } from '../salesforce-connection.ts';

const FRESH_FOR_MS = 5 * 60_000;
/** While the org's requests run low, what is known is not asked again only because it is a few minutes old. */
const FRESH_WHILE_SPARING_MS = 60 * 60_000;

/** Describes of one org's objects, kept and asked again only if they may have changed. */
export type DescribeCache = Pick<SalesforceConnection, 'describeObject'> & { forget(name: string): void };

type Kept = { describe: ObjectDescribe; lastModified: string; checkedAt: number };

/** Keeps describes for five minutes, or an hour while requests run low; after that the org is asked whether they changed. */
export function createDescribeCache(
  read: (of: SalesforceRequest) => Promise<SalesforceAnswer>,
  now: () => number,
  isSparing: () => boolean = () => false,
): DescribeCache {
  const kept = new Map<string, Kept>();
  const asking = new Map<string, Promise<ObjectDescribe>>();

  async function ask(name: string, key: string): Promise<ObjectDescribe> {
    const known = kept.get(key);
    const answer = await read({
      method: 'GET',
      path: ['sobjects', name, 'describe'],
      headers: known ? { 'If-Modified-Since': known.lastModified } : {},
    }).catch((failure: unknown) => {
      throw isNotFound(failure) ? unknownObject(name, failure) : failure;
    });
    if (answer.status === 304 && known) {
      known.checkedAt = now();
      return known.describe;
    }
    const describe = toObjectDescribe(answer.body);
    const lastModified = answer.headers['last-modified'] ?? answer.headers.date ?? toHttpDate(now());
    kept.set(key, { describe, lastModified, checkedAt: now() });
    return describe;
  }

  return {
    describeObject(name) {
      const key = name.toLowerCase();
      const known = kept.get(key);
      const freshForMs = isSparing() ? FRESH_WHILE_SPARING_MS : FRESH_FOR_MS;
      if (known && now() - known.checkedAt < freshForMs) return Promise.resolve(known.describe);
      const running = asking.get(key);
      if (running) return running;
      const started = ask(name, key).finally(() => asking.delete(key));
      asking.set(key, started);
      return started;
    },
    forget: (name) => kept.delete(name.toLowerCase()),
  };
}

/** A field by its API name, in any case; undefined where the object has none, or our user may not see it. */
export function fieldOf(object: ObjectDescribe, name: string): FieldDescribe | undefined {
  const lower = name.toLowerCase();
  return object.fields.find((field) => field.name.toLowerCase() === lower);
}

/** Takes what the console uses out of a describe, which is twenty times as large. */
function toObjectDescribe(body: unknown): ObjectDescribe {
  const parsed = objectDescribe.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ProblemError(
    toProblem('upstream', 'Salesforce described an object in a way Countersign cannot read.', { next: 'retry' }),
    { cause: parsed.error },
  );
}

function isNotFound(failure: unknown): boolean {
  return failure instanceof ProblemError && failure.problem.kind === 'not-found';
}

function unknownObject(name: string, cause: unknown): ProblemError {
  const message = `This org has no object called ${name.slice(0, 80)}, or your Salesforce user may not see it.`;
  return new ProblemError(toProblem('not-found', message, { code: 'NOT_FOUND' }), { cause });
}
