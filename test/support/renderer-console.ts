import { EventPublisher, implement, ORPCError } from '@orpc/server';
import type { BulkStep } from '../../shared/contract/bulk-contract.ts';
import type { CallerPanel } from '../../shared/contract/caller-contract.ts';
import type { ProposalClock } from '../../shared/contract/clock-view.ts';
import { contract } from '../../shared/contract/contract.ts';
import type { SoqlStep } from '../../shared/contract/soql-contract.ts';
import type { CallSummary, ListedProposal, Preferences, StatusLine } from '../../shared/contract/views.ts';
import { usualDeciding } from '../../shared/model/deciding.ts';
import type { JournalEntry } from '../../shared/model/journal-entry.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Proposal, ProposalStatus } from '../../shared/model/proposal.ts';
import type { Utterance } from '../../shared/model/utterance.ts';
import { pretendedDesk } from './renderer-desk.ts';
import { pretendedFeeds } from './renderer-feeds.ts';
import { pretendedFollowUps } from './renderer-follow-ups.ts';
import { pretendedKeeping } from './renderer-keeping.ts';
import { pretendedOutcomes } from './renderer-outcomes.ts';
import { type PretendedRules, pretendedRules } from './renderer-rules.ts';
import { sampleClock, sampleDecision } from './renderer-samples.ts';
import { type PretendedTokens, pretendedTokens } from './renderer-tokens.ts';

/** What the pretended console holds. */
export type PretendedState = {
  summaries: Map<string, CallSummary>;
  utterances: Utterance[];
  proposals: Map<string, Proposal>;
  journal: JournalEntry[];
  describes: Record<string, ObjectDescribe>;
  preferences: Preferences;
  status: StatusLine;
  /** What the org knows of who calls, by call. */
  callers?: Record<string, CallerPanel>;
  /** What comes of every query. */
  soql?: SoqlStep[];
  /** The caller's clock of a card, where somebody waits. */
  clocks?: Record<string, ProposalClock>;
  tokens?: PretendedTokens;
  rules?: PretendedRules;
};

/** Every request that changes something, in the order it came. */
export type Received = { name: string; input: unknown };

/** The contract answered from memory: for components, which know nothing of what stands behind it. */
export function pretendConsole(state: PretendedState) {
  const os = implement(contract);
  const changes = new EventPublisher<{ changed: Record<string, never> }>();
  const received: Received[] = [];
  const refusals: Problem[] = [];
  let revision = 1;

  const changed = () => {
    revision += 1;
    changes.publish('changed', {});
  };

  async function* watching<View>(view: () => View, signal: AbortSignal | undefined): AsyncGenerator<View> {
    yield view();
    for await (const _ of changes.subscribe('changed', { signal })) yield view();
  }

  const listed = (proposal: Proposal): ListedProposal => {
    const summary = proposal.call === null ? undefined : state.summaries.get(proposal.call);
    return {
      proposal,
      callName: summary?.name ?? null,
      platform: summary?.call.sources[0]?.platform ?? null,
      callLive: summary?.call.endedAt === null,
      clock: state.clocks?.[proposal.id] ?? sampleClock(),
    };
  };

  const decide = (
    name: string,
    input: { proposal: string; revision: number },
    status: (of: Proposal) => ProposalStatus,
  ) => {
    received.push({ name, input });
    const refused = refusals.shift();
    const held = state.proposals.get(input.proposal);
    if (refused || !held) {
      throw new ORPCError('REFUSED', { defined: true, status: 409, data: refused ?? notFound });
    }
    const next = { ...held, status: status(held), revision: held.revision + 1 };
    state.proposals.set(next.id, next);
    changed();
    return next;
  };

  const router = os.router({
    status: { watch: os.status.watch.handler(({ signal }) => watching(() => state.status, signal)) },
    calls: {
      watch: os.calls.watch.handler(({ signal }) =>
        watching(() => ({ revision, reset: true, calls: [...state.summaries.values()] }), signal),
      ),
      open: os.calls.open.handler(({ input, signal }) =>
        watching(
          () => ({
            revision,
            reset: true,
            summary: state.summaries.get(input.call) ?? null,
            utterances: state.utterances.filter((each) => each.call === input.call),
            proposals: [...state.proposals.values()].filter((each) => each.call === input.call),
            clocks: {},
            doors: null,
          }),
          signal,
        ),
      ),
      find: os.calls.find.handler(({ input }) =>
        [...state.summaries.values()].filter((each) => each.name.toLowerCase().includes(input.text.toLowerCase())),
      ),
      findPeople: os.calls.findPeople.handler(() => []),
      setCaller: os.calls.setCaller.handler(({ input }) => {
        received.push({ name: 'setCaller', input });
      }),
      tell: os.calls.tell.handler(({ input }) => void received.push({ name: 'tell', input })),
      transfer: os.calls.transfer.handler(({ input }) => void received.push({ name: 'transfer', input })),
      end: os.calls.end.handler(({ input }) => void received.push({ name: 'end', input })),
    },
    proposals: {
      watch: os.proposals.watch.handler(({ signal }) =>
        watching(
          () => ({ revision, reset: true, proposals: [...state.proposals.values()].map(listed), more: 0 }),
          signal,
        ),
      ),
      approve: os.proposals.approve.handler(({ input }) =>
        decide('approve', input, () => ({ state: 'approved', decision: sampleDecision(), attempts: 0, problem: null })),
      ),
      commentInstead: os.proposals.commentInstead.handler(({ input }) => {
        const text = `Proposed as a comment on case ${input.on.name} instead`;
        const rejection = { preset: 'other' as const, text };
        return decide('commentInstead', input, () => ({
          state: 'rejected',
          decision: sampleDecision({ kind: 'rejected', rejection }),
        }));
      }),
      propose: os.proposals.propose.handler(({ input }) => {
        received.push({ name: 'propose', input });
        const refused = refusals.shift();
        const [held] = state.proposals.values();
        if (refused || !held) throw new ORPCError('REFUSED', { defined: true, status: 409, data: refused ?? notFound });
        return held;
      }),
      reject: os.proposals.reject.handler(({ input }) =>
        decide('reject', input, () => ({
          state: 'rejected',
          decision: sampleDecision({ kind: 'rejected', rejection: input.rejection }),
        })),
      ),
      updateInstead: os.proposals.updateInstead.handler(({ input }) =>
        decide('updateInstead', input, () => ({ state: 'superseded', by: null, at: 1, reason: 'updates it instead' })),
      ),
      reopen: os.proposals.reopen.handler(({ input }) =>
        decide('reopen', input, () => ({ state: 'waiting', conflict: null, problem: null })),
      ),
      cancelSending: os.proposals.cancelSending.handler(({ input }) =>
        decide('cancelSending', input, () => ({ state: 'waiting', conflict: null, problem: null })),
      ),
      approveMany: os.proposals.approveMany.handler(async function* ({ input }) {
        received.push({ name: 'approveMany', input });
        yield pretendedStep(input.proposals, 'approved');
      }),
      rejectMany: os.proposals.rejectMany.handler(async function* ({ input }) {
        received.push({ name: 'rejectMany', input });
        yield pretendedStep(input.proposals, 'rejected');
      }),
      undo: os.proposals.undo.handler(({ input }) => {
        const held = decide('undo', { revision: 0, ...input }, (of) => of.status);
        const reverse = pretendedReverse(held);
        state.proposals.set(reverse.id, reverse);
        changed();
        return reverse;
      }),
      answers: os.proposals.answers.handler(() => []),
      ask: os.proposals.ask.handler(({ input }) => {
        received.push({ name: 'ask', input });
        const held = state.proposals.get(input.proposal);
        if (!held) throw new ORPCError('REFUSED', { defined: true, status: 409, data: notFound });
        return held;
      }),
      countersign: os.proposals.countersign.handler(async function* ({ input }) {
        received.push({ name: 'countersign', input });
        yield { step: 'waiting', address: 'https://login.example/' };
      }),
      extend: os.proposals.extend.handler(({ input }) => {
        received.push({ name: 'extend', input });
        const held = state.proposals.get(input.proposal);
        if (!held) throw new ORPCError('REFUSED', { defined: true, status: 409, data: notFound });
        return held;
      }),
      chooseRecord: os.proposals.chooseRecord.handler(({ input }) => decide('chooseRecord', input, (of) => of.status)),
      settleByHand: os.proposals.settleByHand.handler(({ input }) =>
        decide('settleByHand', input, () => ({
          state: 'approved',
          decision: sampleDecision(),
          attempts: 0,
          problem: null,
        })),
      ),
    },
    records: {
      describe: os.records.describe.handler(({ input }) => {
        const describe = state.describes[input.object];
        if (!describe) throw new ORPCError('REFUSED', { defined: true, status: 409, data: notFound });
        return describe;
      }),
      lookup: os.records.lookup.handler(() => []),
      objects: os.records.objects.handler(() => []),
      search: os.records.search.handler(() => ({ place: null, groups: [], leftOut: [] })),
      recent: os.records.recent.handler(() => ({ viewed: [], problem: null, written: [] })),
      open: os.records.open.handler(() => {
        throw new ORPCError('REFUSED', { defined: true, status: 409, data: notFound });
      }),
      decisions: os.records.decisions.handler(() => []),
      ofCaller: os.records.ofCaller.handler(({ input }) => state.callers?.[input.call] ?? nobody),
    },
    journal: {
      search: os.journal.search.handler(({ input }) => ({
        entries: state.journal.filter((each) => each.summary.toLowerCase().includes(input.text.toLowerCase())),
        nextBefore: null,
      })),
      verify: os.journal.verify.handler(async function* () {
        const entries = state.journal.length;
        yield { checked: entries, of: entries, verdict: { ok: true, entries, verifiedAt: 0, problem: null, at: null } };
      }),
    },
    replay: {
      practiceCalls: os.replay.practiceCalls.handler(() => [
        { key: 'refund', title: 'Email and refund', description: 'One caller, two wishes.' },
      ]),
      startPractice: os.replay.startPractice.handler(({ input }) => {
        received.push({ name: 'startPractice', input });
        return { call: 'c1' };
      }),
      openFile: os.replay.openFile.handler(({ input }) => {
        received.push({ name: 'openFile', input });
        return { calls: [], problems: [{ line: 3, message: 'This line is no JSON.' }] };
      }),
      stop: os.replay.stop.handler(({ input }) => {
        received.push({ name: 'stop', input });
      }),
    },
    actions: {
      list: os.actions.list.handler(() => []),
      objects: os.actions.objects.handler(() => []),
      save: os.actions.save.handler(({ input }) => {
        received.push({ name: 'saveAction', input });
        return { action: input, builtIn: true, edited: true, flags: [], checked: true };
      }),
      reset: os.actions.reset.handler(({ input }) => void received.push({ name: 'resetAction', input })),
      export: os.actions.export.handler(() => ({ text: '' })),
      import: os.actions.import.handler(() => ({ saved: 0, problems: [] })),
      toolDefinition: os.actions.toolDefinition.handler(() => ({ text: '' })),
      tryOut: os.actions.tryOut.handler(() => {
        throw new ORPCError('REFUSED', { defined: true, status: 409, data: notFound });
      }),
    },
    orgs: {
      list: os.orgs.list.handler(() => []),
      watch: os.orgs.watch.handler(({ signal }) => watching(() => [], signal)),
      guide: os.orgs.guide.handler(() => ({ callbackUrls: [], scopes: [], tokens: { kind: 'os', where: '' } })),
      logIn: os.orgs.logIn.handler(async function* ({ input }) {
        received.push({ name: 'logIn', input });
        yield { step: 'waiting', address: '' };
      }),
      disconnect: os.orgs.disconnect.handler(({ input }) => void received.push({ name: 'disconnect', input })),
      mark: os.orgs.mark.handler(({ input }) => void received.push({ name: 'mark', input })),
      rights: os.orgs.rights.handler(() => {
        throw new ORPCError('REFUSED', { defined: true, status: 409, data: notFound });
      }),
      fieldDefinition: os.orgs.fieldDefinition.handler(() => {
        throw new ORPCError('REFUSED', { defined: true, status: 409, data: notFound });
      }),
      setReplayOrg: os.orgs.setReplayOrg.handler(({ input }) => void received.push({ name: 'setReplayOrg', input })),
    },
    soql: {
      objects: os.soql.objects.handler(() => []),
      run: os.soql.run.handler(async function* ({ input }) {
        received.push({ name: 'runSoql', input });
        yield* state.soql ?? [];
      }),
      row: os.soql.row.handler(() => null),
      history: os.soql.history.handler(() => []),
      forgetHistory: os.soql.forgetHistory.handler(() => {}),
    },
    rules: pretendedRules({
      state: () => {
        state.rules ??= { rules: [] };
        return state.rules;
      },
      received,
      changed,
      watching,
    }),
    feeds: pretendedFeeds(received),
    desk: pretendedDesk(received),
    said: { dismiss: os.said.dismiss.handler(({ input }) => void received.push({ name: 'said.dismiss', input })) },
    corrections: {
      figures: os.corrections.figures.handler(() => ({ decided: 0, edited: 0, rejected: 0, rows: [] })),
      cases: os.corrections.cases.handler(() => []),
    },
    recordWatch: {
      follow: os.recordWatch.follow.handler(({ signal }) =>
        watching(() => ({ how: 'none' as const, why: null, calls: [] }), signal),
      ),
    },
    followUps: pretendedFollowUps(received),
    outcomes: pretendedOutcomes(),
    tokens: pretendedTokens(received, state.tokens),
    ...pretendedKeeping(notFound),
    deciding: {
      read: os.deciding.read.handler(() => usualDeciding),
      write: os.deciding.write.handler(({ input }) => input),
    },
    preferences: {
      read: os.preferences.read.handler(() => state.preferences),
      write: os.preferences.write.handler(({ input }) => {
        state.preferences = input;
        return input;
      }),
    },
  });

  return {
    router,
    received,
    /** Changes what is held and tells every window. */
    change(how: (held: PretendedState) => void) {
      how(state);
      changed();
    },
    /** The next decision is refused with this. */
    refuseNext: (problem: Problem) => refusals.push(problem),
  };
}

function pretendedStep(orders: readonly { proposal: string }[], outcome: 'approved' | 'rejected'): BulkStep {
  const lines = orders.map(({ proposal }) => ({ proposal, reference: proposal, outcome, why: null }));
  return { done: lines.length, total: lines.length, lines };
}

function pretendedReverse(of: Proposal): Proposal {
  const undoes = { proposal: of.id, reference: of.reference, label: of.actionLabel, written: {} };
  const status = { state: 'waiting', conflict: null, problem: null } as const;
  return { ...of, id: `undo-${of.id}`, reference: 'P-2000', actionLabel: `Undo ${of.actionLabel}`, undoes, status };
}

const nobody: CallerPanel = {
  record: null,
  url: null,
  fields: [],
  cases: null,
  activities: null,
  unread: [],
  readAt: 0,
};

const notFound: Problem = {
  kind: 'not-found',
  message: 'There is no such thing.',
  next: 'none',
  code: null,
  fields: [],
};
