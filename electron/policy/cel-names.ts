import type { parse } from '@bufbuild/cel';

type Expr = ReturnType<typeof parse>['expr'];

/** Names in an expression that stand for nothing, and how deep its walks through lists are nested. */
export function celNames(of: Expr, known: ReadonlySet<string>): { unknown: Set<string>; depth: number } {
  const unknown = new Set<string>();
  return { unknown, depth: walk(of, known, unknown) };
}

/** Returns the depth; collects unknown names on its way. */
function walk(of: Expr | undefined, known: ReadonlySet<string>, unknown: Set<string>): number {
  const kind = of?.exprKind;
  if (!kind) return 0;
  const deepest = (parts: readonly (Expr | undefined)[], names = known) =>
    parts.reduce((most, each) => Math.max(most, walk(each, names, unknown)), 0);
  switch (kind.case) {
    case 'identExpr':
      if (!known.has(kind.value.name) && !typeNames.has(kind.value.name)) unknown.add(kind.value.name);
      return 0;
    case 'selectExpr':
      return deepest([kind.value.operand]);
    case 'callExpr':
      return deepest([kind.value.target, ...kind.value.args]);
    case 'listExpr':
      return deepest(kind.value.elements);
    case 'structExpr':
      return deepest(kind.value.entries.flatMap((entry) => [entry.value]));
    case 'comprehensionExpr': {
      const { iterRange, iterVar, iterVar2, accuVar, accuInit, loopCondition, loopStep, result } = kind.value;
      const inside = new Set([...known, iterVar, iterVar2, accuVar]);
      const outer = deepest([iterRange, accuInit]);
      return Math.max(outer, 1 + deepest([loopCondition, loopStep, result], inside));
    }
    default:
      return 0;
  }
}

const typeNames = new Set(['bool', 'bytes', 'double', 'int', 'list', 'map', 'null_type', 'string', 'type', 'uint']);
