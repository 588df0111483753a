import type { AutomationView } from '../../shared/contract/automations-contract.ts';
import type { FeedsView, KeptRequest } from '../../shared/contract/feeds-contract.ts';
import type { OrgView } from '../../shared/contract/org-views.ts';
import type { OutcomeRow } from '../../shared/contract/outcomes-contract.ts';
import type { RulesView } from '../../shared/contract/rules-contract.ts';
import type { CallSummary, ListedProposal, StatusLine } from '../../shared/contract/views.ts';
import type { TokenLease } from '../../shared/model/access-token.ts';
import type { FollowUp } from '../../shared/model/follow-up.ts';
import type { ConsoleClient } from './console-client.ts';
import type { Line } from './line.ts';
import { applyCallsChange, applyOutcomesChange, applyProposalsChange } from './listed.ts';
import { createLiveQuery, type LiveQuery } from './live-query.ts';
import { applyCallChange, type OpenCall, unopenedCall } from './open-call.ts';

/** Every live query of the contract. */
export type LiveQueries = {
  status: LiveQuery<StatusLine | null>;
  calls: LiveQuery<ReadonlyMap<string, CallSummary>>;
  proposals: LiveQuery<ReadonlyMap<string, ListedProposal>>;
  orgs: LiveQuery<readonly OrgView[] | null>;
  feeds: LiveQuery<FeedsView | null>;
  /** Requests of feeds that were not understood. */
  keptRequests: LiveQuery<readonly KeptRequest[] | null>;
  /** What is owed to callers. */
  followUps: LiveQuery<readonly FollowUp[] | null>;
  /** Access tokens that live, or did not long ago. */
  tokens: LiveQuery<readonly TokenLease[] | null>;
  /** What became of calls that ended. */
  outcomes: LiveQuery<ReadonlyMap<string, OutcomeRow>>;
  rules: LiveQuery<RulesView | null>;
  automations: LiveQuery<readonly AutomationView[] | null>;
  call(id: string): LiveQuery<OpenCall>;
};

// A call just left is shown at once when it is opened again; older ones are read anew.
const callsKept = 12;

/** Sets up the live queries; none watches before somebody subscribes. */
export function createLiveQueries(client: ConsoleClient, line: Line): LiveQueries {
  const opened = new Map<string, LiveQuery<OpenCall>>();
  return {
    status: createLiveQuery<StatusLine, StatusLine | null>({
      line,
      watch: (_since, signal) => client.status.watch(undefined, { signal }),
      initial: null,
      apply: (_held, status) => status,
      revisionOf: () => 0,
    }),
    calls: createLiveQuery({
      line,
      watch: (since, signal) => client.calls.watch({ since }, { signal }),
      initial: new Map(),
      apply: applyCallsChange,
      revisionOf: (change) => change.revision,
    }),
    proposals: createLiveQuery({
      line,
      watch: (since, signal) => client.proposals.watch({ since }, { signal }),
      initial: new Map(),
      apply: applyProposalsChange,
      revisionOf: (change) => change.revision,
      hasMore: (change) => change.more > 0,
    }),
    orgs: createLiveQuery<OrgView[], readonly OrgView[] | null>({
      line,
      watch: (_since, signal) => client.orgs.watch(undefined, { signal }),
      initial: null,
      apply: (_held, orgs) => orgs,
      revisionOf: () => 0,
    }),
    feeds: createLiveQuery<FeedsView, FeedsView | null>({
      line,
      watch: (_since, signal) => client.feeds.watch(undefined, { signal }),
      initial: null,
      apply: (_held, feeds) => feeds,
      revisionOf: () => 0,
    }),
    keptRequests: createLiveQuery<KeptRequest[], readonly KeptRequest[] | null>({
      line,
      watch: (_since, signal) => client.feeds.kept.watch(undefined, { signal }),
      initial: null,
      apply: (_held, kept) => kept,
      revisionOf: () => 0,
    }),
    followUps: createLiveQuery<FollowUp[], readonly FollowUp[] | null>({
      line,
      watch: (_since, signal) => client.followUps.watch(undefined, { signal }),
      initial: null,
      apply: (_held, followUps) => followUps,
      revisionOf: () => 0,
    }),
    tokens: createLiveQuery<TokenLease[], readonly TokenLease[] | null>({
      line,
      watch: (_since, signal) => client.tokens.watch(undefined, { signal }),
      initial: null,
      apply: (_held, tokens) => tokens,
      revisionOf: () => 0,
    }),
    outcomes: createLiveQuery({
      line,
      watch: (since, signal) => client.outcomes.watch({ since }, { signal }),
      initial: new Map(),
      apply: applyOutcomesChange,
      revisionOf: (change) => change.revision,
    }),
    rules: createLiveQuery<RulesView, RulesView | null>({
      line,
      watch: (_since, signal) => client.rules.watch(undefined, { signal }),
      initial: null,
      apply: (_held, rules) => rules,
      revisionOf: () => 0,
    }),
    automations: createLiveQuery<AutomationView[], readonly AutomationView[] | null>({
      line,
      watch: (_since, signal) => client.automations.watch(undefined, { signal }),
      initial: null,
      apply: (_held, automations) => automations,
      revisionOf: () => 0,
    }),
    call(id) {
      const query = opened.get(id) ?? openCall(client, line, id);
      opened.delete(id);
      opened.set(id, query);
      const oldest = opened.keys().next().value;
      if (opened.size > callsKept && oldest) opened.delete(oldest);
      return query;
    },
  };
}

function openCall(client: ConsoleClient, line: Line, call: string): LiveQuery<OpenCall> {
  return createLiveQuery({
    line,
    watch: (since, signal) => client.calls.open({ call, since }, { signal }),
    initial: unopenedCall,
    apply: applyCallChange,
    revisionOf: (change) => change.revision,
  });
}
