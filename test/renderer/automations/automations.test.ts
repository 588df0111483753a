import { describe, expect, test } from 'vitest';
import { moved, newDraft, newStep, newTrigger } from '../../../renderer/automations/new-step.ts';
import { shapeProblems } from '../../../renderer/automations/shape-problems.ts';
import {
  conditionWords,
  stepNames,
  stepSentence,
  triggerNames,
  triggerSentence,
} from '../../../renderer/automations/step-words.ts';
import { versionChanges } from '../../../renderer/automations/version-changes.ts';
import {
  type AutomationDraft,
  type AutomationStep,
  always,
  automationDraft,
  automationStep,
  type StepKind,
  type TriggerKind,
} from '../../../shared/model/automation.ts';
import { fc } from '../../support/properties.ts';

const kinds = Object.keys(stepNames).filter((key): key is StepKind => key in stepNames);
const triggers = Object.keys(triggerNames).filter((key): key is TriggerKind => key in triggerNames);

describe('a new automation', () => {
  test('can be saved with any trigger and any steps as they are added, each under a key of its own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...kinds), { maxLength: 12 }),
        fc.constantFrom(...triggers),
        (wanted, trigger) => {
          const steps: AutomationStep[] = [];
          for (const kind of wanted) steps.push(newStep(kind, steps, 'twilio'));
          const draft = { ...newDraft('00D000000000001AAA'), name: 'Mine', trigger: newTrigger(trigger), steps };
          expect(automationDraft.safeParse(draft).error?.issues ?? []).toEqual([]);
          expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
        },
      ),
    );
  });

  test('has its steps moved without losing one, and stays as it is where there is no room', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c']);
  });
});

describe('an automation in words', () => {
  test('is read without opening a step', () => {
    const only = { ...always, tests: [{ value: 'record.Phone', test: { test: 'not-blank', text: '' } } as const] };
    expect(triggerSentence({ kind: 'record-created', object: 'Contact', where: only })).toBe(
      'A new Contact, only where record.Phone is not blank',
    );
    expect(triggerSentence(newTrigger('schedule'))).toBe('Mon, Tue, Wed, Thu, Fri at 09:00');
    expect(conditionWords({ match: 'any', tests: [...only.tests, ...only.tests], expression: 'a > 1' })).toBe(
      'record.Phone is not blank or record.Phone is not blank, and a > 1',
    );
    const step = automationStep.parse({ ...newStep('call', [], 'practice line'), to: '{{record.Phone}}' });
    expect(stepSentence(step, (key) => key)).toBe('Propose a call to {{record.Phone}} through the practice line');
    for (const kind of kinds) expect(stepSentence(newStep(kind, [], ''), (key) => key)).not.toMatch(/undefined|null/);
    for (const kind of triggers) expect(triggerSentence(newTrigger(kind))).not.toMatch(/undefined|null/);
  });
});

describe('a draft that cannot be kept', () => {
  const draft = (of: Partial<AutomationDraft>): AutomationDraft => ({
    ...newDraft('00D000000000001AAA'),
    name: 'A',
    ...of,
  });
  const found = (of: Partial<AutomationDraft>) =>
    shapeProblems(draft(of)).map(({ step, field, message }) => `${step ?? ''} ${field}: ${message}`);

  test('says so by the field that is wrong, in words', () => {
    const schedule = newTrigger('schedule');
    expect(found({})).toEqual([]);
    expect(found({ trigger: { kind: 'record-created', object: '', where: always } })).toEqual([
      ' object: Say which object, by its API name, such as Contact.',
    ]);
    const times =
      schedule.kind === 'schedule' && schedule.when.every === 'day' ? { ...schedule.when, times: ['9'] } : null;
    expect(
      found({ trigger: { kind: 'schedule', when: times ?? { every: 'minutes', minutes: 1 }, soql: null } }),
    ).toEqual([' when: Times of day are written as 09:00, and there is at least one.']);
    const [call, action] = [newStep('call', [], ''), newStep('action', [], '')];
    if (call.kind !== 'call' || action.kind !== 'action') throw new Error('the steps are others');
    const steps: AutomationStep[] = [
      { ...call, label: ' ', variables: [{ name: '', value: 'x' }] },
      { ...action, values: [{ field: '', value: 'x' }] },
    ];
    expect(found({ steps })).toEqual([
      'call label: Give the step a name.',
      'call via: Choose whom it goes out through.',
      'call variables.0: Give it a name.',
      'action values.: Give it a name.',
    ]);
  });
});

describe('two versions', () => {
  const before: AutomationDraft = {
    ...newDraft('00D000000000001AAA'),
    name: 'Before',
    steps: [
      { ...newStep('wait', [], ''), key: 'wait', label: 'Wait' },
      { ...newStep('message', [], 'twilio'), key: 'sms', label: 'Tell them' },
    ],
  };
  const changes = (after: Partial<AutomationDraft>) =>
    versionChanges(before, { ...before, ...after }, (key) => key).map(
      (each) => `${each.what}: ${each.before} → ${each.after}`,
    );

  test('differ in what is told, part by part, and in nothing where they are the same', () => {
    expect(changes({})).toEqual([]);
    const [wait, sms] = before.steps;
    if (sms?.kind !== 'message' || !wait) throw new Error('the steps are others');
    expect(changes({ name: 'After', steps: [{ ...sms, text: 'Hello' }, wait] })).toEqual([
      'Name: Before → After',
      'Step “Tell them”, text:  → Hello',
      'Order of the steps: Wait, Tell them → Tell them, Wait',
    ]);
    expect(
      changes({
        steps: [wait],
        trigger: { kind: 'record-changed', object: 'Lead', fields: ['Rating'], where: always },
      }),
    ).toEqual([
      'When, starts with: A new record → A record changed',
      'When, object: Contact → Lead',
      'When, fields:  → Rating',
      'Step “Tell them”: Propose an SMS to … through twilio: “” → ',
    ]);
  });
});
