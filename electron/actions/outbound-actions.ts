import type { Action } from '../../shared/model/action.ts';
import type { FieldDescribe, ObjectDescribe } from '../../shared/model/object-describe.ts';
import { type OutboundOperation, outboundField, outboundOperations } from '../../shared/model/outbound.ts';

/** An action, or one of those that leave for somebody else than Salesforce. */
export type ProposedAction = Omit<Action, 'operation'> & { operation: Action['operation'] | OutboundOperation };

const common = { record: 'none', find: null, deprecated: false } as const;

/** What an automation may want of a platform or an address. They are in no catalogue: no agent can ask for them. */
export const outboundActions: Readonly<Record<OutboundOperation, ProposedAction>> = {
  call: {
    ...common,
    inputs: [],
    key: 'start_call',
    label: 'Start call',
    description: 'An agent calls somebody.',
    object: 'phone-call',
    operation: 'call',
    writeClass: 'append',
    expiresAfterHours: 8,
  },
  message: {
    ...common,
    inputs: [],
    key: 'send_message',
    label: 'Send message',
    description: 'A text message to somebody.',
    object: 'text-message',
    operation: 'message',
    writeClass: 'append',
    expiresAfterHours: 24,
  },
  webhook: {
    ...common,
    inputs: [],
    key: 'call_webhook',
    label: 'Call webhook',
    description: 'Values sent to an address.',
    object: 'web-request',
    operation: 'webhook',
    writeClass: 'append',
  },
  contact: {
    ...common,
    inputs: [],
    key: 'keep_contact',
    label: 'Keep contact',
    description: 'A platform’s own contact for a record.',
    object: 'platform-contact',
    operation: 'contact',
    writeClass: 'natural-key',
  },
};

/** What its kind of thing is called. */
export const outboundLabels: Readonly<Record<OutboundOperation, string>> = {
  call: 'Call',
  message: 'Text message',
  webhook: 'Webhook',
  contact: 'Platform contact',
};

type Part = { label: string; type: string; length: number; edited: boolean };

const longestMessage = 1_600;

/** What people read for each field, and what may stand in it. */
export const outboundParts: Readonly<Record<string, Part>> = {
  [outboundField.via]: { label: 'Through', type: 'reference', length: 80, edited: false },
  [outboundField.to]: { label: 'To', type: 'phone', length: 40, edited: true },
  [outboundField.from]: { label: 'From', type: 'string', length: 100, edited: true },
  [outboundField.agent]: { label: 'Agent', type: 'string', length: 500, edited: true },
  [outboundField.text]: { label: 'Text', type: 'textarea', length: longestMessage, edited: true },
  [outboundField.url]: { label: 'Address', type: 'url', length: 2_000, edited: false },
  [outboundField.secret]: { label: 'Secret', type: 'string', length: 60, edited: false },
  [outboundField.idempotencyHeader]: { label: 'Idempotency header', type: 'string', length: 60, edited: false },
  [outboundField.phone]: { label: 'Phone', type: 'phone', length: 40, edited: true },
  [outboundField.name]: { label: 'Name', type: 'string', length: 200, edited: true },
  [outboundField.email]: { label: 'Email', type: 'email', length: 200, edited: true },
  [outboundField.tags]: { label: 'Tags', type: 'string', length: 500, edited: true },
};

const partsOf: Readonly<Record<OutboundOperation, readonly (keyof typeof outboundField)[]>> = {
  call: ['to', 'from', 'agent'],
  message: ['to', 'from', 'text'],
  webhook: [],
  contact: ['phone', 'name', 'email', 'tags'],
};

/** What the edit form needs to know of it, as if it were an object of the org; null for an object of Salesforce’s. */
export function outboundDescribe(object: string): ObjectDescribe | null {
  const operation = outboundOperations.find((each) => outboundActions[each].object === object);
  if (!operation) return null;
  const label = outboundLabels[operation];
  return {
    name: object,
    label,
    labelPlural: `${label}s`,
    keyPrefix: null,
    createable: true,
    updateable: true,
    deletable: false,
    fields: partsOf[operation].flatMap((key) => describePart(outboundField[key])),
  };
}

function describePart(name: string): FieldDescribe[] {
  const part = outboundParts[name];
  if (!part) return [];
  return [
    {
      name,
      label: part.label,
      type: part.type,
      length: part.length,
      precision: 0,
      scale: 0,
      digits: 0,
      nillable: name !== outboundField.to && name !== outboundField.text,
      createable: part.edited,
      updateable: part.edited,
      defaultedOnCreate: false,
      restrictedPicklist: false,
      externalId: false,
      unique: false,
      filterable: false,
      nameField: false,
      picklistValues: [],
      referenceTo: [],
      relationshipName: null,
      inlineHelpText: null,
    },
  ];
}
