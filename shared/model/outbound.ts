import { z } from 'zod';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const fieldNames = z.array(z.string().regex(/^[A-Za-z]\w{0,79}$/)).max(20);

/** What holds for everything that goes out to people; the built-in rules speak of it. */
export const outboundSettings = z.object({
  /** Nobody is called or written to then, in the org’s zone; a span that ends before it begins goes over midnight. Null for never. */
  quietHours: z.object({ from: timeOfDay, to: timeOfDay }).nullable(),
  /** Checkboxes by which a person says that they are not to be called, or not to be sent messages. */
  doNotCallFields: fieldNames,
  optedOutFields: fieldNames,
  /** Calls and messages in any hour, beyond which a person is asked. */
  mostPerHour: z.number().int().min(1).max(10_000),
  /** Calls and messages to one number in a day, beyond which a person is asked. */
  mostPerPersonPerDay: z.number().int().min(1).max(100),
  /** Hosts that webhooks may go to, a leading dot for all below one; with none, any on the public internet. */
  webhookHosts: z
    .array(z.string().regex(/^\.?[a-z0-9:]([a-z0-9.:-]{0,251}[a-z0-9])?$/))
    .max(100)
    .default([]),
});
export type OutboundSettings = z.infer<typeof outboundSettings>;

/** What holds until somebody chooses otherwise. */
export const usualOutbound: OutboundSettings = {
  quietHours: { from: '20:00', to: '08:00' },
  doNotCallFields: ['DoNotCall'],
  optedOutFields: ['HasOptedOutOfSms', 'HasOptedOutOfSms__c', 'SMS_Opt_Out__c'],
  mostPerHour: 60,
  mostPerPersonPerDay: 3,
  webhookHosts: [],
};

/** Instead of a feed: the practice line, by which nobody is reached. Only for the practice org. */
export const practiceLine = 'practice line';

/** What leaves for somebody else than Salesforce. */
export const outboundOperations = ['call', 'message', 'webhook', 'contact'] as const;
export type OutboundOperation = (typeof outboundOperations)[number];

/** Whether it goes to a platform or an address rather than to Salesforce. */
export function isOutbound<Of extends { operation: string }>(of: Of): of is Of & { operation: OutboundOperation } {
  return outboundOperations.some((each) => each === of.operation);
}

/** Whether it reaches a person: then quiet hours, do-not-call fields and limits hold. */
export function reachesPerson({ operation }: { operation: string }): boolean {
  return operation === 'call' || operation === 'message';
}

/** Code of a problem for which something approved did not leave: our own doing, and no refusal of the other side. */
export const turnedAway = 'turned-away';

/** What a proposal of this kind carries, by field; these are no names of Salesforce’s. */
export const outboundField = {
  via: 'Via',
  to: 'To',
  from: 'From',
  agent: 'Agent',
  text: 'Text',
  url: 'Url',
  secret: 'Secret',
  idempotencyHeader: 'IdempotencyHeader',
  phone: 'Phone',
  name: 'Name',
  email: 'Email',
  tags: 'Tags',
} as const;

/** Before the name of a variable, a webhook’s value or a contact’s attribute. */
export const outboundExtra = 'With.';
