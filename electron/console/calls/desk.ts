import { type Action, isOffered } from '../../../shared/model/action.ts';
import type { Call } from '../../../shared/model/call.ts';
import type { CallEvent, DeliveredEvent } from '../../../shared/model/call-event.ts';
import type { Org } from '../../../shared/model/org.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { Suggestion } from '../../../shared/model/suggestion.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import { asked, isCollected, type ReadInputs, readInputs } from '../../actions/read-inputs.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import { idField, namingFields } from '../../actions/sought-record.ts';
import type { Afterthoughts } from '../../calls/afterthoughts.ts';
import { loadCall, utterancesOf } from '../../calls/call-store.ts';
import type { Calls } from '../../calls/calls.ts';
import { findQuote } from '../../calls/find-quote.ts';
import { sourcesNamed } from '../../calls/sources-named.ts';
import type { RequestedTool, RequestTool, ToolRequest } from '../../feeds/holds/request-tool.ts';
import { appendJournal } from '../../journal/append-journal.ts';
import type { Wish } from '../../proposals/preparing/reconcile-suggestions.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import type { ProposalRequest } from '../../proposals/propose.ts';
import type { Store } from '../../store/open-store.ts';
import type { Conversation } from '../../suggestions/conversation.ts';
import { findHeard } from '../../suggestions/find-heard.ts';

/** Joins the rooms: what is heard becomes suggestions, what agents ask for becomes proposals. */
export type Desk = {
  /** Resolves when everything that must survive of the event is on disk. */
  deliver(event: DeliveredEvent): Promise<void>;
  /** Proposes what an agent asked for; on disk when it resolves. */
  requestTool: RequestTool;
  /** Reads live calls anew, after a restart: what was heard but not yet thought about. */
  catchUp(): Promise<void>;
  /** Resolves when nothing is being read, looked up or made ready. */
  idle(): Promise<void>;
};

/** What the desk works with. */
export type DeskParts = {
  store: Store;
  calls: Calls;
  proposals: Proposals;
  catalogue: Catalogue;
  suggest(conversation: Conversation): Suggestion[];
  org(id: string): Org | null;
  /** The org that a feed's calls belong to. */
  orgOf(feed: string): string;
  now(): number;
  checkpoint(name: string): void;
  /** Lets what arrives go first. */
  afterwards: Afterthoughts;
  log(message: string, cause?: unknown): void;
};

/** A tool call with the call it came up in, and the org it is about. */
type Asking = { request: ToolRequest; of: Call | null; org: string };

type ToolRequested = Extract<CallEvent, { type: 'tool.requested' }>;

/** Makes the desk. */
export function createDesk(parts: DeskParts): Desk {
  const { store, calls, proposals, catalogue, checkpoint } = parts;
  const reading = new Map<string, Promise<void>>();
  const wanted = new Set<string>();
  const rebasing = new Set<Promise<void>>();

  calls.onNews(({ call, what }) => {
    if (what === 'said' || what === 'ended') read(call);
    // How long a call took is known when it is over.
    if (what === 'caller' || what === 'ended') rebase(call);
  });

  function rebase(call: string): void {
    const run = proposals.rebase(call).catch((cause) => parts.log('a call could not be re-based', cause));
    rebasing.add(run);
    void run.finally(() => rebasing.delete(run));
  }

  /** One reading at a time per call; what is said meanwhile is one more reading, not many. */
  function read(call: string): void {
    wanted.add(call);
    if (reading.has(call)) return;
    const run = (async () => {
      while (wanted.delete(call)) await parts.afterwards(() => readOnce(call));
    })().catch((cause) => parts.log('a call could not be read for suggestions', cause));
    reading.set(call, run);
    void run.finally(() => reading.delete(call));
  }

  async function readOnce(id: string): Promise<void> {
    const [of, said] = await Promise.all([loadCall(store.db, id), utterancesOf(store.db, id)]);
    const org = of && parts.org(of.org);
    if (!of || !org) return;
    const suggestions = parts.suggest(conversationOf(of, said, org));
    await proposals.suggest(
      of.org,
      id,
      suggestions.flatMap((suggestion) => toWish(suggestion, catalogue)),
    );
    await proposals.weighAnew(id);
  }

  /** A tool call that came as an event: nobody waits for its answer. */
  async function deliverTool(delivered: DeliveredEvent, { toolCall }: ToolRequested): Promise<void> {
    const { feed, platform, call, unverified = false } = delivered;
    await requestTool({ feed, platform, call, unverified, toolCall }, `${delivered.id}.seen`);
  }

  async function requestTool(request: ToolRequest, event: string): Promise<RequestedTool> {
    checkpoint('tool.received');
    const { toolCall } = request;
    const source = await findSource(request);
    const delivered = { ...source, id: event, event: { type: 'tool.requested' as const, toolCall } };
    const taken = source.call === '' ? null : await calls.receive(delivered);
    const of = taken?.call ? await loadCall(store.db, taken.call) : null;
    const asking = { request, of, org: of?.org ?? parts.orgOf(request.feed) };
    const inputs = await calls.maskInputs(delivered, toolCall.inputs);
    const known = catalogue.find(toolCall.action);
    const sent = known ? readInputs(known, inputs) : noAction(toolCall.action);
    if ('message' in sent) {
      const detail = { toolCall: { ...toolCall, inputs } };
      await tellAnomaly(asking, `a tool call was refused: ${sent.message}`, detail);
      return { kind: 'refused', call: of?.id ?? null, why: sent.message };
    }
    const requested = await propose(asking, sent);
    // The agent's card and the rules' own may be about the same thing.
    if (of) read(of.id);
    return requested;
  }

  /** The call as its own feed knows it: a question may come over another feed than the call. */
  async function findSource({ feed, platform, call, unverified }: ToolRequest) {
    const own = { feed, platform, call: call ?? '', ...(unverified && { unverified: true as const }) };
    if (call === null || !(platform === 'actions' || platform === 'mcp')) return own;
    const org = parts.orgOf(feed);
    const known = (await sourcesNamed(store.db, call)).find((each) => each.org === org);
    return known ? { ...own, feed: known.feed, platform: known.platform, call: known.externalId } : own;
  }

  async function propose(asking: Asking, sent: ReadInputs): Promise<RequestedTool> {
    const { request, of } = asking;
    const { action, ignored } = sent;
    const said = of ? await utterancesOf(store.db, of.id) : [];
    const conversation = of && conversationIn(of, said, parts.org(of.org));
    const supported = (values: readonly RequestedValue[]) => values.map((value) => support(value, said, conversation));
    const pinnedTo = said.findLast((each) => each.party === 'caller')?.id ?? said.at(-1)?.id ?? null;
    const first = { action, values: supported(sent.values), id: request.toolCall.id };
    const made = await proposals.propose(toRequest(asking, first, pinnedTo));
    if (made.kind === 'refused') return { kind: 'refused', call: of?.id ?? null, why: made.problem.message };
    const proposed = [made.proposal];
    const second = sent.followUp && catalogue.find(sent.followUp.action);
    if (second && isOffered(second)) {
      const about = asked(idField, made.proposal.reference);
      const values = [about, ...supported(sent.followUp?.values ?? [])];
      // The same tool call, come again, finds both of its proposals.
      const id = `${request.toolCall.id} ${second.key}`;
      const joined = await proposals.propose(toRequest(asking, { action: second, values, id }, pinnedTo));
      if (joined.kind !== 'refused') proposed.push(joined.proposal);
    }
    if (ignored.length > 0 && made.kind === 'made') {
      await tellAnomaly(asking, `a tool call sent inputs that ${action.key} does not take`, { inputs: ignored });
    }
    return { kind: 'asked', call: of?.id ?? null, proposals: proposed, ignored };
  }

  type Wanted = { action: Action; values: RequestedValue[]; id: string };

  function toRequest({ request, of, org }: Asking, wanted: Wanted, pinnedTo: string | null): ProposalRequest {
    const { feed, platform, toolCall, alongside } = request;
    const unverified = request.unverified || of?.sources.some((source) => source.unverified);
    return {
      org,
      call: of?.id ?? null,
      action: wanted.action,
      asker: {
        kind: 'agent',
        feed,
        toolCall: toolCall.id,
        // A call that tells no agent has one all the same, of no name.
        name: of ? (of.agent?.name ?? null) : platform,
        at: parts.now(),
        ...(unverified && { unverified }),
        values: Object.fromEntries(
          wanted.values.map(({ field, raw }) => [field, typeof raw === 'string' ? raw : JSON.stringify(raw)]),
        ),
      },
      requested: wanted.values,
      matter: '',
      pinnedTo,
      record: null,
      toolCall: { feed, externalId: request.call ?? '', id: wanted.id },
      ...(alongside && { alongside }),
    };
  }

  async function tellAnomaly({ request, of, org }: Asking, summary: string, detail: Record<string, unknown>) {
    const line = { at: parts.now(), org, call: of?.id ?? null, proposal: null, summary, detail };
    const actor = of?.agent?.name ?? (request.call === null ? request.platform : 'agent');
    await store.transact((tx) => appendJournal(tx, [{ ...line, kind: 'anomaly', actor }]));
  }

  return {
    async deliver(delivered) {
      if (delivered.event.type === 'tool.requested') await deliverTool(delivered, delivered.event);
      else await calls.receive(delivered);
    },
    requestTool: (request) => requestTool(request, `${request.toolCall.id}.asked`),
    async catchUp() {
      const rows = await store.db.selectFrom('calls').select('id').where('ended_at', 'is', null).execute();
      for (const row of rows) {
        read(row.id);
        // The caller may have been found, and the process ended before its cards were read again.
        rebase(row.id);
      }
      calls.endQuiet();
      await calls.lookAgain();
    },
    async idle() {
      // Looking somebody up re-bases cards, and a card made ready may be joined: quiet means all three at once.
      for (;;) {
        await Promise.all([...reading.values()]);
        await calls.idle();
        await Promise.all([...rebasing]);
        await proposals.idle();
        if (reading.size === 0 && rebasing.size === 0) return;
      }
    },
  };
}

function noAction(key: string): Problem {
  return toProblem('not-found', `The catalogue has no action “${key}”.`);
}

function conversationIn(of: Call, said: readonly Utterance[], org: Org | null): Conversation | null {
  return org && conversationOf(of, said, org);
}

/** A call as those read it who look for words in it. */
export function conversationOf(
  of: Call,
  said: readonly Utterance[],
  org: Pick<Org, 'timeZone' | 'locale' | 'country'>,
): Conversation {
  return {
    utterances: said.filter((each) => each.state === 'final'),
    channel: of.channel,
    startedAt: of.heldAt ?? of.startedAt,
    timeZone: org.timeZone,
    locale: org.locale,
    country: org.country,
    caller: { name: of.caller.state === 'matched' ? of.caller.person.record.name : null },
  };
}

/** A suggestion in the catalogue's terms: values its action does not collect are dropped. */
function toWish(suggestion: Suggestion, catalogue: Catalogue): Wish[] {
  const action = catalogue.find(suggestion.action);
  if (!action || !isOffered(action)) return [];
  const collected = new Set(action.inputs.filter(isCollected).map((input) => input.field));
  // Without anything to write, a number that was told is no wish.
  if (!suggestion.values.some((value) => collected.has(value.field))) return [];
  const naming = new Set(namingFields(action));
  const requested = suggestion.values
    .filter((value) => collected.has(value.field) || naming.has(value.field))
    .map(
      ({ value, ...rest }): RequestedValue => ({
        ...rest,
        raw: value,
        askedBy: 'suggestion',
        origin: 'said',
        display: null,
        others: [],
      }),
    );
  return [{ action, matter: suggestion.matter, requested, pinnedTo: suggestion.pinnedTo, reasons: suggestion.reasons }];
}

/** Looks for the words behind what an agent sent. */
function support(value: RequestedValue, said: readonly Utterance[], conversation: Conversation | null): RequestedValue {
  const evidence = findQuote(value.raw, said) ?? (conversation && findHeard(conversation, value.raw));
  if (evidence) {
    const byAgent = said.find(({ id }) => id === evidence.utterance)?.party === 'agent';
    const reason = byAgent ? 'the agent said it and the caller confirmed it' : 'the caller said it';
    return { ...value, evidence, certainty: 'likely', reasons: [reason] };
  }
  return { ...value, certainty: 'unsure', reasons: ['never said in the call in these words'] };
}
