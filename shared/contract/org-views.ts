import { z } from 'zod';
import { org } from '../model/org.ts';

/** What an org is marked with, so that it is told from others at a glance; red is production's alone. */
export const orgColour = z.enum(['grey', 'blue', 'indigo', 'pink', 'brown', 'olive']);
export type OrgColour = z.infer<typeof orgColour>;

/** How the connection to one of the orgs is. */
export const orgState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('connecting') }),
  z.object({
    state: z.literal('connected'),
    apiUsage: z.object({ used: z.number(), limit: z.number() }).nullable(),
  }),
  /** Tried again by itself. */
  z.object({ state: z.literal('unreachable'), message: z.string() }),
  /** Somebody has to sign in again; what is approved waits for that. */
  z.object({ state: z.literal('signed-out'), message: z.string() }),
  /** Left on purpose. */
  z.object({ state: z.literal('disconnected') }),
]);
export type OrgState = z.infer<typeof orgState>;

/** One of the orgs this console knows. */
export const orgView = z.object({
  /** Its name is the one the supervisor gave it. */
  org,
  /** What Salesforce calls it. */
  ownName: z.string(),
  colour: orgColour,
  connection: orgState,
  /** How somebody signed in; null for the practice org, and for one named when the console was started. */
  login: z.object({ loginUrl: z.string(), clientId: z.string() }).nullable(),
  /** Approved writes that wait for this org. */
  held: z.number().int(),
  /** Replayed calls belong to it. */
  takesReplays: z.boolean(),
});
export type OrgView = z.infer<typeof orgView>;

/** What the External Client App needs, and where tokens will be kept. */
export const loginGuide = z.object({
  callbackUrls: z.array(z.string()),
  scopes: z.array(z.object({ name: z.string(), label: z.string() })),
  tokens: z.object({ kind: z.enum(['os', 'memory']), where: z.string() }),
});
export type LoginGuide = z.infer<typeof loginGuide>;

/** What is needed to sign in. */
export const loginOrder = z.object({
  loginUrl: z.string().max(300),
  /** The consumer key of the customer's own External Client App. */
  clientId: z.string().trim().min(1).max(512),
  /** null keeps the name it has, or takes the one Salesforce knows. */
  name: z.string().trim().min(1).max(80).nullable(),
  colour: orgColour.nullable(),
  /** Signing in again: the org it has to be. */
  again: z.string().max(18).nullable(),
});
export type LoginOrder = z.infer<typeof loginOrder>;

/** How far a login is. Leaving off reading gives it up. */
export const loginProgress = z.discriminatedUnion('step', [
  /** The login page is open in the browser; `address` for whom it did not open. */
  z.object({ step: z.literal('waiting'), address: z.string() }),
  /** Allowed in Salesforce; reading which org it is. */
  z.object({ step: z.literal('reading') }),
  z.object({ step: z.literal('done'), org }),
]);
export type LoginProgress = z.infer<typeof loginProgress>;

/** What the signed-in user may do with one object. */
export const objectRights = z.object({
  object: z.string(),
  label: z.string(),
  /** false: the org has no such object, or the user may not see it. */
  visible: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  deletable: z.boolean(),
  /** Fields the actions use that the user may not write, by label. */
  notWritable: z.array(z.string()),
  /** Carries our External ID field, so that a create can never happen twice. null: nothing is created. */
  keyed: z.boolean().nullable(),
});
export type ObjectRights = z.infer<typeof objectRights>;

/** Who am I, where, and with which rights on the objects in use. */
export const orgRights = z.object({ org, objects: z.array(objectRights) });
export type OrgRights = z.infer<typeof orgRights>;

/** Our External ID field, for an admin to create. */
export const keyFieldDefinition = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  length: z.number().int(),
  objects: z.array(z.string()),
  /** Files of a Metadata API deployment, by path. */
  files: z.array(z.object({ path: z.string(), text: z.string() })),
});
export type KeyFieldDefinition = z.infer<typeof keyFieldDefinition>;
