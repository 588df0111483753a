import type { AutomationStep } from '../../../shared/model/automation.ts';
import type { Org } from '../../../shared/model/org.ts';
import { nextTimeOfDay } from '../../policy/wall-clock.ts';
import { type Facts, factAt, fillIn, fillText } from '../places.ts';
import { fillQuery } from '../soql-places.ts';

/** What a step takes in, with every place filled in. */
export function fillStep(step: AutomationStep, facts: Facts, { org, now }: { org: Org | null; now: number }): Facts {
  const text = (template: string) => fillText(template, facts).trim();
  const about = (template: string | null) => (template === null ? null : text(template) || null);
  const named = (list: readonly { name: string; value: string }[]) =>
    Object.fromEntries(list.map(({ name, value }) => [name, fillIn(value, facts).value]));
  switch (step.kind) {
    case 'look-up':
      return { soql: fillQuery(step.soql, facts), most: step.most };
    case 'action':
      return {
        action: step.action,
        object: step.object,
        record: about(step.record),
        values: Object.fromEntries(step.values.map(({ field, value }) => [field, fillIn(value, facts).value])),
      };
    case 'condition': {
      const tests = step.where.tests.map(({ value, test }) => ({
        value,
        holds: factAt(facts, value) ?? null,
        test: test.test,
        text: fillText(test.text, facts),
      }));
      return { match: step.where.match, tests, expression: step.where.expression };
    }
    case 'wait':
      return { until: untilOf(step.how, facts, { timeZone: org?.timeZone ?? 'UTC', now }) };
    case 'call': {
      const { via } = step;
      const [to, from, agent] = [text(step.to), text(step.from), text(step.agent)];
      return { via, to, from, agent, record: about(step.record), variables: named(step.variables) };
    }
    case 'message':
      return {
        via: step.via,
        to: text(step.to),
        from: text(step.from),
        text: text(step.text),
        record: about(step.record),
      };
    case 'webhook': {
      const { secret, idempotencyHeader } = step;
      return { url: text(step.url), record: about(step.record), values: named(step.values), secret, idempotencyHeader };
    }
    case 'contact':
      return {
        via: step.via,
        record: about(step.record),
        phone: text(step.phone),
        name: text(step.name),
        email: text(step.email),
        tags: text(step.tags),
        attributes: named(step.attributes),
      };
  }
}

/** When a wait is over, ISO 8601; null where its date is none. */
function untilOf(
  how: Extract<AutomationStep, { kind: 'wait' }>['how'],
  facts: Facts,
  { timeZone, now }: { timeZone: string; now: number },
): string | null {
  if (how.until === 'minutes') return new Date(now + how.minutes * 60_000).toISOString();
  if (how.until === 'time') return new Date(nextTimeOfDay([how.time], [], timeZone, now)).toISOString();
  const at = Date.parse(fillText(how.date, facts));
  return Number.isFinite(at) ? new Date(at).toISOString() : null;
}
