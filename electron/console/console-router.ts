import { createActionRoutes } from './action-routes.ts';
import { createAnswerRoutes } from './answer-routes.ts';
import { createAskRoutes } from './ask-routes.ts';
import { createAutomationRoutes } from './automation-routes.ts';
import { createBulkRoutes } from './bulk-routes.ts';
import { createCallerPanelRoutes } from './caller-panel-routes.ts';
import { createCorrectionsRoutes } from './corrections-routes.ts';
import { createDecidingRoutes } from './deciding.ts';
import { createDeskRoutes } from './desk-routes.ts';
import { createDoorRoutes } from './door-routes.ts';
import { createFeedRoutes } from './feed-routes.ts';
import { createFollowUpRoutes } from './follow-up-routes.ts';
import type { Orgs } from './orgs.ts';
import { createOrgRoutes } from './orgs-routes.ts';
import { createOutcomeRoutes } from './outcome-routes.ts';
import { createProposalRoutes } from './proposal-routes.ts';
import { createRecordRoutes } from './record-routes.ts';
import { createRecordWatchRoutes } from './record-watch-routes.ts';
import { createRouter, type RouterParts } from './router.ts';
import { createRuleRoutes } from './rule-routes.ts';
import { createSaidRoutes } from './said-routes.ts';
import { createSecondPersonRoutes } from './second-person.ts';
import { createSoqlRoutes } from './soql-routes.ts';
import { createTokenRoutes } from './token-routes.ts';
import { createUndoRoutes } from './undo-routes.ts';

type Parts<Make extends (parts: never) => unknown> = Parameters<Make>[0];

/** Everything that answers the window works with. */
export type ConsoleRouterParts = Pick<
  RouterParts,
  'store' | 'gate' | 'calls' | 'proposals' | 'replay' | 'views' | 'practiceCalls' | 'verify' | 'status' | 'log'
> &
  Pick<Parts<typeof createOrgRoutes>, 'login' | 'secrets'> &
  Pick<Parts<typeof createTokenRoutes>, 'tokens' | 'hostClientId' | 'now'> &
  Pick<Parts<typeof createRuleRoutes>, 'rules' | 'policy'> &
  Pick<Parts<typeof createOutcomeRoutes>, 'outcomes' | 'recordings'> &
  Pick<Parts<typeof createAutomationRoutes>, 'automations' | 'outbound'> &
  Pick<Parts<typeof createRecordWatchRoutes>, 'records' | 'setTimer'> & {
    orgs: Orgs;
    catalogue: Parts<typeof createActionRoutes>['catalogue'];
    deciding: Parts<typeof createDecidingRoutes>['stored'];
    said: Parts<typeof createSaidRoutes>['said'];
    followUps: Parts<typeof createFollowUpRoutes>['followUps'];
    findDoor: Parts<typeof createDoorRoutes>['findDoor'];
    feeds: Parts<typeof createFeedRoutes>['feeds'];
    keeping: { routes: RouterParts['keeping'] };
  };

/** Puts together what answers the window. */
export function createConsoleRouter(parts: ConsoleRouterParts) {
  const { store, orgs, login, secrets, gate, catalogue, tokens, proposals, rules, policy, deciding, said } = parts;
  const { followUps, outcomes, recordings, hostClientId, findDoor, feeds, automations, outbound, records } = parts;
  const { calls, replay, views, setTimer, now, log } = parts;
  const { open } = login;
  return createRouter({
    store,
    orgs,
    orgRoutes: createOrgRoutes({ login, gate, catalogue, secrets }),
    actionRoutes: createActionRoutes({
      catalogue,
      proposals,
      connectionOf: orgs.connectionOf,
      org: orgs.main,
      mayIssueTokens: () => orgs.all().some(({ org }) => tokens.grants.find(org.id) !== null),
      now,
      log,
    }),
    proposalRoutes: createProposalRoutes({ store, orgs, catalogue, proposals, now, log }),
    ruleRoutes: createRuleRoutes({ store, orgs, rules, policy, now, log }),
    decidingRoutes: createDecidingRoutes({ stored: deciding, orgs, now, log }),
    soqlRoutes: createSoqlRoutes({ orgs, store, now, log }),
    answerRoutes: createAnswerRoutes({ store, orgs, proposals, log }),
    correctionsRoutes: createCorrectionsRoutes({ store, catalogue, log }),
    saidRoutes: createSaidRoutes({ store, orgs, said, now, log }),
    deskRoutes: createDeskRoutes({ store, orgs, now, log }),
    followUpRoutes: createFollowUpRoutes({ store, orgs, catalogue, proposals, followUps, now, log }),
    outcomeRoutes: createOutcomeRoutes({
      store,
      orgs,
      catalogue,
      proposals,
      outcomes,
      followUps,
      recordings,
      now,
      log,
    }),
    tokenRoutes: createTokenRoutes({
      store,
      orgs,
      tokens,
      hostClientId,
      open,
      onGrant: () => {
        proposals.prepareAll().catch((cause) => log('proposals could not be made ready', cause));
      },
      now,
      log,
    }),
    secondPersonRoutes: createSecondPersonRoutes({
      ...login,
      gate,
      proposals,
      hostClientId,
    }),
    askRoutes: createAskRoutes({ store, orgs, proposals, findDoor, fetch, now, log }),
    bulkRoutes: createBulkRoutes({ store, orgs, gate, proposals, deciding: deciding.now, log }),
    undoRoutes: createUndoRoutes({ store, orgs, proposals, log }),
    doorRoutes: createDoorRoutes({ store, orgs, findDoor, fetch, now, log }),
    feedRoutes: createFeedRoutes({ store, feeds, now, log }),
    automationRoutes: createAutomationRoutes({ store, orgs, catalogue, proposals, automations, outbound, now, log }),
    keeping: parts.keeping.routes,
    callerPanelRoutes: createCallerPanelRoutes({ store, connectionOf: orgs.connectionOf, now, log }),
    recordWatchRoutes: createRecordWatchRoutes({ store, records, setTimer }),
    recordRoutes: createRecordRoutes({ store, orgs, log }),
    gate,
    calls,
    proposals,
    replay,
    views,
    practiceCalls: parts.practiceCalls,
    deciding: deciding.now,
    verify: parts.verify,
    status: parts.status,
    log,
  });
}
