import { z } from 'zod';

/**
 * The parts of a vCon that are read (draft-ietf-vcon-vcon-container). Vendors differ from the draft and from each other, so what
 * has the wrong type counts as absent, and each member of a list is checked by itself: one odd dialog does not lose the call.
 */
const text = z.string().nullish().catch(null);
const number = z.number().nullish().catch(null);
const list = z.array(z.unknown()).catch([]);
const index = z
  .union([z.number(), z.array(z.unknown())])
  .nullish()
  .catch(null);
const members = z.record(z.string(), z.unknown()).nullish().catch(null);

const content = {
  body: z.unknown().optional(),
  encoding: text,
  url: text,
  mediatype: text,
  /** What `mediatype` was called before, and in the draft's own CDDL. */
  mimetype: text,
};

export const vconShape = z.object({
  vcon: text,
  uuid: text,
  created_at: text,
  subject: text,
  parties: list,
  dialog: list,
  analysis: list,
  attachments: list,
});
export type Vcon = z.infer<typeof vconShape>;

export const vconParty = z.object({
  tel: text,
  mailto: text,
  /** Not in the draft; several exporters write it. */
  email: text,
  name: text,
  role: text,
  uuid: text,
  meta: z.object({ role: text }).nullish().catch(null),
});
export type VconParty = z.infer<typeof vconParty>;

export const vconDialog = z.object({
  ...content,
  type: text,
  start: text,
  duration: number,
  parties: index,
  originator: number,
  application: text,
  meta: z.object({ direction: text }).nullish().catch(null),
});
export type VconDialog = z.infer<typeof vconDialog>;

export const vconAnalysis = z.object({ ...content, type: text, vendor: text, dialog: index });
export type VconAnalysis = z.infer<typeof vconAnalysis>;

export const vconAttachment = z.object({
  ...content,
  type: text,
  purpose: text,
  start: text,
  dialog: index,
});
export type VconAttachment = z.infer<typeof vconAttachment>;

/** Body of an attachment with purpose `tool_call`: what the agent asked for. */
export const toolCallBody = z.object({
  id: z.string().min(1).max(200),
  action: z.string().min(1).max(200),
  inputs: z.unknown().optional(),
});

/** Body of an attachment with purpose `call_context`: what a platform knows of a call and a vCon has no place for. */
export const callContextBody = z.object({
  platform: text,
  channel: z.enum(['phone', 'chat']).nullish().catch(null),
  direction: z.enum(['inbound', 'outbound', 'unknown']).nullish().catch(null),
  agent: z.object({ id: text, name: text, version: text }).nullish().catch(null),
  variables: members,
});
export type CallContext = z.infer<typeof callContextBody>;
