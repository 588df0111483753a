import { z } from 'zod';

/** Calls that began in a stretch of time, and came out in a way: what a figure was made of. Times are milliseconds. */
export type OutcomesNarrow = {
  from: number;
  to: number;
  /** null for every org. */
  org: string | null;
  /** Only what came out so; null for whatever came out otherwise than `but`. */
  disposition: string | null;
  but: readonly string[];
};

type Narrowed = { startedAt: number; org: string; disposition: string };

const moment = z.coerce.number();

/** Whether a call is among those. */
export function isWithin(of: Narrowed, { from, to, org, disposition, but }: OutcomesNarrow): boolean {
  if (of.startedAt < from || of.startedAt >= to || (org !== null && of.org !== org)) return false;
  return disposition === null ? !but.includes(of.disposition) : of.disposition === disposition;
}

/** As part of an address. */
export function narrowText({ from, to, org, disposition, but }: OutcomesNarrow): string {
  const query = new URLSearchParams({ from: String(from), to: String(to) });
  if (org !== null) query.set('org', org);
  if (disposition !== null) query.set('is', disposition);
  for (const each of but) query.append('not', each);
  return query.toString();
}

/** What an address says; null where it says nothing of the kind. */
export function readNarrow(text: string): OutcomesNarrow | null {
  const query = new URLSearchParams(text);
  const [from, to] = ['from', 'to'].map((name) => moment.safeParse(query.get(name) ?? undefined).data);
  if (from === undefined || to === undefined) return null;
  return { from, to, org: query.get('org'), disposition: query.get('is'), but: query.getAll('not') };
}
