import type { AutomationVariable } from '../../shared/contract/automations-contract.ts';
import type { AutomationDraft, AutomationStep, Trigger } from '../../shared/model/automation.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Org } from '../../shared/model/org.ts';
import { readSoql } from '../actions/read-soql.ts';
import { fillQuery } from './soql-places.ts';

/** What telling variables asks. */
export type VariableParts = {
  describe(org: string, object: string): Promise<ObjectDescribe>;
  isReachable(org: string): boolean;
  org(id: string): Org | null;
};

type Told = Omit<AutomationVariable, 'group'>;

/** Everything that can be named in the places of a step: by the trigger, then by the steps before it. */
export async function variablesFor(
  parts: VariableParts,
  draft: AutomationDraft,
  before: string | null,
): Promise<AutomationVariable[]> {
  const at = draft.steps.findIndex(({ key }) => key === before);
  const steps = at === -1 ? draft.steps : draft.steps.slice(0, at);
  const grouped = (group: string, told: readonly Told[]) => told.map((each) => ({ ...each, group }));
  const own = await Promise.all(steps.map(async (step) => grouped(step.label, await ofStep(parts, draft.org, step))));
  return [...(await ofTrigger(parts, draft)), ...own.flat(), ...grouped('Always', always)];
}

/** Whether a path can be named in a step; what only shows when it runs, such as call variables, counts as known. */
export async function knownVariables(
  parts: VariableParts,
  draft: AutomationDraft,
  step: string,
): Promise<{ has(path: string): boolean }> {
  const told = await variablesFor(parts, draft, step);
  const paths = new Set(told.map(({ path }) => path.toLowerCase()));
  const open = told.filter(({ type }) => type === 'open').map(({ path }) => `${path.toLowerCase()}.`);
  return {
    has(path) {
      const lower = path.toLowerCase();
      return paths.has(lower) || open.some((prefix) => lower.startsWith(prefix));
    },
  };
}

/** Paths that may be followed by anything: what stands there is known only when it runs. */
const open = 'open';

const always: readonly Told[] = [
  { path: 'now', label: 'This moment', type: 'datetime' },
  { path: 'today', label: 'Today', type: 'date' },
  { path: 'org.name', label: 'Name of the org', type: 'text' },
  { path: 'org.id', label: 'Id of the org', type: 'id' },
  { path: 'trigger.at', label: 'When it happened', type: 'datetime' },
  { path: 'trigger.late_minutes', label: 'Minutes until it was found out', type: 'number' },
  { path: 'trigger.kind', label: 'What started it', type: 'text' },
];

const ofCall: readonly Told[] = [
  ['name', 'Who it is with', 'text'],
  ['phone', 'Their number', 'phone'],
  ['email', 'Their e-mail address', 'email'],
  ['contact', 'Contact', 'id'],
  ['lead', 'Lead', 'id'],
  ['account', 'Account', 'id'],
  ['person', 'Record of the caller', 'id'],
  ['certainty', 'How surely the caller is known', 'text'],
  ['summary', 'Summary', 'text'],
  ['sentiment', 'Sentiment', 'text'],
  ['disposition', 'Disposition', 'text'],
  ['successful', 'Successful', 'boolean'],
  ['direction', 'Direction', 'text'],
  ['channel', 'Channel', 'text'],
  ['platform', 'Platform', 'text'],
  ['agent', 'Agent', 'text'],
  ['seconds', 'Length in seconds', 'number'],
  ['startedAt', 'Began', 'datetime'],
  ['endedAt', 'Ended', 'datetime'],
  ['endReason', 'Why it ended', 'text'],
  ['id', 'Id of the call', 'text'],
  ['variables', 'Call variables', open],
].map(([name = '', label = '', type = '']) => ({ path: `call.${name}`, label, type }));

const ofOutcome: readonly Told[] = [
  ['disposition', 'Disposition', 'text'],
  ['sentiment', 'Sentiment', 'text'],
  ['summary', 'Summary', 'text'],
  ['seconds', 'Length in seconds', 'number'],
  ['flagged', 'Flagged', 'boolean'],
  ['reviewed', 'Reviewed', 'boolean'],
].map(([name = '', label = '', type = '']) => ({ path: `outcome.${name}`, label, type }));

const proposalParts = (prefix: string): Told[] =>
  [
    ['reference', 'Reference', 'text'],
    ['action', 'Action', 'text'],
    ['label', 'Name of the action', 'text'],
    ['object', 'Object', 'text'],
    ['record', 'Record', 'id'],
    ['recordName', 'Name of the record', 'text'],
    ['by', 'Who decided', 'text'],
    ['url', 'Address of the record', 'text'],
    ['id', 'Id of the proposal', 'text'],
    ['operation', 'Operation', 'text'],
    ['values', 'Values that were approved', open],
  ].map(([name = '', label = '', type = '']) => ({ path: `${prefix}.${name}`, label, type }));

const ofPromise: readonly Told[] = [
  ['what', 'What was promised', 'text'],
  ['whom', 'To whom', 'text'],
  ['due', 'By when', 'datetime'],
  ['reference', 'Reference', 'text'],
  ['id', 'Id of the follow-up', 'text'],
].map(([name = '', label = '', type = '']) => ({ path: `promise.${name}`, label, type }));

async function ofTrigger(parts: VariableParts, { trigger, org }: AutomationDraft): Promise<AutomationVariable[]> {
  const grouped = (group: string, told: readonly Told[]) => told.map((each) => ({ ...each, group }));
  const call = grouped('Call', ofCall);
  const outcome = grouped('Outcome', ofOutcome);
  const proposal = grouped('Proposal', proposalParts('proposal'));
  switch (trigger.kind) {
    case 'record-created':
    case 'record-changed':
      return grouped(trigger.object, await ofRecord(parts, org, trigger.object));
    case 'by-hand':
      return trigger.object === null ? [] : grouped(trigger.object, await ofRecord(parts, org, trigger.object));
    case 'schedule': {
      const object = objectOf(trigger);
      return object === null ? [] : grouped(object, await ofRecord(parts, org, object));
    }
    case 'call':
    case 'outcome-written':
      return [...call, ...outcome];
    case 'proposal-written':
      return [...proposal, ...call, ...outcome];
    case 'promise-broken':
      return [...grouped('Promise', ofPromise), ...call, ...outcome, ...proposal];
  }
}

function objectOf({ soql }: Extract<Trigger, { kind: 'schedule' }>): string | null {
  const read = soql === null ? null : readSoql(soql, 1);
  return read && 'object' in read ? read.object : null;
}

/** The fields of an object, and those of the records they point to as far as anything may be named there. */
async function ofRecord(parts: VariableParts, org: string, object: string): Promise<Told[]> {
  try {
    const { fields } = await parts.describe(org, object);
    const own = fields
      .filter(({ type }) => type !== 'address' && type !== 'location' && type !== 'base64')
      .map(({ name, label, type }) => ({ path: `record.${name}`, label, type: type === 'reference' ? 'id' : type }));
    const related = fields.flatMap(({ relationshipName, label }) =>
      relationshipName ? [{ path: `record.${relationshipName}`, label: `${label}: its fields`, type: open }] : [],
    );
    const shown = own.some(({ path }) => path === 'record.Name')
      ? own
      : [{ path: 'record.Name', label: 'Name', type: 'string' }, ...own];
    return [...shown, ...related];
  } catch {
    return [{ path: 'record', label: 'Fields of the record', type: open }];
  }
}

async function ofStep(parts: VariableParts, org: string, step: AutomationStep): Promise<Told[]> {
  const at = `steps.${step.key}`;
  switch (step.kind) {
    case 'look-up':
      return [
        { path: `${at}.found`, label: 'Whether anything was found', type: 'boolean' },
        { path: `${at}.count`, label: 'How many were found', type: 'number' },
        { path: `${at}.total`, label: 'How many there are', type: 'number' },
        ...(await firstOf(parts, org, step.soql)).map((each) => ({ ...each, path: `${at}.first.${each.path}` })),
        { path: `${at}.first`, label: 'First record: any field', type: open },
        { path: `${at}.rows`, label: 'All records', type: 'list' },
      ];
    case 'condition':
      return [{ path: `${at}.holds`, label: 'Whether it held', type: 'boolean' }];
    case 'wait':
      return [{ path: `${at}.until`, label: 'Until when', type: 'datetime' }];
    default:
      return [
        ...proposalParts(at),
        { path: `${at}.fields`, label: 'What was really written, or answered', type: open },
      ];
  }
}

async function firstOf(parts: VariableParts, org: string, soql: string): Promise<Told[]> {
  const read = readSoql(fillQuery(soql, {}), 1);
  if (!('object' in read)) return [];
  const describe = await parts.describe(org, read.object).catch(() => null);
  const fields = new Map(describe?.fields.map((field) => [field.name.toLowerCase(), field]));
  return read.fields.map((path) => {
    const field = fields.get(path.toLowerCase());
    return { path, label: field?.label ?? path, type: field?.type === 'reference' ? 'id' : (field?.type ?? 'text') };
  });
}
