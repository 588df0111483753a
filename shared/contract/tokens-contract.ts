import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { tokenGrant, tokenLease, tokenMinutes } from '../model/access-token.ts';
import { refusable } from './refusable.ts';

const ofOrg = z.object({ org: z.string().min(1).max(18) });

/** An org's grant as Settings shows it; the secret goes in and never comes out. */
export const tokenGrantView = tokenGrant.extend({
  /** Whether the secret is there: kept in memory only, it is gone after a restart. */
  secretKept: z.boolean(),
});
export type TokenGrantView = z.infer<typeof tokenGrantView>;

/** What sets up an org's grant. */
export const tokenGrantOrder = ofOrg.extend({
  app: z.string().trim().min(1).max(80),
  clientId: z.string().trim().min(1).max(512),
  /** null keeps the one that is set. */
  clientSecret: z.string().trim().min(1).max(512).nullable(),
  minutes: z.number().int().min(tokenMinutes.least).max(tokenMinutes.most),
});
export type TokenGrantOrder = z.infer<typeof tokenGrantOrder>;

/** Access tokens for agents: the app that issues them, and the life of those that were issued. */
export const tokensContract = {
  grant: refusable.input(ofOrg).output(tokenGrantView.nullable()),
  /** Tries the app first: issues one token, reads whose it is, and revokes it. */
  saveGrant: refusable.input(tokenGrantOrder).output(tokenGrantView),
  forgetGrant: refusable.input(ofOrg).output(z.void()),
  /** Tokens that live, and those that were issued within a week. */
  watch: refusable.output(eventIterator(z.array(tokenLease))),
  revoke: refusable.input(z.object({ proposal: z.string().min(1).max(64) })).output(tokenLease),
};
