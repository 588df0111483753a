import type { OtherRequest, RequestedValue } from '../../actions/requested-value.ts';

/** Whose value leads: a person's, who knows what they want, then that of the agent, who waits for its answer. */
const rank = { supervisor: 2, agent: 1, suggestion: 0, automation: 0 } as const;

/**
 * Joins what a second asker wants to a card. The supervisor's own value leads, then the agent's; the other is kept beside it. Between two of one kind the later one leads.
 */
export function mergeRequested(held: readonly RequestedValue[], incoming: readonly RequestedValue[]): RequestedValue[] {
  const rest = new Map(incoming.map((value) => [value.field, value]));
  const merged = held.map((value) => {
    const other = rest.get(value.field);
    rest.delete(value.field);
    if (!other || value.origin === 'edited') return value;
    const incomingLeads = other.askedBy === value.askedBy || rank[other.askedBy] > rank[value.askedBy];
    return incomingLeads ? joined(other, value) : joined(value, other);
  });
  return [...merged, ...rest.values()];
}

/** Replaces what one kind of asker wanted, leaving the others' wishes as they are. */
export function replaceRequested(
  held: readonly RequestedValue[],
  incoming: readonly RequestedValue[],
  kind: RequestedValue['askedBy'],
): RequestedValue[] {
  const left: RequestedValue[] = [];
  for (const value of held) {
    const others = value.others.filter((other) => other.askedBy !== kind);
    if (value.askedBy !== kind || value.origin === 'edited') {
      left.push({ ...value, others });
      continue;
    }
    const [next, ...rest] = others;
    if (next) left.push({ ...value, ...next, others: rest });
  }
  return mergeRequested(left, incoming);
}

/** Whether two lists ask for the same values of the same fields. */
export function sameRequest(a: readonly RequestedValue[], b: readonly RequestedValue[]): boolean {
  if (a.length !== b.length) return false;
  const wanted = new Map(a.map((value) => [value.field, plain(value.raw)]));
  return b.every((value) => wanted.get(value.field) === plain(value.raw));
}

/** A value bare of how it is written: "(415) 555-0134" and "415 555 0134" are the same. */
export function plain(raw: unknown): string {
  const text = typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? '');
  return text.toLowerCase().replace(/[^\p{L}\p{N}@.]/gu, '');
}

function joined(lead: RequestedValue, other: RequestedValue): RequestedValue {
  const { askedBy, raw, evidence, certainty, reasons, resolvedFrom } = other;
  const second: OtherRequest = { askedBy, raw, evidence, certainty, reasons, resolvedFrom };
  const others = [...lead.others, second, ...other.others];
  const told = new Set<string>();
  return {
    ...lead,
    others: others.filter((each) => {
      const key = `${each.askedBy} ${plain(each.raw)}`;
      return !told.has(key) && told.add(key);
    }),
  };
}
