import type { Proposal } from '../../../shared/model/proposal.ts';
import { heldAt } from './held-at.ts';
import type { CallStory, StoryLine } from './read-call-story.ts';
import { schemas, type WrittenAttachment } from './vcon-form.ts';

type Dialogs = ReadonlyMap<string, number>;

/** What came of a call: what is known of it beside its words, what was asked, proposed, seen before, decided and written. */
export function storyAttachments(story: CallStory, dialogOf: Dialogs): WrittenAttachment[] {
  const reference = new Map(story.proposals.map((each) => [each.id, each.reference]));
  return [
    contextOf(story, dialogOf),
    ...story.proposals.flatMap((each) => toolCallsOf(each, story, dialogOf)),
    ...story.proposals.map((each) =>
      attachment('proposal', each.createdAt, proposalBody(each), pinned(each, dialogOf)),
    ),
    ...story.proposals.flatMap(beforeImages),
    ...story.lines.map((line) => lineAttachment(line, reference.get(line.proposal ?? '') ?? null)),
  ];
}

function attachment(purpose: string, at: number, body: Record<string, unknown>, dialog?: number): WrittenAttachment {
  return {
    purpose,
    start: new Date(at).toISOString(),
    ...(dialog === undefined ? {} : { dialog }),
    mediatype: 'application/json',
    encoding: 'json',
    body,
  };
}

/** Read again as the call's own platform, channel, direction, agent and variables. */
function contextOf({ call, utterances }: CallStory, dialogOf: Dialogs): WrittenAttachment {
  const { channel, direction, agent, variables, caller, startedAt, endedAt, endReason, transfers } = call;
  return attachment('call_context', heldAt(call), {
    schema: schemas.call,
    platform: call.sources[0]?.platform ?? 'unknown',
    channel,
    direction,
    agent,
    variables,
    id: call.id,
    org: call.org,
    sources: call.sources.map(({ platform, externalId }) => ({ platform, externalId })),
    startedAt,
    heldAt: call.heldAt,
    endedAt,
    endReason,
    transfers: transfers ?? [],
    caller:
      caller.state === 'matched'
        ? { state: caller.state, record: caller.person.record, by: caller.by }
        : { state: caller.state },
    // Evidence names utterances by these ids; the words are in the dialogs.
    dialogOfUtterance: Object.fromEntries(dialogOf),
    masked: utterances.flatMap(({ id, masked }) =>
      masked.length > 0 ? [{ dialog: dialogOf.get(id), spans: masked }] : [],
    ),
  });
}

/** What agents asked for, so that a replay of the vCon asks for it again. */
function toolCallsOf(of: Proposal, { call }: CallStory, dialogOf: Dialogs): WrittenAttachment[] {
  const inCall = heldAt(call) - call.startedAt;
  return of.askers.flatMap((asker, nth) => {
    if (asker.kind !== 'agent' || asker.toolCall === null) return [];
    const body = { id: asker.toolCall, action: of.action, inputs: asker.values };
    return [attachment('tool_call', asker.at + inCall, body, nth === 0 ? pinned(of, dialogOf) : undefined)];
  });
}

function pinned(of: Proposal, dialogOf: Dialogs): number | undefined {
  return of.pinnedTo === null ? undefined : dialogOf.get(of.pinnedTo);
}

function proposalBody(of: Proposal): Record<string, unknown> {
  const { base: _base, current: _current, ...told } = of;
  return { schema: schemas.proposal, ...told };
}

/** The record as the decider saw it. */
function beforeImages(of: Proposal): WrittenAttachment[] {
  const seen = of.current ?? of.base;
  if (!seen) return [];
  const { readAt, ...image } = seen;
  const body = { schema: schemas.beforeImage, proposal: of.id, reference: of.reference, record: of.record, ...image };
  return [attachment('before-image', readAt, { ...body, readAt })];
}

/** Decisions and receipts, as the journal holds them and with the hash by which it does. */
function lineAttachment(
  { seq, at, kind, actor, hash, proposal, detail }: StoryLine,
  reference: string | null,
): WrittenAttachment {
  const entry = { seq, hash };
  const about = { proposal, reference, kind, by: actor, erased: detail === null, journal: entry };
  if (kind === 'proposal.approved' || kind === 'proposal.rejected') {
    const told = { decision: detail?.decision ?? null, payload: detail?.payload ?? null };
    return attachment('decision', at, { schema: schemas.decision, ...about, ...told });
  }
  const told = { result: detail?.result ?? null, problem: detail?.problem ?? null };
  return attachment('receipt', at, { schema: schemas.receipt, ...about, ...told });
}
