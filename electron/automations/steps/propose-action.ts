import type { AutomationStep } from '../../../shared/model/automation.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { readByHand } from '../../actions/read-by-hand.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import { isRecord } from '../../salesforce/faults.ts';
import { toId18 } from '../../salesforce/ids.ts';
import { toText } from '../places.ts';
import type { StepAt, StepOutcome, StepParts } from './step.ts';

/** Proposes an action of the catalogue, as any other asker would. */
export async function proposeAction(
  parts: StepParts,
  at: StepAt<Extract<AutomationStep, { kind: 'action' }>>,
): Promise<StepOutcome> {
  const { run, record: held } = at;
  const action = parts.catalogue.find(String(held.input.action));
  if (!action) return { kind: 'fail', told: 'The catalogue no longer has this action.' };
  const record = await recordOf(parts, at);
  const values = Object.entries(isRecord(held.input.values) ? held.input.values : {});
  const read = readByHand(action, {
    object: typeof held.input.object === 'string' ? held.input.object : null,
    record,
    values: values.map(([field, value]) => ({ field, value: toFieldValue(value), evidence: null })),
  });
  if ('message' in read) return { kind: 'fail', told: read.message };
  return proposed(parts, at, {
    action: read.action,
    record: read.record,
    requested: read.requested.map((value) => asOfAutomation(value, run.automationName)),
  });
}

/** The record a step is about, by the id that was filled in; null where there is none. */
export async function recordOf(parts: StepParts, { run, record }: StepAt): Promise<RecordRef | null> {
  const told = record.input.record;
  if (typeof told !== 'string' || told === '') return null;
  const id = toId18(told);
  if (id === null) throw new ProblemError(toProblem('invalid-input', `“${told.slice(0, 40)}” is no record id.`));
  return run.record?.id === id ? run.record : parts.nameRecord(run.org, id);
}

/** Puts a request on its way, once for each attempt at a step, whatever happens in between. */
export async function proposed(
  parts: StepParts,
  { run, record: held, alongside }: StepAt,
  wanted: Pick<Parameters<StepParts['propose']>[0], 'action' | 'record' | 'requested'>,
): Promise<StepOutcome> {
  const { requested } = wanted;
  const made = await parts.propose({
    org: run.org,
    call: run.call,
    ...wanted,
    asker: {
      kind: 'automation',
      feed: null,
      toolCall: null,
      name: run.automationName,
      at: held.startedAt,
      values: Object.fromEntries(requested.map(({ field, raw }) => [field, toFieldValue(raw)])),
    },
    matter: '',
    pinnedTo: null,
    toolCall: { feed: 'automations', externalId: run.id, id: `${held.key} ${held.attempt}` },
    alongside,
  });
  if (made.kind === 'refused') return { kind: 'fail', told: made.problem.message };
  return { kind: 'decide', told: `${made.proposal.reference} waits for a decision.` };
}

/** A value that a person set in an automation. */
export function setBy(field: string, raw: unknown, automation: string): RequestedValue {
  return {
    field,
    raw,
    askedBy: 'automation',
    origin: 'fixed',
    evidence: null,
    certainty: 'certain',
    reasons: [`set by the automation “${automation}”`],
    resolvedFrom: null,
    display: null,
    others: [],
  };
}

function asOfAutomation({ field, raw }: RequestedValue, automation: string): RequestedValue {
  return setBy(field, raw, automation);
}

function toFieldValue(value: unknown): FieldValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return toText(value);
}
