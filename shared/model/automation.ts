import { z } from 'zod';
import { valueTest } from './rule.ts';

/** Longest text of one value, and most steps: what people write by hand is far shorter. */
export const mostTemplate = 4_000;
export const mostSteps = 40;
/** Most records that one look-up finds, or that one start by hand takes. */
export const mostFound = 200;

/**
 * A value with places to fill in: `Hello {{record.FirstName}}`. A text that is nothing but one place takes the value as it is,
 * number, yes or no, or list; what is in the place later is never read as a place again.
 */
export const template = z.string().max(mostTemplate);

const apiName = z.string().regex(/^[A-Za-z]\w{0,79}$/);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One question about a value: the path of the value, as places name it, and what is asked. */
export const fieldTest = z.object({ value: z.string().trim().min(1).max(200), test: valueTest });
export type FieldTest = z.infer<typeof fieldTest>;

/** When something goes on. Tests and expression both have to hold; with neither it always does. */
export const automationCondition = z.object({
  match: z.enum(['all', 'any']),
  tests: z.array(fieldTest).max(20),
  /** CEL over the same names, such as `record.Amount > 1000.0 && call.sentiment == "negative"`; null where none. */
  expression: z.string().max(2_000).nullable(),
});
export type AutomationCondition = z.infer<typeof automationCondition>;

/** A condition that asks nothing. */
export const always: AutomationCondition = { match: 'all', tests: [], expression: null };

const where = automationCondition;

/** What starts an automation. */
export const trigger = z.discriminatedUnion('kind', [
  /** A new record of any object. */
  z.object({ kind: z.literal('record-created'), object: apiName, where }),
  /** One of these fields got another value; with no field named, any of them. */
  z.object({ kind: z.literal('record-changed'), object: apiName, fields: z.array(apiName).max(50), where }),
  z.object({ kind: z.literal('call'), moment: z.enum(['started', 'ended', 'analysed']), where }),
  z.object({ kind: z.literal('outcome-written'), where }),
  /** A proposal was approved and written; with no action named, of any. Never one of an automation itself. */
  z.object({ kind: z.literal('proposal-written'), actions: z.array(z.string().max(64)).max(50), where }),
  /** What was promised to a caller is this long overdue. */
  z.object({ kind: z.literal('promise-broken'), afterMinutes: z.number().int().min(0).max(43_200), where }),
  z.object({
    kind: z.literal('schedule'),
    when: z.discriminatedUnion('every', [
      z.object({ every: z.literal('minutes'), minutes: z.number().int().min(1).max(10_080) }),
      /** At these times of day; weekdays 1 (Monday) to 7, none named is every day. */
      z.object({
        every: z.literal('day'),
        times: z.array(timeOfDay).min(1).max(24),
        weekdays: z.array(z.number().int().min(1).max(7)).max(7),
        /** IANA zone; null is the org's own. */
        zone: z.string().max(64).nullable(),
      }),
    ]),
    /** A run for each record this finds; one run without a record where it is null. */
    soql: z.string().max(mostTemplate).nullable(),
  }),
  /** Only by a person, for a record, a list, or nothing where no object is named. */
  z.object({ kind: z.literal('by-hand'), object: apiName.nullable() }),
]);
export type Trigger = z.infer<typeof trigger>;
export type TriggerKind = Trigger['kind'];

const named = z.object({ name: z.string().trim().min(1).max(80), value: template });
/** Key of the feed whose account it goes out through, or the practice line. */
const via = z.string().min(1).max(40);
/** The record it is about, by its id: for the card, the record’s history and its do-not-call fields. */
const about = template.nullable();

const common = {
  /** How later steps name what came of it: `steps.<key>.…`. */
  key: z
    .string()
    .max(30)
    .regex(/^[a-z][a-z0-9_]*$/),
  label: z.string().trim().min(1).max(120),
};

/** One step of an automation. */
export const automationStep = z.discriminatedUnion('kind', [
  /** Reads records; values in its places are quoted, and never become part of the query. */
  z.object({ ...common, kind: z.literal('look-up'), soql: template, most: z.number().int().min(1).max(mostFound) }),
  /** Any action of the catalogue, as a proposal. */
  z.object({
    ...common,
    kind: z.literal('action'),
    action: z.string().min(1).max(64),
    /** For an action on any object. */
    object: apiName.nullable(),
    record: about,
    values: z.array(z.object({ field: z.string().min(1).max(80), value: template })).max(100),
    /** Whether the run goes on only once it was approved and written; else as soon as it is proposed. */
    waits: z.boolean(),
  }),
  z.object({ ...common, kind: z.literal('condition'), where, otherwise: z.enum(['end', 'skip-next']) }),
  z.object({
    ...common,
    kind: z.literal('wait'),
    how: z.discriminatedUnion('until', [
      z.object({ until: z.literal('minutes'), minutes: z.number().min(0).max(129_600) }),
      /** The next time of day that comes, in the org’s zone. */
      z.object({ until: z.literal('time'), time: timeOfDay }),
      /** A day or an instant, such as a date of the record. */
      z.object({ until: z.literal('date'), date: template }),
    ]),
  }),
  z.object({
    ...common,
    kind: z.literal('call'),
    via,
    to: template,
    /** The number, or the platform’s id of the number, it is placed from; blank for the feed’s own. */
    from: template,
    /** The platform’s id of the agent (Vapi assistant, Thoughtly interview, TwiML address); blank for the feed’s own. */
    agent: template,
    record: about,
    /** Told to the agent as its variables. */
    variables: z.array(named).max(50),
    waits: z.boolean(),
  }),
  z.object({
    ...common,
    kind: z.literal('message'),
    via,
    to: template,
    from: template,
    text: template,
    record: about,
    waits: z.boolean(),
  }),
  z.object({
    ...common,
    kind: z.literal('webhook'),
    /** Places only after the host. */
    url: template,
    record: about,
    values: z.array(named).max(100),
    /** Name of a stored secret that is sent as `Authorization: Bearer`; null where none. */
    secret: z.string().max(60).nullable(),
    /** Header that carries the idempotency key, where the receiver takes one. */
    idempotencyHeader: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/)
      .nullable(),
    waits: z.boolean(),
  }),
  /** Makes or updates the platform’s own contact for a record: one for each, however often it runs. */
  z.object({
    ...common,
    kind: z.literal('contact'),
    via,
    record: template,
    phone: template,
    name: template,
    email: template,
    tags: template,
    attributes: z.array(named).max(50),
    waits: z.boolean(),
  }),
]);
export type AutomationStep = z.infer<typeof automationStep>;
export type StepKind = AutomationStep['kind'];

/** An automation as somebody writes it. */
export const automationDraft = z.object({
  /** null for a new one. */
  id: z.string().max(64).nullable(),
  name: z.string().trim().min(1).max(80),
  description: z.string().trim().max(500),
  /** The org it works on. */
  org: z.string().min(1).max(64),
  trigger,
  steps: z.array(automationStep).max(mostSteps),
  /** The version that was changed; null for a new one. */
  version: z.number().int().nullable(),
});
export type AutomationDraft = z.infer<typeof automationDraft>;

/** Trigger, then steps; each effect it wants is a proposal like any other. */
export const automation = automationDraft.extend({
  id: z.string().min(1).max(64),
  version: z.number().int(),
  enabled: z.boolean(),
  /** It paused itself, after what went wrong; null once it is switched on again. */
  paused: z.object({ at: z.number(), why: z.string() }).nullable(),
  createdAt: z.number(),
  createdBy: z.string(),
  savedAt: z.number(),
  savedBy: z.string(),
  /** It looks at what happened since. */
  since: z.number(),
});
export type Automation = z.infer<typeof automation>;

/** One state of an automation that somebody saved. Runs keep to the version they began with. */
export const automationVersion = z.object({
  version: z.number().int(),
  savedAt: z.number(),
  savedBy: z.string(),
  draft: automationDraft,
});
export type AutomationVersion = z.infer<typeof automationVersion>;
