import { createHandover } from '../feeds/holds/handover.ts';
import { createBeforeLeaving } from '../proposals/executor/before-leaving.ts';
import { createExecutor } from '../proposals/executor/executor.ts';
import { createExpiry } from '../proposals/expiry.ts';
import { createProposals } from '../proposals/proposals.ts';
import { createSalesforceTarget } from '../salesforce/salesforce-target.ts';
import { weighEvidence } from '../suggestions/evidence/weigh-evidence.ts';
import { conversationOf } from './calls/desk.ts';
import { openConsoleOutbound } from './console-automations.ts';
import type { Kept } from './open-kept.ts';
import { note } from './orgs/orgs-login.ts';
import { createProductionGate } from './orgs/orgs-production.ts';
import { createOrgReader } from './orgs/orgs-reader.ts';
import { readPreferences } from './preferences.ts';
import { createRecordWatch } from './records/record-watch.ts';
import { createTokens } from './tokens/tokens.ts';

/** How values are read before any org was ever reached. */
const nowhere = { timeZone: 'UTC', locale: 'en-US', country: 'US', environment: 'production' as const };

/** The one way of every write: how it is proposed, judged, decided, sent and watched. */
export type ConsoleProposals = Awaited<ReturnType<typeof createConsoleProposals>>;

/** Puts proposals, policy, executor and everything they are sent to together. */
export async function createConsoleProposals(kept: Kept) {
  const { store, secrets, orgs, recordings, catalogue, rules, deciding, book, now, setTimer, checkpoint, log } = kept;
  const { findPeople, ...reader } = createOrgReader(orgs, recordings);
  const handover = createHandover();
  const tokens = await createTokens({ store, secrets, orgs, catalogue, handover, now, setTimer, log });
  const outbound = await openConsoleOutbound({ store, secrets, book, findOrg: orgs.find, now });
  const target = outbound.target.besides(tokens.besides(createSalesforceTarget(orgs.connectionOf, { recordings })));
  const readingOf = (org: string) => orgs.find(org) ?? orgs.main() ?? nowhere;
  const gate = createProductionGate({
    confirmed: (org) => note({ store, now }, org, 'org.production-confirmed', `writing to ${org.name} was confirmed`),
    opened: judgeAll,
  });
  const policy = {
    rules: rules.compiled,
    place: (org: string) => ({
      ...readingOf(org),
      sensitive: deciding.now().sensitive,
      outbound: outbound.settings.read(),
    }),
    isUnconfirmed: (org: string) => gate.asks(orgs.find(org)),
  };
  const reading = { ...reader, tokenGrant: tokens.offer, outbound: outbound.reader };
  const mayLeave = createBeforeLeaving({ store, policy, reader: reading, now });
  const executor = createExecutor({ store, target, now, setTimer, checkpoint, log, mayLeave });
  const proposals = createProposals({
    store,
    catalogue,
    executor,
    now,
    checkpoint,
    log,
    reader: reading,
    refuseApproval: tokens.refuseApproval,
    cancelWindow: async () => (await readPreferences(store)).cancelSeconds * 1000,
    readingOf,
    weighEvidence: (call, said) => weighEvidence(conversationOf(call, said, readingOf(call.org))),
    policy,
  });
  const expiry = createExpiry({
    store,
    now,
    setTimer,
    onExpired: proposals.tellExpired,
    reminderMs: () => deciding.now().reminderMinutes * 60_000,
    log,
  });
  rules.onChange(judgeAll);
  deciding.onChange(judgeAll);

  function judgeAll(): void {
    proposals.judgeAll().catch((cause) => log('proposals could not be judged anew', cause));
  }

  return {
    findPeople,
    handover,
    tokens,
    outbound,
    executor,
    gate,
    policy,
    proposals,
    expiry,
    records: createRecordWatch({ orgs, proposals, setTimer, log }),
  };
}
