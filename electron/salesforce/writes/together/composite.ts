import { isRecord } from '../../faults.ts';
import { requestPath } from '../../request-path.ts';
import type { SalesforceAnswer, SalesforceConnection, SalesforceRequest } from '../../salesforce-connection.ts';

/** One request inside a composite. */
export type CompositePart = Pick<SalesforceRequest, 'method' | 'path' | 'headers' | 'body'>;

/** Parts in one composite, at most. */
export const compositeSize = 25;

/**
 * Sends parts as one composite: in this order, each for itself or all or none. `parts` holds the answer to each, null where the
 * composite's answer has none for it; it is null altogether where the composite as a whole was not carried out.
 */
export async function requestComposite(
  connection: SalesforceConnection,
  parts: readonly CompositePart[],
  hooks: Pick<SalesforceRequest, 'onSending' | 'onSent'>,
  allOrNone = false,
): Promise<{ whole: SalesforceAnswer; parts: (SalesforceAnswer | null)[] | null }> {
  const root = await connection.dataRoot();
  const compositeRequest = parts.map((part, index) => ({
    method: part.method,
    url: root + requestPath(part.path),
    referenceId: referenceOf(index),
    httpHeaders: part.headers ?? {},
    ...(part.body === undefined ? {} : { body: part.body }),
  }));
  const whole = await connection.request({
    method: 'POST',
    path: ['composite'],
    // Collating would reorder the parts.
    body: { allOrNone, collateSubrequests: false, compositeRequest },
    ...hooks,
  });
  if (whole.status !== 200) return { whole, parts: null };
  const answers = answersByReference(whole);
  return { whole, parts: parts.map((_, index) => answers.get(referenceOf(index)) ?? null) };
}

function referenceOf(index: number): string {
  return `part${index}`;
}

function answersByReference(whole: SalesforceAnswer): Map<string, SalesforceAnswer> {
  const list = isRecord(whole.body) && Array.isArray(whole.body.compositeResponse) ? whole.body.compositeResponse : [];
  return new Map(
    list.flatMap((each: unknown): [string, SalesforceAnswer][] => {
      if (!isRecord(each) || typeof each.referenceId !== 'string' || typeof each.httpStatusCode !== 'number') return [];
      return [[each.referenceId, { status: each.httpStatusCode, headers: {}, body: each.body }]];
    }),
  );
}
