import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { StatusLine } from '../../shared/contract/views.ts';
import { createActionRoutes } from './action-routes.ts';
import { createAnswerRoutes } from './answer-routes.ts';
import { createAskRoutes } from './ask-routes.ts';
import { createAutomationRoutes } from './automation-routes.ts';
import { createBulkRoutes } from './bulk-routes.ts';
import { createByHandRoutes } from './by-hand-routes.ts';
import { createCallRoutes } from './call-routes.ts';
import { createCallerPanelRoutes } from './caller-panel-routes.ts';
import { createCorrectionsRoutes } from './corrections-routes.ts';
import { createDecidingRoutes, type StoredDeciding } from './deciding.ts';
import { createDeskRoutes } from './desk-routes.ts';
import { createDoorRoutes } from './door-routes.ts';
import { createFeedRoutes } from './feed-routes.ts';
import { createFollowUpRoutes } from './follow-up-routes.ts';
import { createJournalRoutes } from './journal-routes.ts';
import type { createKeeping } from './keeping.ts';
import type { Orgs } from './orgs.ts';
import { createOrgRoutes } from './orgs-routes.ts';
import { createOutcomeRoutes } from './outcome-routes.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import { createProposalRoutes } from './proposal-routes.ts';
import { createRecordRoutes } from './record-routes.ts';
import { createRecordWatchRoutes } from './record-watch-routes.ts';
import { refusing } from './refusing.ts';
import { createReplayRoutes } from './replay-routes.ts';
import { createRuleRoutes } from './rule-routes.ts';
import { createSaidRoutes } from './said-routes.ts';
import { createSecondPersonRoutes } from './second-person.ts';
import { createSoqlRoutes } from './soql-routes.ts';
import { createTokenRoutes } from './token-routes.ts';
import { createUndoRoutes } from './undo-routes.ts';
import { watch } from './watch.ts';

type Parts<Make extends (parts: never) => unknown> = Parameters<Make>[0];

/** Everything that answers the window works with. */
export type RouterParts = Omit<Parts<typeof createProposalRoutes>, 'deciding'> &
  Pick<Parts<typeof createOrgRoutes>, 'login' | 'secrets'> &
  Pick<Parts<typeof createTokenRoutes>, 'tokens' | 'hostClientId' | 'now'> &
  Pick<Parts<typeof createRuleRoutes>, 'rules' | 'policy'> &
  Pick<Parts<typeof createOutcomeRoutes>, 'outcomes' | 'recordings'> &
  Pick<Parts<typeof createAutomationRoutes>, 'automations' | 'outbound'> &
  Pick<Parts<typeof createReplayRoutes>, 'replay' | 'practiceCalls'> &
  Pick<Parts<typeof createRecordWatchRoutes>, 'records' | 'setTimer'> & {
    orgs: Orgs;
    calls: Parts<typeof createCallRoutes>['calls'];
    catalogue: Parts<typeof createActionRoutes>['catalogue'];
    deciding: StoredDeciding;
    said: Parts<typeof createSaidRoutes>['said'];
    followUps: Parts<typeof createFollowUpRoutes>['followUps'];
    findDoor: Parts<typeof createDoorRoutes>['findDoor'];
    asksItself: Parts<typeof createAskRoutes>['asksItself'];
    feeds: Parts<typeof createFeedRoutes>['feeds'];
    journal: Parts<typeof createJournalRoutes>['journal'];
    keeping: Pick<ReturnType<typeof createKeeping>, 'routes'>;
    status(): Promise<StatusLine>;
  };

/** Answers every call of the contract. */
export function createRouter(parts: RouterParts) {
  const { store, orgs, login, catalogue, tokens, proposals, deciding, log } = parts;
  const { connectionOf } = orgs;
  const { open } = login;
  const os = implement(contract);

  return {
    status: {
      watch: os.status.watch.handler(async function* ({ signal }) {
        yield* watch(store, 0, signal, () => parts.status());
      }),
    },
    calls: { ...createCallRoutes(parts), ...createDoorRoutes({ ...parts, fetch }) },
    proposals: {
      ...createProposalRoutes({ ...parts, deciding: deciding.now }),
      ...createByHandRoutes(parts),
      ...createAnswerRoutes(parts),
      ...createUndoRoutes(parts),
      ...createBulkRoutes({ ...parts, deciding: deciding.now }),
      ...createAskRoutes({ ...parts, fetch }),
      ...createSecondPersonRoutes({ ...parts, ...login }),
    },
    records: { ...createRecordRoutes(parts), ...createCallerPanelRoutes({ ...parts, connectionOf }) },
    recordWatch: createRecordWatchRoutes(parts),
    soql: createSoqlRoutes(parts),
    journal: createJournalRoutes(parts),
    replay: createReplayRoutes(parts),
    orgs: createOrgRoutes(parts),
    actions: createActionRoutes({
      ...parts,
      connectionOf,
      org: orgs.main,
      mayIssueTokens: () => orgs.all().some(({ org }) => tokens.grants.find(org.id) !== null),
    }),
    rules: createRuleRoutes(parts),
    deciding: createDecidingRoutes({ ...parts, stored: deciding }),
    feeds: createFeedRoutes(parts),
    automations: createAutomationRoutes(parts),
    followUps: createFollowUpRoutes(parts),
    desk: createDeskRoutes(parts),
    said: createSaidRoutes(parts),
    corrections: createCorrectionsRoutes({ store, catalogue, log }),
    outcomes: createOutcomeRoutes(parts),
    tokens: createTokenRoutes({
      ...parts,
      open,
      onGrant: () => {
        proposals.prepareAll().catch((cause) => log('proposals could not be made ready', cause));
      },
    }),
    ...parts.keeping.routes,
    preferences: {
      read: os.preferences.read.handler(() => refusing(() => readPreferences(store), log)),
      write: os.preferences.write.handler(({ input }) => refusing(() => writePreferences(store, input), log)),
    },
  };
}
