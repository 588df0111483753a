import { z } from 'zod';
import { callChannel, callDirection, partyRole } from '../../../shared/model/call.ts';

const id = z.string().min(1).max(500);
const name = z.string().max(200).nullable().default(null);
const texts = z.record(z.string().max(100), z.union([z.string(), z.number(), z.boolean()]));
const milliseconds = z.number().nonnegative().nullable().default(null);

const context = z.object({
  specversion: z.literal('1.0'),
  id: id.describe('Unique within the source: a second event with both is dropped.'),
  source: id.describe('Who sends: a URI of your own, such as `/voice/eu-1`.'),
  subject: id.describe('Your id of the call.'),
  time: z.iso.datetime({ offset: true }).optional().describe('When it happened; when it arrives, if left out.'),
});

const party = z.object({
  role: partyRole,
  name,
  phone: name.describe('E.164, such as `+14155550134`.'),
  email: name,
});

const started = context.extend({
  type: z.literal('com.countersign.call.started'),
  data: z.object({
    channel: callChannel.default('phone'),
    direction: callDirection.default('unknown'),
    carrier_id: name.describe("The carrier's id of the call: joins it with what other feeds tell of the same one."),
    agent: z
      .object({ id, name: z.string().min(1).max(200), version: name })
      .nullable()
      .default(null),
    parties: z.array(party).max(50).default([]),
    variables: texts.default({}).describe('What is known of the call beforehand, by name.'),
  }),
});

const utterance = context.extend({
  type: z.literal('com.countersign.utterance'),
  data: z.object({
    key: id
      .optional()
      .describe('The same for the partials and the final of one turn; the id of the event, if left out.'),
    seq: z.number().optional().describe('Order within the call; the time of the event, if left out.'),
    party: partyRole,
    text: z.string().describe('Of 20000 characters the rest is cut off.'),
    final: z.boolean().default(true),
    start_ms: milliseconds.describe('From the start of the call.'),
    end_ms: milliseconds.describe('From the start of the call.'),
  }),
});

const requested = context.extend({
  type: z.literal('com.countersign.tool.requested'),
  subject: context.shape.subject
    .optional()
    .describe('Your id of the call; without it the proposal belongs to no call.'),
  data: z.object({
    tool_call_id: id.optional().describe('The same when the question is sent again; the id of the event, if left out.'),
    action: z.string().min(1).max(200).describe('Key of an action of the catalogue, such as `update_contact`.'),
    inputs: z.record(z.string(), z.unknown()).default({}).describe('By input name.'),
  }),
});

const transferred = context.extend({
  type: z.literal('com.countersign.call.transferred'),
  data: z.object({ to: name.describe('A number, a person or another agent.') }).default({ to: null }),
});

const ended = context.extend({
  type: z.literal('com.countersign.call.ended'),
  data: z.object({ reason: name }).default({ reason: null }),
});

const analysed = context.extend({
  type: z.literal('com.countersign.call.analysed'),
  data: z.object({
    summary: z.string().max(20_000).nullable().default(null),
    sentiment: z.enum(['positive', 'neutral', 'negative']).nullable().default(null),
    successful: z.boolean().nullable().default(null),
    disposition: name.describe('What came of it, in your words.'),
    recording_url: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .nullable()
      .default(null),
    values: texts.default({}).describe('Whatever else was extracted, by name.'),
  }),
});

const troubled = context.extend({
  type: z.literal('com.countersign.call.troubled'),
  data: z.object({ message: z.string().min(1).max(500).describe('What went wrong, for the supervisor.') }),
});

/** What is understood: events in the CloudEvents 1.0 format. Fields beside these are ignored. */
export const cloudEvent = z.discriminatedUnion('type', [
  started,
  utterance,
  requested,
  transferred,
  ended,
  analysed,
  troubled,
]);
export type CloudEvent = z.infer<typeof cloudEvent>;

/** What all of our types begin with. */
export const typePrefix = 'com.countersign.';

/** Enough of any CloudEvent to say what it was. */
export const anyCloudEvent = z.object({
  specversion: z.literal('1.0'),
  type: z.string().min(1).max(200),
  subject: z.string().max(500).optional().catch(undefined),
});
