import { createHash } from 'node:crypto';
import type { Call, Party, PartyRole } from '../../../shared/model/call.ts';
import { outcomeValue } from '../../../shared/model/outcome.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import { heldAt } from './held-at.ts';
import type { CallStory } from './read-call-story.ts';
import { isLink } from './sound.ts';
import { storyAttachments } from './story-attachments.ts';
import {
  schemas,
  vconVersion,
  vendor,
  type WrittenAnalysis,
  type WrittenDialog,
  type WrittenParty,
  type WrittenRecording,
  type WrittenVcon,
} from './vcon-form.ts';

/** A larger sound is linked: signed, it is nearly twice as long, and a vCon of more than 20 MB is taken nowhere. */
const mostSoundWithin = 8_000_000;

/** A call as a vCon, unsigned: its words as dialogs, what was made of it as analysis, and what came of it as attachments. */
export function buildVcon(story: CallStory, now: number): WrittenVcon {
  const { call } = story;
  const parties = partiesOf(call, story.utterances);
  const dialog = story.utterances.map((each) => toDialog(each, call, parties));
  const dialogOf = new Map(story.utterances.map((each, index) => [each.id, index]));
  return {
    vcon: vconVersion,
    uuid: uuidOf(call),
    created_at: new Date(now).toISOString(),
    subject: story.name,
    parties: parties.map(toParty),
    // Last, so that an utterance and its dialog have the same number.
    dialog: [...dialog, ...recordingOf(story, parties.length)],
    analysis: [...analysesOf(story, [...dialog.keys()]), ...outcomeOf(story, [...dialog.keys()])],
    attachments: storyAttachments(story, dialogOf),
  };
}

/** Everybody the call names, and whoever spoke without being named. */
function partiesOf(call: Call, utterances: readonly Utterance[]): Party[] {
  const spoke = new Set(utterances.map(({ party }) => party));
  const named = new Set(call.parties.map(({ role }) => role));
  const unnamed = [...spoke].filter((role) => !named.has(role));
  return [...call.parties, ...unnamed.map((role) => unnamedParty(role, call))];
}

function unnamedParty(role: PartyRole, call: Call): Party {
  return { role, name: role === 'agent' ? (call.agent?.name ?? null) : null, phone: null, email: null };
}

// The draft leaves roles open; "customer" is what its readers know the caller by.
const roleNames: Readonly<Record<PartyRole, string>> = {
  caller: 'customer',
  agent: 'agent',
  supervisor: 'supervisor',
  other: 'other',
};

function toParty({ role, name, phone, email }: Party): WrittenParty {
  return {
    ...(phone === null ? {} : { tel: phone }),
    ...(email === null ? {} : { mailto: email }),
    ...(name === null ? {} : { name }),
    role: roleNames[role],
  };
}

function toDialog(of: Utterance, call: Call, parties: readonly Party[]): WrittenDialog {
  const originator = Math.max(
    0,
    parties.findIndex(({ role }) => role === of.party),
  );
  const others = [...parties.keys()].filter((index) => index !== originator);
  const startMs = of.startMs ?? of.receivedAt - call.startedAt;
  const lasts = of.startMs === null || of.endMs === null ? null : (of.endMs - of.startMs) / 1000;
  return {
    type: 'text',
    start: new Date(heldAt(call) + startMs).toISOString(),
    ...(lasts === null || lasts <= 0 ? {} : { duration: lasts }),
    // The one who spoke comes first, as readers without `originator` expect.
    parties: [originator, ...others],
    originator,
    mediatype: 'text/plain',
    application: call.sources[0]?.platform ?? 'unknown',
    encoding: 'none',
    body: of.text,
  };
}

function recordingOf({ call, outcome, sound }: CallStory, parties: number): WrittenRecording[] {
  if (!sound || (!sound.fetched && !isLink(sound.address))) return [];
  const seconds = outcome
    ? outcomeValue(outcome, 'seconds')
    : ((call.endedAt ?? call.startedAt) - call.startedAt) / 1000;
  const about = {
    type: 'recording' as const,
    start: new Date(heldAt(call)).toISOString(),
    duration: seconds,
    parties: [...Array(parties).keys()],
  };
  const { fetched, address } = sound;
  if (!fetched) return [{ ...about, mediatype: 'application/octet-stream', url: address }];
  const { bytes, mediaType: mediatype, name: filename } = fetched;
  if (bytes.length <= mostSoundWithin || !isLink(address))
    return [{ ...about, mediatype, filename, encoding: 'base64url', body: bytes.toString('base64url') }];
  const hash = createHash('sha512').update(bytes).digest('base64url');
  return [{ ...about, mediatype, filename, url: address, content_hash: `sha512-${hash}` }];
}

function analysesOf({ call }: CallStory, dialog: number[]): WrittenAnalysis[] {
  const told = call.analysis;
  if (!told) return [];
  const by = { dialog, vendor: call.sources[0]?.platform ?? vendor };
  const text = (type: string, body: string): WrittenAnalysis => ({
    type,
    ...by,
    mediatype: 'text/plain',
    encoding: 'none',
    body,
  });
  const { summary, sentiment, successful, disposition, values } = told;
  return [
    ...(summary === null ? [] : [text('summary', summary)]),
    ...(sentiment === null ? [] : [text('sentiment', sentiment)]),
    {
      type: 'outcome',
      ...by,
      mediatype: 'application/json',
      encoding: 'json',
      body: { successful, disposition, values },
    },
  ];
}

/** What became of the call as it holds here: a person's word before what was made out. By the draft that is analysis. */
function outcomeOf({ outcome }: CallStory, dialog: number[]): WrittenAnalysis[] {
  if (!outcome) return [];
  const { verdict, reviewed } = outcome;
  const body = {
    disposition: outcomeValue(outcome, 'disposition'),
    sentiment: outcomeValue(outcome, 'sentiment'),
    summary: outcomeValue(outcome, 'summary'),
    seconds: outcomeValue(outcome, 'seconds'),
    edited: Object.keys(outcome.edits),
    verdict,
    reviewed,
  };
  const form = { mediatype: 'application/json', encoding: 'json' } as const;
  return [{ type: 'outcome', dialog, vendor, schema: schemas.outcome, ...form, body }];
}

/** One call has one uuid (version 8: the time of the call as in version 7, then a digest of its id). */
function uuidOf(call: Call): string {
  const digest = createHash('sha256').update(`${call.org}\n${call.id}`).digest();
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(Math.max(0, Math.round(call.startedAt)), 0, 6);
  digest.copy(bytes, 6, 0, 10);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
