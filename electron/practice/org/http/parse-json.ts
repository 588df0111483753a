import { jsonParserError } from './refusals.ts';

/** Reads JSON; what cannot be read is told in Salesforce's words, with the character and its place. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw jsonParserError(explain(text, cause instanceof Error ? cause.message : ''));
  }
}

function explain(text: string, message: string): string {
  const at = offsetOf(text, message);
  const before = text.slice(0, at);
  const place = `[line:${before.split('\n').length}, column:${at - before.lastIndexOf('\n')}]`;
  const character = text.charAt(at);
  if (character === '') return `Unexpected end-of-input: expected close marker at ${place}`;
  const code = character.charCodeAt(0);
  return `Unexpected character ('${character}' (code ${code})): was expecting ${expectedBy(message)} at ${place}`;
}

/** Where reading failed. V8 tells the place of every mistake but that of a token it cannot use. */
function offsetOf(text: string, message: string): number {
  const told = /position (\d+)/.exec(message)?.[1];
  if (told !== undefined) return Number(told);
  if (!isUnusable(message)) return text.length;
  let [fine, broken] = [0, text.length];
  while (fine + 1 < broken) {
    const middle = Math.floor((fine + broken) / 2);
    if (isUnusable(complaintOf(text.slice(0, middle)))) broken = middle;
    else fine = middle;
  }
  return broken - 1;
}

const isUnusable = (message: string) => message.startsWith('Unexpected token');

function complaintOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (cause) {
    return cause instanceof Error ? cause.message : '';
  }
}

function expectedBy(message: string): string {
  if (/property name/.test(message) && !/':'/.test(message)) return 'double-quote to start field name';
  if (/':'/.test(message)) return 'a colon to separate field name and value';
  if (/array element/.test(message)) return 'comma to separate Array entries';
  if (/property value/.test(message)) return 'comma to separate Object entries';
  return "a valid value (number, String, array, object, 'true', 'false' or 'null')";
}
