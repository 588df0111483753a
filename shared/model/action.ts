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
      z.object({ kind: z.literal('caller'), what: z.enum(['contact', 'account', 'lead']) }),
      z.object({ kind: z.literal('variable'), name: z.string() }),
      /** `phone` for a phone call, `chat` for a chat: what Case Origin and its like are told. */
      z.object({ kind: z.literal('channel'), phone: fieldValue, chat: fieldValue }),
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

/** How a write of this action proves whether it happened: keyed create, absolute update, append, natural key or delete. */
export const writeClass = z.enum(['keyed-create', 'absolute-update', 'append', 'natural-key', 'delete']);
export type WriteClass = z.infer<typeof writeClass>;

/** Something an agent may ask for, from the catalogue. */
export const action = z.object({
  key: z.string(),
  label: z.string(),
  description: z.string(),
  object: z.string(),
  operation: z.enum(['create', 'update', 'delete']),
  writeClass,
  /** Which record an update or delete is about: the matched caller's own, or one the agent names by id. */
  record: z.enum(['none', 'caller', 'given']),
  inputs: z.array(actionInput),
  deprecated: z.boolean(),
});
export type Action = z.infer<typeof action>;
