import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { StatusLine } from '../../shared/contract/views.ts';
import { createActionRoutes } from './action-routes.ts';
import { createAutomationRoutes } from './automations/automation-routes.ts';
import { createCallRoutes } from './calls/call-routes.ts';
import { createCallerPanelRoutes } from './calls/caller-panel-routes.ts';
import { createReplayRoutes } from './calls/replay-routes.ts';
import { createSaidRoutes } from './calls/said-routes.ts';
import { createAskRoutes } from './decisions/ask-routes.ts';
import { createBulkRoutes } from './decisions/bulk-routes.ts';
import { createByHandRoutes } from './decisions/by-hand-routes.ts';
import { createCorrectionsRoutes } from './decisions/corrections-routes.ts';
import { createDecidingRoutes, type StoredDeciding } from './decisions/deciding.ts';
import { createDeskRoutes } from './decisions/desk-routes.ts';
import { createProposalRoutes } from './decisions/proposal-routes.ts';
import { createRuleRoutes } from './decisions/rule-routes.ts';
import { createSecondPersonRoutes } from './decisions/second-person.ts';
import { createUndoRoutes } from './decisions/undo-routes.ts';
import { createAnswerRoutes } from './feeds/answer-routes.ts';
import { createDoorRoutes } from './feeds/door-routes.ts';
import { createFeedRoutes } from './feeds/feed-routes.ts';
import { createFollowUpRoutes } from './feeds/follow-up-routes.ts';
import { createJournalRoutes } from './keeping/journal-routes.ts';
import type { createKeeping } from './keeping/keeping.ts';
import { createOutcomeRoutes } from './keeping/outcome-routes.ts';
import type { Orgs } from './orgs/orgs.ts';
import { createOrgRoutes } from './orgs/orgs-routes.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import { createRecordRoutes } from './records/record-routes.ts';
import { createRecordWatchRoutes } from './records/record-watch-routes.ts';
import { createSoqlRoutes } from './records/soql-routes.ts';
import { refusing } from './refusing.ts';
import { createTokenRoutes } from './tokens/token-routes.ts';
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
