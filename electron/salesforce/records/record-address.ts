import { toId18 } from '../ids.ts';

/** A record as somebody named it by its id: typed, or in the address of its page. */
export type RecordAddress = {
  /** 18 characters. */
  id: string;
  /** The host of a pasted address, lower case, with its port; null where only the id was typed. */
  host: string | null;
};

const longest = 2000;

/** Reads an id of 15 or 18 characters, or the address of a record's page in Lightning or Classic; null for anything else. */
export function readRecordAddress(text: string): RecordAddress | null {
  const typed = text.trim();
  if (typed.length > longest) return null;
  const id = toId18(typed);
  if (id) return { id, host: null };
  if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed)) return null;
  const url = new URL(typed);
  const found = idOfPath(url.pathname) ?? idOfHash(url.hash) ?? idOfQuery(url.searchParams);
  return found === null ? null : { id: found, host: url.host.toLowerCase() };
}

/**
 * Lightning: `/lightning/r/Contact/003…/view`, `/lightning/r/003…/view`; Classic: `/003…`, `/003…/e`, and either of them
 * wrapped as `/lightning/_classic/%2F003…`.
 */
function idOfPath(path: string): string | null {
  const parts = decoded(path).split('/').filter(Boolean);
  if (parts[0] === 'lightning') {
    if (parts[1] === '_classic') return firstId(parts.slice(2, 3));
    return parts[1] === 'r' ? firstId(parts.slice(2, 4)) : null;
  }
  return firstId(parts.slice(0, 1));
}

/** The first Lightning pages: `/one/one.app#/sObject/003…/view`. */
function idOfHash(hash: string): string | null {
  const parts = decoded(hash.slice(1)).split('/').filter(Boolean);
  return parts[0] === 'sObject' ? firstId(parts.slice(1, 2)) : null;
}

/** Pages of the customer's own: `/apex/Visit?id=003…`. */
function idOfQuery(query: URLSearchParams): string | null {
  return firstId([query.get('id') ?? query.get('recordId') ?? '']);
}

function firstId(parts: readonly string[]): string | null {
  return parts.map(idWithDigit).find((each) => each !== null) ?? null;
}

/** Words of an address have 15 letters too; an id carries digits. */
function idWithDigit(text: string): string | null {
  return /\d/.test(text) ? toId18(text) : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
