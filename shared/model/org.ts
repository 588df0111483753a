import { z } from 'zod';

/** A Salesforce organisation we are connected to, and who we are in it. Never holds a token. */
export const org = z.object({
  /** 18-character organisation id. */
  id: z.string(),
  name: z.string(),
  environment: z.enum(['practice', 'sandbox', 'production']),
  instanceUrl: z.string(),
  user: z.object({ id: z.string(), name: z.string(), username: z.string() }),
  /** IANA zone and locale of the signed-in user: how dates and numbers said in a call are read. */
  timeZone: z.string(),
  locale: z.string(),
  /** ISO 3166 country that a phone number without a country code is read in. */
  country: z.string(),
});
export type Org = z.infer<typeof org>;

/** How the connection to an org is. */
export const connection = z.discriminatedUnion('state', [
  z.object({ state: z.literal('connecting') }),
  z.object({
    state: z.literal('connected'),
    org,
    apiUsage: z.object({ used: z.number(), limit: z.number() }).nullable(),
  }),
  z.object({ state: z.literal('disconnected'), org: org.nullable(), message: z.string() }),
]);
export type Connection = z.infer<typeof connection>;
