import { describe, expect, test } from 'vitest';
import { moved, newDraft, newStep, newTrigger } from '../../../renderer/automations/new-step.ts';
import {
  conditionWords,
  stepNames,
  stepSentence,
  triggerNames,
  triggerSentence,
} from '../../../renderer/automations/step-words.ts';
import {
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
