import { type celEnv, isCelError, parse, plan } from '@bufbuild/cel';

type Parsed = ReturnType<typeof parse>;
type Expr = NonNullable<Parsed['expr']>;
type CelEnv = ReturnType<typeof celEnv>;

/** What is wrong with an expression that reads well: functions that are not there, patterns that are none. Null where nothing is. */
export function expressionFault(env: CelEnv, parsed: Parsed): string | null {
  for (const each of everyPart(parsed.expr)) {
    const kind = each.exprKind;
    if (kind.case !== 'callExpr') continue;
    const { function: name, args } = kind.value;
    const at = (of: Expr | undefined) => `At character ${placeOf(parsed, of ?? each) + 1}: `;
    // Operators have names of their own, which nobody writes.
    if (/^[a-zA-Z]/.test(name) && !env.funcs.find(name)) return `${at(each)}there is no function “${name}”.`;
    const wrong = name === 'matches' ? wrongPattern(env, args.at(-1)) : null;
    if (wrong !== null) return `${at(args.at(-1))}this pattern cannot be read: ${wrong}.`;
  }
  return null;
}

function wrongPattern(env: CelEnv, of: Expr | undefined): string | null {
  const pattern = textOf(of);
  if (pattern === null) return null;
  const told = plan(env, parse(`"".matches(${JSON.stringify(pattern)})`))({});
  return isCelError(told) ? told.message.replace(/^error parsing regexp: /, '') : null;
}

/** A pattern made of what was said is known only when it is asked. */
function textOf(of: Expr | undefined): string | null {
  if (of?.exprKind.case !== 'constExpr') return null;
  const { constantKind } = of.exprKind.value;
  return constantKind.case === 'stringValue' ? constantKind.value : null;
}

function placeOf({ sourceInfo }: Parsed, { id }: Expr): number {
  const places: Record<string, number> = sourceInfo?.positions ?? {};
  return places[String(id)] ?? 0;
}

function* everyPart(of: Expr | undefined): Generator<Expr> {
  if (!of) return;
  yield of;
  for (const part of partsOf(of.exprKind)) yield* everyPart(part);
}

function partsOf(kind: Expr['exprKind']): (Expr | undefined)[] {
  switch (kind.case) {
    case 'selectExpr':
      return [kind.value.operand];
    case 'callExpr':
      return [kind.value.target, ...kind.value.args];
    case 'listExpr':
      return kind.value.elements;
    case 'structExpr':
      return kind.value.entries.map(({ value }) => value);
    case 'comprehensionExpr': {
      const { iterRange, accuInit, loopCondition, loopStep, result } = kind.value;
      return [iterRange, accuInit, loopCondition, loopStep, result];
    }
    default:
      return [];
  }
}
