import { assertNever } from './assert-never.ts';
import type { RuleEffect } from './policy-verdict.ts';
import type { RuleForm, ValueTest } from './rule.ts';

/** What an expression can ask about, with a line each for people who write one. */
export const ruleFacts: Readonly<Record<string, string>> = {
  action: 'key of the action, such as "update_contact"',
  object: 'API name of the object, such as "Contact"',
  operation: '"create", "update", "delete" or "read"',
  fields: 'API names of the fields that would change',
  changes:
    'one per field: field, old, new, old_text, new_text, old_number, new_number, certainty, origin, marks (what is doubtful about its words)',
  sources: 'who asked: "agent", "suggestion", "automation", "supervisor"',
  feeds: 'keys of the feeds it came over',
  platforms: 'platforms of those feeds',
  verified: 'whether everybody who asked is verified',
  agents: 'names of the agents that asked',
  agent_version: 'version of the call’s agent',
  caller: 'how surely the caller is known: "certain", "likely", "unsure" or "none"',
  channel: '"phone", "chat" or "none"',
  time: 'time of day in the org’s zone, such as "09:30"',
  weekday: '1 is Monday, 7 is Sunday',
  environment: '"practice", "sandbox" or "production"',
  own_records: 'whether it only reads the caller’s own records',
  read_fields: 'fields that a query reads, filters or sorts by; empty for anything else',
  read_rows: 'most rows that a query reads',
  automations: 'names of the automations that asked',
  to: 'the number it calls or writes to, or the host it sends to; empty for anything else',
  quiet_hours: 'whether it would reach a person in quiet hours',
  do_not_call: 'whether whoever it calls said that they do not want that',
  opted_out: 'whether whoever it writes to said that they do not want that',
  sent_last_hour: 'calls and messages that were approved in the last hour',
  sent_to_today: 'the same to this very number, within a day',
  over_limit: 'whether that is more than Settings, Automations says',
};

/**
 * The expression that a form stands for. A rule that lets something pass asks it of everything in the proposal; one that
 * holds something back, of anything in it. So neither a second asker nor a further field slips through.
 */
export function toExpression(form: RuleForm, effect: RuleEffect): string {
  const passes = effect === 'auto-approve';
  const parts = [
    oneOf('action', form.actions),
    oneOf('object', form.objects),
    oneOf('operation', form.operations),
    changesOf(form, passes),
    listed('feeds', form.feeds, passes),
    form.verified === null ? null : `${form.verified ? '' : '!'}verified`,
    listed('agents', form.agents, passes),
    hoursOf(form.hours),
    oneOf('environment', form.environments),
    listed('sources', form.sources, passes),
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' && ') : 'true';
}

function oneOf(name: string, values: readonly string[]): string | null {
  const [first] = values;
  if (first === undefined) return null;
  return values.length === 1 ? `${name} == ${quoted(first)}` : `${name} in ${list(values)}`;
}

function listed(name: string, values: readonly string[], passes: boolean): string | null {
  if (values.length === 0) return null;
  const among = `each in ${list(values)}`;
  return passes ? `${name}.size() > 0 && ${name}.all(each, ${among})` : `${name}.exists(each, ${among})`;
}

function changesOf({ fields, oldValue, newValue, certainty }: RuleForm, passes: boolean): string | null {
  const asked = [
    oneOf('each.field', fields),
    oldValue && testOf('old', oldValue),
    newValue && testOf('new', newValue),
    oneOf('each.certainty', certainty),
  ].filter((part) => part !== null);
  if (asked.length === 0) return null;
  const each = asked.join(' && ');
  return passes ? `changes.size() > 0 && changes.all(each, ${each})` : `changes.exists(each, ${each})`;
}

function testOf(side: 'old' | 'new', { test, text }: ValueTest): string {
  const told = `each.${side}_text`;
  switch (test) {
    case 'is':
      return `${told} == ${quoted(text)}`;
    case 'is-not':
      return `${told} != ${quoted(text)}`;
    case 'contains':
      return `${told}.contains(${quoted(text)})`;
    case 'matches':
      return `${told}.matches(${quoted(text)})`;
    case 'above':
      return `each.${side}_number > ${toNumber(text)}`;
    case 'below':
      return `each.${side}_number < ${toNumber(text)}`;
    case 'blank':
      return `${told} == ""`;
    case 'not-blank':
      return `${told} != ""`;
    default:
      return assertNever(test);
  }
}

/** As CEL writes a double; what is no number leaves an expression that is refused. */
function toNumber(text: string): string {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) return '?';
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? `${number}.0` : `${number}`;
}

function hoursOf(hours: RuleForm['hours']): string | null {
  if (!hours) return null;
  const [from, to] = [quoted(hours.from), quoted(hours.to)];
  return hours.from <= hours.to ? `time >= ${from} && time < ${to}` : `(time >= ${from} || time < ${to})`;
}

function list(values: readonly string[]): string {
  return `[${values.map(quoted).join(', ')}]`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
