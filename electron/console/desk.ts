import type { Call } from '../../shared/model/call.ts';
import type { CallEvent, DeliveredEvent } from '../../shared/model/call-event.ts';
import type { Org } from '../../shared/model/org.ts';
import type { Suggestion } from '../../shared/model/suggestion.ts';
import type { Utterance } from '../../shared/model/utterance.ts';
import type { Catalogue } from '../actions/catalogue.ts';
import { asked, isCollected, readInputs } from '../actions/read-inputs.ts';
import type { RequestedValue } from '../actions/requested-value.ts';
import { idField, namingFields } from '../actions/sought-record.ts';
import { loadCall, utterancesOf } from '../calls/call-store.ts';
import type { Calls } from '../calls/calls.ts';
import { findQuote } from '../calls/find-quote.ts';
import { appendJournal } from '../journal/append-journal.ts';
import type { Proposals } from '../proposals/proposals.ts';
import type { Wish } from '../proposals/reconcile-suggestions.ts';
import type { Store } from '../store/open-store.ts';
import type { Conversation } from '../suggestions/conversation.ts';
import { findHeard } from '../suggestions/find-heard.ts';

/** Joins the rooms: what is heard becomes suggestions, what agents ask for becomes proposals. */
export type Desk = {
  /** Resolves when everything that must survive of the event is on disk. */
  deliver(event: DeliveredEvent): Promise<void>;
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
  now(): number;
  checkpoint(name: string): void;
  log(message: string, cause?: unknown): void;
};

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
      while (wanted.delete(call)) await readOnce(call);
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
  }

  async function requestTool(delivered: DeliveredEvent, { toolCall }: ToolRequested): Promise<void> {
    checkpoint('tool.received');
    const taken = await calls.receive({ ...delivered, id: `${delivered.id}.seen` });
    const of = taken.call ? await loadCall(store.db, taken.call) : null;
    if (!of) return;
    const inputs = await calls.maskInputs(delivered, toolCall.inputs);
    const known = catalogue.find(toolCall.action);
    const sent = known ? readInputs(known, inputs) : null;
    if (!sent || 'message' in sent) {
      const why = sent && 'message' in sent ? sent.message : `the catalogue has no action “${toolCall.action}”`;
      await tellAnomaly(of, `a tool call was refused: ${why}`, { toolCall: { ...toolCall, inputs } });
      return;
    }
    const { action } = sent;
    const said = await utterancesOf(store.db, of.id);
    const org = parts.org(of.org);
    const conversation = org && conversationOf(of, said, org);
    const requested = sent.values.map((value) => support(value, said, conversation));
    const asking = {
      org: of.org,
      call: of.id,
      asker: {
        kind: 'agent' as const,
        feed: delivered.feed,
        toolCall: toolCall.id,
        name: of.agent?.name ?? delivered.platform,
        at: parts.now(),
        values: Object.fromEntries(
          requested.map(({ field, raw }) => [field, typeof raw === 'string' ? raw : JSON.stringify(raw)]),
        ),
      },
      matter: '',
      pinnedTo: said.findLast((each) => each.party === 'caller')?.id ?? said.at(-1)?.id ?? null,
      record: null,
    };
    const source = { feed: delivered.feed, externalId: delivered.call };
    const made = await proposals.propose({ ...asking, action, requested, toolCall: { ...source, id: toolCall.id } });
    const second = sent.followUp && catalogue.find(sent.followUp.action);
    if (second && !second.deprecated && made.kind !== 'refused') {
      // The same tool call, come again, finds both of its proposals.
      const id = `${toolCall.id} ${second.key}`;
      const about = asked(idField, made.proposal.reference);
      const values = [about, ...(sent.followUp?.values ?? []).map((value) => support(value, said, conversation))];
      await proposals.propose({ ...asking, action: second, requested: values, toolCall: { ...source, id } });
    }
    if (sent.ignored.length > 0 && made.kind === 'made') {
      await tellAnomaly(of, `a tool call sent inputs that ${action.key} does not take`, { inputs: sent.ignored });
    }
    // The agent's card and the rules' own may be about the same thing.
    read(of.id);
  }

  async function tellAnomaly(of: Call, summary: string, detail: Record<string, unknown>): Promise<void> {
    await store.transact((tx) =>
      appendJournal(tx, [
        {
          at: parts.now(),
          kind: 'anomaly',
          org: of.org,
          call: of.id,
          proposal: null,
          actor: of.agent?.name ?? 'agent',
          summary,
          detail,
        },
      ]),
    );
  }

  return {
    async deliver(delivered) {
      if (delivered.event.type === 'tool.requested') await requestTool(delivered, delivered.event);
      else await calls.receive(delivered);
    },
    async catchUp() {
      const rows = await store.db.selectFrom('calls').select('id').where('ended_at', 'is', null).execute();
      for (const row of rows) {
        read(row.id);
        // The caller may have been found, and the process ended before its cards were read again.
        rebase(row.id);
      }
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

function conversationOf(of: Call, said: readonly Utterance[], org: Org): Conversation {
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
  if (!action || action.deprecated) return [];
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
  if (evidence) return { ...value, evidence, certainty: 'likely', reasons: ['the caller said it'] };
  return { ...value, certainty: 'unsure', reasons: ['never said in the call in these words'] };
}
