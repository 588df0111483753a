import type { Condition, ConditionWithValueQuery, HavingClause, WhereClause } from '@jetstreamapp/soql-parser-js';
import { soqlError } from './soql-error.ts';

/** A comparison of a WHERE or HAVING clause. */
export type Comparison = Exclude<ConditionWithValueQuery, { openParen: number; field?: never; fn?: never }>;

/** A WHERE clause as a tree. */
export type ConditionTree =
  | { kind: 'and' | 'or'; parts: ConditionTree[] }
  | { kind: 'not'; part: ConditionTree }
  | { kind: 'compare'; comparison: Comparison };

type Token = '(' | ')' | 'NOT' | 'AND' | 'OR' | { comparison: Comparison };

/** The parser gives a chain with counts of parentheses; this puts the tree together and refuses mixed AND and OR. */
export function toConditionTree(clause: WhereClause | HavingClause, query: string): ConditionTree {
  const tokens = toTokens(clause);
  let at = 0;
  const unary = (): ConditionTree => {
    const token = tokens[at];
    at += 1;
    if (token === 'NOT') return { kind: 'not', part: unary() };
    if (token === '(') {
      const inner = chain();
      if (tokens[at] !== ')')
        throw soqlError(query, '', 'MALFORMED_QUERY', "expecting a right parentheses, found '<EOF>'");
      at += 1;
      return inner;
    }
    if (typeof token === 'object') return { kind: 'compare', comparison: token.comparison };
    throw soqlError(query, '', 'MALFORMED_QUERY', `unexpected token: '${token ?? '<EOF>'}'`);
  };
  const chain = (): ConditionTree => {
    const parts = [unary()];
    let word: 'AND' | 'OR' | undefined;
    for (let next = tokens[at]; next === 'AND' || next === 'OR'; next = tokens[at]) {
      // Salesforce has no precedence between the two: it wants parentheses.
      if (word !== undefined && word !== next)
        throw soqlError(query, next, 'MALFORMED_QUERY', `unexpected token: '${next}'`);
      word = next;
      at += 1;
      parts.push(unary());
    }
    const [only] = parts;
    if (word === undefined && only !== undefined) return only;
    return { kind: word === 'OR' ? 'or' : 'and', parts };
  };
  return chain();
}

const mostSemiJoins = 2;

/** Salesforce lets `IN (SELECT …)` stand beside other conditions only, and twice at most. */
export function requireFewSemiJoins(tree: ConditionTree, query: string): void {
  const joins = semiJoinsOf(tree);
  const refused = (message: string) =>
    soqlError(query, { token: 'IN', after: 'WHERE|HAVING' }, 'MALFORMED_QUERY', message);
  if (joins.length > mostSemiJoins) throw refused(`Maximum ${mostSemiJoins} semi join sub-selects are allowed`);
  if (joins.some(({ beside }) => beside === 'or')) {
    throw refused("Semi join sub-selects are not allowed with the 'OR' operator");
  }
}

function semiJoinsOf(tree: ConditionTree, beside: ConditionTree['kind'] = 'and'): { beside: ConditionTree['kind'] }[] {
  if (tree.kind === 'compare') return 'valueQuery' in tree.comparison ? [{ beside }] : [];
  const parts = tree.kind === 'not' ? [tree.part] : tree.parts;
  return parts.flatMap((part) => semiJoinsOf(part, beside === 'or' ? beside : tree.kind));
}

function toTokens(clause: WhereClause | HavingClause): Token[] {
  const tokens: Token[] = [];
  let node: WhereClause | HavingClause | undefined = clause;
  while (node !== undefined) {
    const left: ConditionWithValueQuery | Condition | null = node.left;
    const operator = 'operator' in node ? node.operator : undefined;
    if (left !== null) {
      for (let open = left.openParen ?? 0; open > 0; open--) tokens.push('(');
    }
    if (left !== null && ('field' in left || 'fn' in left)) {
      tokens.push({ comparison: left });
      for (let close = left.closeParen ?? 0; close > 0; close--) tokens.push(')');
    }
    if (operator !== undefined) tokens.push(operator);
    node = 'right' in node ? node.right : undefined;
  }
  return tokens;
}
