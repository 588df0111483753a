import type { AutomationStep } from '../../../shared/model/automation.ts';
import { outboundExtra, outboundField, practiceLine, reachesPerson } from '../../../shared/model/outbound.ts';
import { outboundActions } from '../../actions/outbound-actions.ts';
import { quietUntil } from '../../policy/quiet-hours.ts';
import { clockWords, recipientClock } from '../../policy/recipient-clock.ts';
import { readPhone } from '../../proposals/preparing/prepare-outbound.ts';
import { isRecord } from '../../salesforce/faults.ts';
import { toText } from '../places.ts';
import { proposed, recordOf, setBy } from './propose-action.ts';
import type { StepAt, StepOutcome, StepParts } from './step.ts';

type OutboundStep = Extract<AutomationStep, { kind: 'call' | 'message' | 'webhook' | 'contact' }>;

/** Proposes what leaves for a platform or an address; to people not before the quiet hours are over. */
export async function proposeOutbound(parts: StepParts, at: StepAt<OutboundStep>): Promise<StepOutcome> {
  const { step, run, record: held } = at;
  const { input } = held;
  const lacking = lackOf(step.kind, input);
  if (lacking) return { kind: 'stop', told: lacking };
  if (reachesPerson({ operation: step.kind }) && input.via !== practiceLine) {
    const { quietHours } = await parts.outbound();
    const { country = 'US', timeZone = 'UTC' } = parts.org(run.org) ?? {};
    const clock = recipientClock(String(readPhone(input.to, country).value ?? ''), timeZone, parts.now());
    const until = quietUntil(quietHours, clock.zones, parts.now());
    if (until !== null) {
      return { kind: 'wait', until, told: `Quiet hours ${clockWords(clock)}: it goes on at ${quietHours?.to}.` };
    }
  }
  const action = outboundActions[step.kind];
  const keyed = step.kind === 'webhook' && step.idempotencyHeader !== null;
  return proposed(parts, at, {
    action: keyed ? { ...action, writeClass: 'natural-key' } : action,
    record: await recordOf(parts, at),
    requested: Object.entries(requestedOf(step.kind, input))
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([field, value]) => setBy(field, value, run.automationName)),
  });
}

/** Nobody is called without a number: that ends a run, and is no failure. */
function lackOf(kind: OutboundStep['kind'], input: Record<string, unknown>): string | null {
  if (kind === 'call' && !input.to) return 'There is no number to call.';
  if (kind === 'message' && !input.to) return 'There is no number to send it to.';
  if (kind === 'message' && !input.text) return 'There is no text to send.';
  if (kind === 'contact' && !input.record) return 'There is no record to keep a contact for.';
  if (kind === 'contact' && !input.phone) return 'There is no number to keep.';
  return null;
}

/** A step's input by the fields of its proposal. */
export function requestedOf(kind: OutboundStep['kind'], input: Record<string, unknown>): Record<string, unknown> {
  const extras = (named: unknown) =>
    Object.fromEntries(
      Object.entries(isRecord(named) ? named : {}).map(([name, value]) => [`${outboundExtra}${name}`, toText(value)]),
    );
  const of = outboundField;
  switch (kind) {
    case 'call':
      return {
        [of.to]: input.to,
        [of.via]: input.via,
        [of.from]: input.from,
        [of.agent]: input.agent,
        ...extras(input.variables),
      };
    case 'message':
      return { [of.to]: input.to, [of.text]: input.text, [of.via]: input.via, [of.from]: input.from };
    case 'webhook':
      return {
        [of.url]: input.url,
        ...extras(input.values),
        [of.secret]: input.secret,
        [of.idempotencyHeader]: input.idempotencyHeader,
      };
    case 'contact':
      return {
        [of.phone]: input.phone,
        [of.name]: input.name,
        [of.email]: input.email,
        [of.tags]: input.tags,
        [of.via]: input.via,
        ...extras(input.attributes),
      };
  }
}
