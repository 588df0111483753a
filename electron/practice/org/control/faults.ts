/** What shall go wrong with a request. */
export type Fault =
  /** Waits, then answers as usual. */
  | { kind: 'delay'; ms: number }
  /** Cuts the connection; the write did not happen. */
  | { kind: 'reset-before-commit' }
  /** Cuts the connection; the write did happen. */
  | { kind: 'reset-after-commit' }
  /** Answers this status with Salesforce's body for it, without doing anything. */
  | { kind: 'status'; status: 401 | 403 | 412 | 420 | 500 | 502 | 503 }
  /** Answers UNABLE_TO_LOCK_ROW. */
  | { kind: 'lock' }
  /** Does the work, then lets the answer trickle. */
  | { kind: 'slow-body'; ms: number }
  /** Waits until the client has given up (or `ms` at most), then commits all the same. */
  | { kind: 'late-commit'; ms: number }
  /** Answers an HTML error page. */
  | { kind: 'html'; status: number };

/** A fault, which requests it meets and how often. */
export interface FaultRule {
  readonly match?: {
    readonly method?: string;
    /** A part of the path and query, or a regular expression between slashes. */
    readonly path?: string;
  };
  /** How many requests meet it; one unless said otherwise. */
  readonly times?: number;
  /** Requests that match and are let through before it starts. */
  readonly skip?: number;
  readonly fault: Fault;
}

/** The scripted faults of a practice org. */
export interface Faults {
  add(rule: FaultRule): number;
  list(): { id: number; rule: FaultRule; left: number }[];
  clear(): void;
  /** The fault a request meets, used up by asking. */
  take(request: { method: string; path: string }): Fault | null;
}

interface Held {
  readonly id: number;
  readonly rule: FaultRule;
  left: number;
  skip: number;
}

/** An empty list of faults. */
export function createFaults(): Faults {
  let held: Held[] = [];
  let lastId = 0;
  return {
    add(rule) {
      lastId += 1;
      held.push({ id: lastId, rule, left: rule.times ?? 1, skip: rule.skip ?? 0 });
      return lastId;
    },
    list: () => held.map(({ id, rule, left }) => ({ id, rule, left })),
    clear() {
      held = [];
    },
    take(request) {
      const met = held.find((one) => isMet(one.rule, request));
      if (met === undefined) return null;
      if (met.skip > 0) {
        met.skip -= 1;
        return null;
      }
      met.left -= 1;
      if (met.left <= 0) held = held.filter((one) => one !== met);
      return met.rule.fault;
    },
  };
}

function isMet({ match }: FaultRule, request: { method: string; path: string }): boolean {
  if (match?.method !== undefined && match.method.toUpperCase() !== request.method) return false;
  if (match?.path === undefined) return true;
  const pattern = /^\/(.+)\/([a-z]*)$/.exec(match.path);
  if (pattern?.[1] !== undefined && /[\\^$.*+?()[\]{}|]/.test(pattern[1])) {
    return new RegExp(pattern[1], pattern[2]).test(request.path);
  }
  return request.path.includes(match.path);
}
