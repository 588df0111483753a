import { ProblemError, toProblem } from '../../shared/model/problem.ts';

/** A path and query made of parts that cannot leave their place: ids and keys are agents' words until proved otherwise. */
export function requestPath(segments: readonly string[], query: Readonly<Record<string, string>> = {}): string {
  const path = segments.map((segment) => `/${encodeSegment(segment)}`).join('');
  const asked = new URLSearchParams(Object.entries(query)).toString();
  return asked === '' ? path : `${path}?${asked}`;
}

function encodeSegment(segment: string): string {
  // Dots survive percent-encoding, and URL parsers climb up on them.
  if (segment === '' || segment === '.' || segment === '..') {
    throw new ProblemError(toProblem('invalid-input', 'A record id or key is missing.', { code: 'MALFORMED_ID' }));
  }
  return encodeURIComponent(segment.toWellFormed());
}
