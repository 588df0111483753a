import type { DraftProblem } from '../../shared/contract/automations-contract.ts';
import type { AutomationCondition, AutomationDraft, AutomationStep } from '../../shared/model/automation.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import { isOutbound, type OutboundOperation, outboundOperations } from '../../shared/model/outbound.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { refuseByHand } from '../actions/read-by-hand.ts';
import { refuseNotOffered } from '../actions/read-inputs.ts';
import { readSoql } from '../actions/read-soql.ts';
import type { OutboundSender } from '../proposals/preparing/prepare-outbound.ts';
import { compileCondition } from './condition.ts';
import { placesIn, textsOf } from './places.ts';
import { fillQuery } from './soql-places.ts';
import type { StepParts } from './steps/step.ts';
import { knownVariables, type VariableParts } from './variables.ts';

/** What a check asks. */
export type CheckParts = VariableParts &
  Pick<StepParts, 'catalogue'> & {
    sender(via: string, operation: OutboundOperation, org: string): OutboundSender | Problem;
    hasSecret(name: string): Promise<boolean>;
    /** Why a webhook may not go to an address; null where it may. */
    refuseAddress(url: string): string | null;
  };

/** What stands in the way of switching an automation on. */
export async function checkDraft(parts: CheckParts, draft: AutomationDraft): Promise<DraftProblem[]> {
  const found: DraftProblem[] = [];
  const tell = (step: string | null, field: string | null, message: string) => found.push({ step, field, message });
  const { trigger, steps } = draft;
  if (steps.length === 0) tell(null, 'steps', 'It has no steps yet.');
  if (parts.org(draft.org) === null) tell(null, 'org', 'Countersign does not know this org.');
  if ('where' in trigger) for (const message of checkCondition(trigger.where)) tell(null, 'where', message);
  if (trigger.kind === 'schedule' && trigger.soql !== null) {
    const message = checkQuery(trigger.soql);
    if (message) tell(null, 'soql', message);
  }
  if ('object' in trigger && trigger.object !== null) {
    const object = await describeOf(parts, draft.org, trigger.object);
    if (typeof object === 'string') tell(null, 'object', object);
    else if (object && trigger.kind === 'record-changed') {
      for (const name of unknownFields(object, trigger.fields)) tell(null, 'fields', `There is no field ${name}.`);
    }
  }
  const twice = steps.filter(({ key }, at) => steps.findIndex((each) => each.key === key) !== at);
  for (const { key } of twice) tell(key, 'key', `Two steps are called “${key}”.`);
  for (const step of steps) {
    for (const each of await checkStep(parts, draft, step)) tell(step.key, each.field, each.message);
  }
  return found;
}

type Found = { field: string | null; message: string };

async function checkStep(parts: CheckParts, draft: AutomationDraft, step: AutomationStep): Promise<Found[]> {
  const found = [...(await checkPlaces(parts, draft, step)), ...checkPart(parts, step)];
  if (step.kind === 'action') {
    const action = parts.catalogue.find(step.action);
    const refused = action ? (refuseNotOffered(action) ?? refuseByHand(action)) : null;
    if (!action) found.push({ field: 'action', message: 'The catalogue has no such action.' });
    else if (refused) found.push({ field: 'action', message: refused.message });
    else if (action.object === '*' && !step.object) found.push({ field: 'object', message: 'Say of which object.' });
  }
  if (step.kind === 'webhook' && step.secret !== null && !(await parts.hasSecret(step.secret))) {
    found.push({ field: 'secret', message: `There is no secret called “${step.secret}”.` });
  }
  if ('via' in step && isOutbound({ operation: step.kind })) {
    const operation = outboundOperations.find((each) => each === step.kind) ?? 'call';
    const sender = parts.sender(step.via, operation, draft.org);
    if ('message' in sender) found.push({ field: 'via', message: sender.message });
    else for (const what of sender.missing) found.push({ field: 'via', message: `${sender.name} lacks: ${what}.` });
  }
  return found;
}

function checkPart(parts: CheckParts, step: AutomationStep): Found[] {
  const blank = (field: string, text: string, message: string): Found[] =>
    text.trim() === '' ? [{ field, message }] : [];
  switch (step.kind) {
    case 'look-up': {
      const message = checkQuery(step.soql);
      return message ? [{ field: 'soql', message }] : [];
    }
    case 'condition':
      return checkCondition(step.where).map((message) => ({ field: 'where', message }));
    case 'call':
      return blank('to', step.to, 'Say whom to call.');
    case 'message':
      return [
        ...blank('to', step.to, 'Say whom to send it to.'),
        ...blank('text', step.text, 'There is no text to send.'),
      ];
    case 'contact':
      return [
        ...blank('record', step.record, 'Say for which record.'),
        ...blank('phone', step.phone, 'A contact needs a number.'),
      ];
    case 'webhook':
      return checkAddress(parts, step.url);
    default:
      return [];
  }
}

/** Where it goes is decided by who writes the automation, never by what comes in. */
function checkAddress({ refuseAddress }: CheckParts, url: string): Found[] {
  const host = /^https?:\/\/[^/?#]+/.exec(url.trim())?.[0];
  if (!host) return [{ field: 'url', message: 'It begins with https:// and a host.' }];
  if (host.includes('{{')) return [{ field: 'url', message: 'The host cannot be filled in: places come after it.' }];
  const message = refuseAddress(host);
  return message === null ? [] : [{ field: 'url', message }];
}

async function checkPlaces(parts: CheckParts, draft: AutomationDraft, step: AutomationStep): Promise<Found[]> {
  const known = await knownVariables(parts, draft, step.key);
  return textsOf(step).flatMap(({ field, text }) =>
    placesIn(text)
      .filter((path) => !known.has(path))
      .map((path) => ({ field, message: `Nothing is known as “${path}” here.` })),
  );
}

function checkCondition({ expression }: AutomationCondition): string[] {
  if (expression === null || expression.trim() === '') return [];
  const compiled = compileCondition(expression);
  return typeof compiled === 'string' ? [compiled] : [];
}

/** As it reads with its places filled in by something. */
function checkQuery(text: string): string | null {
  const read = readSoql(fillQuery(text, {}), 1);
  return 'message' in read ? read.message : null;
}

async function describeOf(parts: CheckParts, org: string, object: string): Promise<ObjectDescribe | string | null> {
  try {
    return await parts.describe(org, object);
  } catch {
    // An org that cannot be reached is no fault of the draft.
    return parts.isReachable(org) ? `This org has no object ${object}, or your user may not see it.` : null;
  }
}

function unknownFields({ fields }: ObjectDescribe, names: readonly string[]): string[] {
  const known = new Set(fields.map(({ name }) => name.toLowerCase()));
  return names.filter((name) => !known.has(name.toLowerCase()));
}
