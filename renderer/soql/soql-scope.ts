import { isClosed, type SoqlToken, soqlTokens } from './soql-tokens.ts';
import { clauseWords } from './soql-words.ts';

/** One SELECT: the query itself, one of child rows in its SELECT, or one that a condition filters by. */
export type SoqlScope = {
  role: 'query' | 'children' | 'filter';
  parent: SoqlScope | null;
  from: number;
  to: number;
  /** Its own pieces; what stands in a SELECT within it is that one's. */
  tokens: SoqlToken[];
};

/** Where in a query a place is. */
export type SoqlPlaceIn = {
  scope: SoqlScope;
  /** The part of the SELECT: `WHERE`, `ORDER BY`…; empty before its first word. */
  clause: string;
  /** Pieces of that part before the place, without the one being written. */
  before: SoqlToken[];
  /** The word or text being written at the place. */
  writing: SoqlToken | null;
};

/** Finds the SELECT, its part, and the word that a place in a query belongs to. */
export function placeIn(text: string, at: number): SoqlPlaceIn {
  const tokens = soqlTokens(text);
  const scope = scopeAt(tokens, text.length, at);
  const own = scope.tokens.filter((token) => token.from < at);
  const last = own.at(-1);
  const writing = last && isWritten(last, at) ? last : null;
  const before = writing ? own.slice(0, -1) : own;
  const start = before.findLastIndex((_, index) => clauseOf(before, index) !== null);
  const clause = start === -1 ? '' : (clauseOf(before, start) ?? '');
  const words = clause.split(' ').length;
  return { scope, clause, before: start === -1 ? before : before.slice(start + words), writing };
}

/** What follows FROM in a SELECT, and the name it is given there. */
export function sourceOf(scope: SoqlScope): { name: string; alias: string | null } | null {
  const at = scope.tokens.findIndex((token) => isWord(token, 'FROM'));
  const name = scope.tokens[at + 1];
  if (at === -1 || name?.kind !== 'word') return null;
  const next = scope.tokens[at + 2];
  const named = next && isWord(next, 'AS') ? scope.tokens[at + 3] : next;
  const isAlias = named?.kind === 'word' && !reserved.has(named.text.toUpperCase());
  return { name: name.text.replace(/\.$/, ''), alias: isAlias ? named.text : null };
}

/** Whether a piece is this word, in any case. */
export function isWord(token: SoqlToken | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text.toUpperCase() === word;
}

const reserved = new Set([...clauseWords.flatMap((words) => words.split(' ')), 'FOR', 'UPDATE', 'AND', 'OR']);

function isWritten(token: SoqlToken, at: number): boolean {
  if (token.kind === 'string') return at < token.to || !isClosed(token);
  return (token.kind === 'word' || token.kind === 'number') && at <= token.to;
}

function clauseOf(tokens: readonly SoqlToken[], index: number): string | null {
  const token = tokens[index];
  if (token?.kind !== 'word') return null;
  return (
    clauseWords.find((words) => {
      const [first = '', second] = words.split(' ');
      return isWord(token, first) && (second === undefined || isWord(tokens[index + 1], second));
    }) ?? null
  );
}

function scopeAt(tokens: readonly SoqlToken[], end: number, at: number): SoqlScope {
  const root: SoqlScope = { role: 'query', parent: null, from: 0, to: end, tokens: [] };
  const all = [root];
  // For each bracket that is open: the SELECT it began, or null for any other.
  const open: (SoqlScope | null)[] = [];
  let current = root;
  tokens.forEach((token, index) => {
    if (token.kind === 'open' && isWord(tokens[index + 1], 'SELECT')) {
      current.tokens.push(token);
      const role = placeRole(current);
      const inner: SoqlScope = { role, parent: current, from: token.to, to: end, tokens: [] };
      all.push(inner);
      open.push(inner);
      current = inner;
      return;
    }
    if (token.kind === 'close') {
      const closed = open.pop();
      if (closed) {
        closed.to = token.from;
        current = closed.parent ?? root;
      }
    } else if (token.kind === 'open') {
      open.push(null);
    }
    current.tokens.push(token);
  });
  return all.findLast((scope) => scope.from <= at && at <= scope.to) ?? root;
}

function placeRole(around: SoqlScope): SoqlScope['role'] {
  return around.tokens.some((token) => isWord(token, 'WHERE')) ? 'filter' : 'children';
}
