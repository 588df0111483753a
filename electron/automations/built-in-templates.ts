import type { AutomationTemplate } from '../../shared/contract/automations-contract.ts';
import {
  type AutomationCondition,
  type AutomationDraft,
  type AutomationStep,
  always,
  type FieldTest,
} from '../../shared/model/automation.ts';

/** Who things go out through, as far as anybody is set up for it. */
export type TemplateSenders = { call: string; message: string; contact: string };

/** An automation that ships with the console. */
export type BuiltInTemplate = AutomationTemplate & {
  build(senders: TemplateSenders): Pick<AutomationDraft, 'trigger' | 'steps'>;
};

function when(...tests: [value: string, test: FieldTest['test']['test'], text?: string][]): AutomationCondition {
  return { ...always, tests: tests.map(([value, test, text = '']) => ({ value, test: { test, text } })) };
}

const callNewContact: BuiltInTemplate = {
  key: 'call-new-contact',
  name: 'Call a new contact within five minutes',
  description: 'Somebody new is in the org: an agent calls them at once, unless they were found out about too late.',
  needs: ['call'],
  build: ({ call }) => ({
    trigger: { kind: 'record-created', object: 'Contact', where: when(['record.Phone', 'not-blank']) },
    steps: [
      {
        kind: 'condition',
        key: 'in_time',
        label: 'Only while they are still new',
        where: when(['trigger.late_minutes', 'below', '5']),
        otherwise: 'end',
      },
      {
        kind: 'call',
        key: 'call',
        label: 'Call them',
        via: call,
        to: '{{record.Phone}}',
        from: '',
        agent: '',
        record: '{{record.Id}}',
        variables: [
          { name: 'first_name', value: '{{record.FirstName}}' },
          { name: 'contact_id', value: '{{record.Id}}' },
        ],
        waits: true,
      },
    ],
  }),
};

const brokenPromise: BuiltInTemplate = {
  key: 'broken-promise',
  name: 'Follow up a broken promise',
  description: 'What was promised to a caller is an hour overdue: a task for whoever owns them, due today.',
  needs: [],
  build: () => ({
    trigger: { kind: 'promise-broken', afterMinutes: 60, where: always },
    steps: [
      {
        kind: 'action',
        key: 'task',
        label: 'Make it a task',
        action: 'create_object',
        object: 'Task',
        record: null,
        values: [
          { field: 'Subject', value: 'Overdue: {{promise.what}}' },
          { field: 'Description', value: 'Promised to {{promise.whom}} by {{promise.due}}. {{promise.reference}}' },
          { field: 'ActivityDate', value: '{{today}}' },
          { field: 'Priority', value: 'High' },
          { field: 'Status', value: 'Not Started' },
          { field: 'WhoId', value: '{{call.person}}' },
        ],
        waits: true,
      },
    ],
  }),
};

const badCall: BuiltInTemplate = {
  key: 'bad-call',
  name: 'Create a case when a call ends badly',
  description: 'A call was negative, or nothing came of it: a case, unless the caller has an open one already.',
  needs: [],
  build: () => ({
    trigger: {
      kind: 'call',
      moment: 'analysed',
      where: {
        ...when(['call.sentiment', 'is', 'negative'], ['call.disposition', 'is', 'Not resolved']),
        match: 'any',
      },
    },
    steps: [
      {
        kind: 'look-up',
        key: 'open',
        label: 'Look for an open case',
        soql: 'SELECT Id, CaseNumber, Subject FROM Case WHERE ContactId = {{call.contact}} AND ContactId != null AND IsClosed = false',
        most: 1,
      },
      {
        kind: 'condition',
        key: 'none_open',
        label: 'Only if there is none',
        where: when(['steps.open.found', 'is', 'false']),
        otherwise: 'end',
      },
      {
        kind: 'action',
        key: 'case',
        label: 'Create a case',
        action: 'create_case',
        object: null,
        record: null,
        values: [
          { field: 'Subject', value: 'Call ended badly: {{call.name}}' },
          { field: 'Description', value: '{{call.summary}}' },
          { field: 'Priority', value: 'High' },
        ],
        waits: true,
      },
    ],
  }),
};

const confirmUpdate: BuiltInTemplate = {
  key: 'confirm-update',
  name: 'SMS a confirmation after an approved update',
  description: 'An update of a contact that was asked for in a call was approved and written: the caller is told.',
  needs: ['message'],
  build: ({ message }) => ({
    trigger: {
      kind: 'proposal-written',
      actions: ['update_contact'],
      where: when(['call.phone', 'not-blank']),
    },
    steps: [
      {
        kind: 'message',
        key: 'sms',
        label: 'Tell the caller',
        via: message,
        to: '{{call.phone}}',
        from: '',
        text: 'Your details were updated as you asked on the phone. Reference {{proposal.reference}}. If this was not you, please call us.',
        record: '{{proposal.record}}',
        waits: true,
      },
    ],
  }),
};

const keepContacts: BuiltInTemplate = {
  key: 'keep-contacts',
  name: 'Keep Thoughtly contacts in step with new leads and contacts: contacts',
  description: 'Every new contact becomes a contact of Thoughtly, once each. Use the one for leads beside it, too.',
  needs: ['contact'],
  build: ({ contact }) => ({
    trigger: { kind: 'record-created', object: 'Contact', where: when(['record.Phone', 'not-blank']) },
    steps: [contactStep(contact)],
  }),
};

const keepLeads: BuiltInTemplate = {
  ...keepContacts,
  key: 'keep-leads',
  name: 'Keep Thoughtly contacts in step with new leads and contacts: leads',
  description: 'Every new lead becomes a contact of Thoughtly, once each. Use the one for contacts beside it, too.',
  build: ({ contact }) => ({
    trigger: { kind: 'record-created', object: 'Lead', where: when(['record.Phone', 'not-blank']) },
    steps: [contactStep(contact)],
  }),
};

function contactStep(via: string): AutomationStep {
  return {
    kind: 'contact',
    key: 'contact',
    label: 'Keep the contact',
    via,
    record: '{{record.Id}}',
    phone: '{{record.Phone}}',
    name: '{{record.Name}}',
    email: '{{record.Email}}',
    tags: 'salesforce',
    attributes: [{ name: 'salesforce_id', value: '{{record.Id}}' }],
    waits: true,
  };
}

/** Automations to start from; each works on the practice org at once. */
export const builtInTemplates: readonly BuiltInTemplate[] = [
  callNewContact,
  brokenPromise,
  badCall,
  confirmUpdate,
  keepContacts,
  keepLeads,
];

/** A draft of a template, which nobody saved yet. */
export function draftOf(of: BuiltInTemplate, org: string, senders: TemplateSenders): AutomationDraft {
  const { name, description } = of;
  return { id: null, name: name.slice(0, 80), description, org, version: null, ...of.build(senders) };
}
