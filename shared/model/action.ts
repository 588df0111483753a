import { z } from 'zod';
import { fieldValue } from './field-value.ts';

/** Where the value of an action's input comes from. */
export const inputMode = z.discriminatedUnion('mode', [
  /** The agent, or the console's rules, collect it from the conversation. */
  z.object({ mode: z.literal('collected') }),
  /** Collected, and this where nothing was. */
  z.object({ mode: z.literal('defaulted'), value: fieldValue }),
  /** Always this; nobody on the call can change it. */
  z.object({ mode: z.literal('fixed'), value: fieldValue }),
  /** Always what the call knows: an id of the matched caller, or a call variable. */
  z.object({
    mode: z.literal('from-call'),
    from: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('caller'), what: z.enum(['contact', 'account', 'lead', 'person']) }),
      /** What is known of the call itself: its id, whether it came in, how long it took, its day. */
      z.object({ kind: z.literal('call'), what: z.enum(['id', 'direction', 'seconds', 'date']) }),
      z.object({ kind: z.literal('variable'), name: z.string() }),
      /** `phone` for a phone call, `chat` for a chat: what Case Origin and its like are told. */
      z.object({ kind: z.literal('channel'), phone: fieldValue, chat: fieldValue }),
      /** The record the action is about, such as the case that a comment belongs to. */
      z.object({ kind: z.literal('record') }),
    ]),
  }),
]);
export type InputMode = z.infer<typeof inputMode>;

/** One value of an action. */
export const actionInput = z.object({
  /** The name the agent uses, such as `email`. */
  name: z.string(),
  /** API name of the field it is written to. */
  field: z.string(),
  /** What the LLM is told about it. */
  description: z.string(),
  required: z.boolean(),
  from: inputMode,
  /** Asked only while the caller is not known to be a record of the org, which would say the same. */
  onlyForStrangers: z.boolean(),
});
export type ActionInput = z.infer<typeof actionInput>;

/** How a write of this action proves whether it happened: keyed create, absolute update, append, natural key or delete. A read changes nothing. */
export const writeClass = z.enum(['keyed-create', 'absolute-update', 'append', 'natural-key', 'delete', 'read']);
export type WriteClass = z.infer<typeof writeClass>;

/** How the record an action is about is found: named by who asks, else the caller's own open one. */
export const recordFinder = z.object({
  object: z.string(),
  /** Field of a new record that points to it; null where it is the record itself that is changed. */
  through: z.string().nullable(),
  /** Its id may be that of another object too. */
  anyObject: z.boolean().optional(),
  /** What it may be named by, beside its id. */
  by: z.array(z.object({ name: z.string(), field: z.string(), description: z.string() })),
  /** Fields that point to the caller, and the one that says that it is over; null where it must be named. */
  ofCaller: z.object({ contact: z.string(), account: z.string(), closed: z.string() }).nullable(),
});
export type RecordFinder = z.infer<typeof recordFinder>;

/** Stands for the object of an action that may be about any. */
export const anyObject = '*';

/** Something an agent may ask for, from the catalogue. */
export const action = z.object({
  key: z.string(),
  label: z.string(),
  description: z.string(),
  /** API name, or `*` where who asks names it. */
  object: z.string(),
  operation: z.enum(['create', 'update', 'delete', 'read']),
  writeClass,
  /** Which record it is about: the matched caller's own, one the agent names by id, or one that is found. */
  record: z.enum(['none', 'caller', 'given', 'found']),
  find: recordFinder.nullable(),
  inputs: z.array(actionInput),
  /** With this input comes a second proposal, on the record that this one makes. */
  followedBy: z
    .object({ action: z.string(), input: z.string(), field: z.string(), description: z.string() })
    .optional(),
  deprecated: z.boolean(),
  /** Not switched on (any more): it cannot be asked for. */
  off: z.boolean().optional(),
  /** Lets the org's assignment rules choose the owner of what it creates; they are off otherwise. */
  assignmentRules: z.boolean().optional(),
  /** How long its proposals wait for a decision; the console's own span where it says nothing. */
  expiresAfterHours: z
    .number()
    .positive()
    .max(24 * 365)
    .optional(),
});
export type Action = z.infer<typeof action>;

/** Whether agents may ask for it. */
export function isOffered({ deprecated, off }: Pick<Action, 'deprecated' | 'off'>): boolean {
  return !deprecated && !off;
}
