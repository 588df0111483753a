import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import type { JournalProgress, StatusLine } from '../../shared/contract/views.ts';
import type { Deciding } from '../../shared/model/deciding.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Decider } from '../../shared/model/proposal.ts';
import { loadCall } from '../calls/call-store.ts';
import type { Calls } from '../calls/calls.ts';
import { findCalls } from '../calls/find-calls.ts';
import { matchCaller } from '../calls/match-caller.ts';
import { type PracticeCall, type ReplayFeed, replayFeedName, toSpeed } from '../feeds/replay-feed.ts';
import { searchJournal } from '../journal/search-journal.ts';
import { loadProposal } from '../proposals/proposal-store.ts';
import type { Proposals } from '../proposals/proposals.ts';
import { findPeople } from '../salesforce/find-people.ts';
import type { SalesforceConnection } from '../salesforce/salesforce-connection.ts';
import type { Store } from '../store/open-store.ts';
import type { createActionRoutes } from './action-routes.ts';
import type { createAnswerRoutes } from './answer-routes.ts';
import type { createAskRoutes } from './ask-routes.ts';
import type { createAutomationRoutes } from './automation-routes.ts';
import type { createBulkRoutes } from './bulk-routes.ts';
import { type CallViews, replayedAs } from './call-views.ts';
import type { createCallerPanelRoutes } from './caller-panel-routes.ts';
import type { createCorrectionsRoutes } from './corrections-routes.ts';
import type { createDecidingRoutes } from './deciding.ts';
import type { createDeskRoutes } from './desk-routes.ts';
import type { createDoorRoutes } from './door-routes.ts';
import type { createFeedRoutes } from './feed-routes.ts';
import type { createFollowUpRoutes } from './follow-up-routes.ts';
import type { createKeeping } from './keeping.ts';
import type { Orgs } from './orgs.ts';
import type { ProductionGate } from './orgs-production.ts';
import type { createOrgRoutes } from './orgs-routes.ts';
import type { createOutcomeRoutes } from './outcome-routes.ts';
import { keepPace } from './pace.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import type { createProposalRoutes } from './proposal-routes.ts';
import type { createRecordRoutes } from './record-routes.ts';
import type { createRecordWatchRoutes } from './record-watch-routes.ts';
import { refusing } from './refusing.ts';
import type { createRuleRoutes } from './rule-routes.ts';
import type { createSaidRoutes } from './said-routes.ts';
import type { createSecondPersonRoutes } from './second-person.ts';
import type { createSoqlRoutes } from './soql-routes.ts';
import { supervisorOf } from './supervisor.ts';
import type { createTokenRoutes } from './token-routes.ts';
import type { createUndoRoutes } from './undo-routes.ts';
import { watch } from './watch.ts';

/** The rooms that answer the window. */
export type RouterParts = {
  store: Store;
  orgs: Orgs;
  orgRoutes: ReturnType<typeof createOrgRoutes>;
  actionRoutes: ReturnType<typeof createActionRoutes>;
  recordRoutes: ReturnType<typeof createRecordRoutes>;
  recordWatchRoutes: ReturnType<typeof createRecordWatchRoutes>;
  callerPanelRoutes: ReturnType<typeof createCallerPanelRoutes>;
  proposalRoutes: ReturnType<typeof createProposalRoutes>;
  ruleRoutes: ReturnType<typeof createRuleRoutes>;
  decidingRoutes: ReturnType<typeof createDecidingRoutes>;
  soqlRoutes: ReturnType<typeof createSoqlRoutes>;
  answerRoutes: ReturnType<typeof createAnswerRoutes>;
  deskRoutes: ReturnType<typeof createDeskRoutes>;
  followUpRoutes: ReturnType<typeof createFollowUpRoutes>;
  outcomeRoutes: ReturnType<typeof createOutcomeRoutes>;
  tokenRoutes: ReturnType<typeof createTokenRoutes>;
  bulkRoutes: ReturnType<typeof createBulkRoutes>;
  askRoutes: ReturnType<typeof createAskRoutes>;
  secondPersonRoutes: ReturnType<typeof createSecondPersonRoutes>;
  undoRoutes: ReturnType<typeof createUndoRoutes>;
  doorRoutes: ReturnType<typeof createDoorRoutes>;
  feedRoutes: ReturnType<typeof createFeedRoutes>;
  automationRoutes: ReturnType<typeof createAutomationRoutes>;
  correctionsRoutes: ReturnType<typeof createCorrectionsRoutes>;
  saidRoutes: ReturnType<typeof createSaidRoutes>;
  keeping: ReturnType<typeof createKeeping>['routes'];
  gate: ProductionGate;
  calls: Calls;
  proposals: Proposals;
  replay: ReplayFeed;
  views: CallViews;
  practiceCalls: readonly PracticeCall[];
  /** How decisions are made now. */
  deciding(): Deciding;
  verify(): AsyncGenerator<JournalProgress>;
  status(): Promise<StatusLine>;
  log(message: string, cause?: unknown): void;
};

/** Answers every call of the contract. */
export function createRouter(parts: RouterParts) {
  const { store, orgs, calls, proposals, replay, views } = parts;
  const os = implement(contract);
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, parts.log);

  const decider = (id: string): Decider => supervisorOf(orgs, id);

  async function orgOfProposal(proposal: string): Promise<string> {
    return (await loadProposal(store.db, proposal))?.proposal.org ?? '';
  }

  function connected(id: string): SalesforceConnection {
    const found = orgs.connectionOf(id);
    if ('message' in found) throw new ProblemError(found);
    return found;
  }

  const mainOrg = (): string => orgs.main()?.id ?? '';

  async function orgOfCall(call: string): Promise<string> {
    return (await loadCall(store.db, call))?.org ?? mainOrg();
  }

  return {
    status: {
      watch: os.status.watch.handler(async function* ({ signal }) {
        yield* watch(store, 0, signal, () => parts.status());
      }),
    },
    calls: {
      ...parts.doorRoutes,
      watch: os.calls.watch.handler(async function* ({ input, signal }) {
        yield* watch(store, input.since, signal, (since, first, revision) =>
          views.calls(since, first && isFresh(input.since, revision), revision),
        );
      }),
      open: os.calls.open.handler(async function* ({ input, signal }) {
        yield* watch(store, input.since, signal, (since, first, revision) =>
          views.call(
            input.call,
            first && isFresh(input.since, revision) ? 0 : since,
            first && isFresh(input.since, revision),
            revision,
          ),
        );
      }),
      find: os.calls.find.handler(({ input }) =>
        answer(async () => views.summaries(await findCalls(store, input.text))),
      ),
      findPeople: os.calls.findPeople.handler(({ input }) =>
        answer(async () => {
          const found = await findPeople(connected(await orgOfCall(input.call)), { text: input.text });
          const match = matchCaller({ phone: null, name: null, email: null }, found);
          if (match.state === 'matched') return [match.person, ...match.others];
          return match.state === 'several' ? match.candidates : [];
        }),
      ),
      setCaller: os.calls.setCaller.handler(({ input }) =>
        answer(async () => {
          const chosen = input.caller.kind === 'nobody' ? 'nobody' : input.caller.candidate;
          return calls.setCaller(input.call, chosen, decider(await orgOfCall(input.call)).name);
        }),
      ),
    },
    proposals: {
      ...parts.proposalRoutes,
      ...parts.answerRoutes,
      ...parts.undoRoutes,
      ...parts.bulkRoutes,
      ...parts.askRoutes,
      ...parts.secondPersonRoutes,
      watch: os.proposals.watch.handler(async function* ({ input, signal }) {
        const changes = watch(store, input.since, signal, async (since, first, revision) =>
          views.proposals(since, first && isFresh(input.since, revision), revision),
        );
        for await (const pages of changes) yield* pages;
      }),
      approve: os.proposals.approve.handler(({ input }) =>
        answer(async () => {
          const of = (await loadProposal(store.db, input.proposal))?.proposal;
          const org = of?.org ?? '';
          const { onScreenMs, hurried } = input;
          if (of) keepPace([of], parts.deciding(), { onScreenMs, hurried });
          const then = await parts.gate.pass(orgs.find(org), input.confirmProduction === true);
          const how = { saveAnyway: input.saveAnyway === true, onScreenMs, hurried };
          return proposals.approve(input.proposal, input.revision, input.edits, decider(org), how).finally(then);
        }),
      ),
      updateInstead: os.proposals.updateInstead.handler(({ input }) =>
        answer(async () => {
          const by = decider(await orgOfProposal(input.proposal));
          return proposals.updateInstead(input.proposal, input.revision, input.record, by);
        }),
      ),
      reject: os.proposals.reject.handler(({ input }) =>
        answer(async () => {
          const by = decider(await orgOfProposal(input.proposal));
          return proposals.reject(input.proposal, input.revision, input.rejection, by, input.onScreenMs);
        }),
      ),
      reopen: os.proposals.reopen.handler(({ input }) =>
        answer(() => proposals.reopen(input.proposal, input.revision)),
      ),
      chooseRecord: os.proposals.chooseRecord.handler(({ input }) =>
        answer(() => proposals.chooseRecord(input.proposal, input.revision, input.record)),
      ),
      settleByHand: os.proposals.settleByHand.handler(({ input }) =>
        answer(() => proposals.settleByHand(input.proposal, input.revision, input.happened)),
      ),
    },
    records: { ...parts.recordRoutes, ...parts.callerPanelRoutes },
    journal: {
      search: os.journal.search.handler(({ input }) => answer(() => searchJournal(store, input))),
      verify: os.journal.verify.handler(() => parts.verify()),
    },
    replay: {
      practiceCalls: os.replay.practiceCalls.handler(() =>
        parts.practiceCalls.map(({ key, title, description }) => ({ key, title, description })),
      ),
      startPractice: os.replay.startPractice.handler(({ input }) =>
        answer(async () => {
          if (orgs.main()?.environment === 'production') throw new ProblemError(madeUpWords);
          return { call: await callOf(await replay.startPractice(input.key, toSpeed(input.speed))) };
        }),
      ),
      openFile: os.replay.openFile.handler(({ input }) =>
        answer(async () => {
          const opened = await replay.open(input.name, input.text, toSpeed(input.speed));
          return { calls: await Promise.all(opened.calls.map(callOf)), problems: opened.problems };
        }),
      ),
      stop: os.replay.stop.handler(({ input }) =>
        answer(async () => {
          const of = await loadCall(store.db, input.call);
          for (const externalId of of ? replayedAs(of) : []) await replay.stop(externalId);
        }),
      ),
    },
    orgs: parts.orgRoutes,
    actions: parts.actionRoutes,
    recordWatch: parts.recordWatchRoutes,
    rules: parts.ruleRoutes,
    deciding: parts.decidingRoutes,
    soql: parts.soqlRoutes,
    feeds: parts.feedRoutes,
    automations: parts.automationRoutes,
    followUps: parts.followUpRoutes,
    desk: parts.deskRoutes,
    said: parts.saidRoutes,
    corrections: parts.correctionsRoutes,
    outcomes: parts.outcomeRoutes,
    tokens: parts.tokenRoutes,
    ...parts.keeping,
    preferences: {
      read: os.preferences.read.handler(() => answer(() => readPreferences(store))),
      write: os.preferences.write.handler(({ input }) => answer(() => writePreferences(store, input))),
    },
  };

  /** The console's id of a call that a feed just began to tell of. */
  async function callOf(externalId: string): Promise<string> {
    for await (const found of watch(store, 0, undefined, () => sourceOf(externalId))) return found;
    throw new Error('the store was closed');
  }

  async function sourceOf(externalId: string): Promise<string | null> {
    const row = await store.db
      .selectFrom('call_sources')
      .select('call')
      .where('feed', '=', replayFeedName)
      .where('external_id', '=', externalId)
      .executeTakeFirst();
    return row?.call ?? null;
  }
}

const madeUpWords = toProblem(
  'not-allowed',
  'Practice calls are made up, and replayed calls belong to a production org now. Choose another org for them under Settings, Orgs.',
);

/** A reader that holds nothing, or holds what another store told, starts anew. */
function isFresh(since: number, revision: number): boolean {
  return since === 0 || since > revision;
}
