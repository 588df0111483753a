import { ProblemError, toProblem } from '../../../shared/model/problem.ts';

const fragment = Symbol('soql');

/** SOQL text that is safe by construction: made only by the functions of this file. */
export type Soql = { readonly [fragment]: true; readonly text: string };

/** What may stand in a SOQL template: values become literals, lists become `(…)`, fragments stay as they are. */
export type SoqlValue = string | number | boolean | null | Date | Soql | readonly (string | number)[];

/** Builds a query; every interpolated value becomes a literal, so it can never change what is asked. */
export function soql(texts: TemplateStringsArray, ...values: SoqlValue[]): Soql {
  return toFragment(texts.reduce((whole, text, index) => whole + toLiteral(values[index - 1] ?? null) + text));
}

/** The name of an object or field, or a path such as `Account.Name`; throws on anything else. */
export function identifier(name: string): Soql {
  if (!/^[A-Za-z]\w*(?:\.[A-Za-z]\w*){0,5}$/.test(name)) {
    throw new ProblemError(
      toProblem('invalid-input', 'This is not the name of a Salesforce object or field.', { code: 'INVALID_FIELD' }),
    );
  }
  return toFragment(name);
}

/** Several names, separated by commas. */
export function identifiers(names: readonly string[]): Soql {
  return toFragment(names.map((name) => identifier(name).text).join(', '));
}

/** Conditions joined with OR, in brackets; null when there are none. */
export function anyOf(conditions: readonly Soql[]): Soql | null {
  if (conditions.length === 0) return null;
  return toFragment(`(${conditions.map((each) => each.text).join(' OR ')})`);
}

/** A LIKE pattern for values that begin with the text; its own wildcards are taken literally. */
export function startingWith(text: string): Soql {
  return toFragment(`'${escapeLike(text)}%'`);
}

/** A LIKE pattern for values that contain the text; its own wildcards are taken literally. */
export function containing(text: string): Soql {
  return toFragment(`'%${escapeLike(text)}%'`);
}

/** The text between the quotes of a SOQL string. */
export function escapeSoql(text: string): string {
  return text.toWellFormed().replace(/[\\'"\n\r\t\b\f]/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

function escapeLike(text: string): string {
  return escapeSoql(text).replace(/[%_]/g, (wildcard) => `\\${wildcard}`);
}

function toFragment(text: string): Soql {
  return { [fragment]: true, text };
}

function toLiteral(value: SoqlValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `'${escapeSoql(value)}'`;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return toNumber(value);
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/, 'Z');
  if ('text' in value) return value.text;
  // `IN ()` is a syntax error, and `IN ('')` would match every blank.
  if (value.length === 0) throw new TypeError('a list in SOQL must not be empty');
  return `(${value.map(toLiteral).join(', ')})`;
}

function toNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('a number in SOQL must be finite');
  return String(value);
}
