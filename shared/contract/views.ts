import { z } from 'zod';
import { call } from '../model/call.ts';
import { journalEntry, journalFilter } from '../model/journal-entry.ts';
import { connection } from '../model/org.ts';
import { proposal } from '../model/proposal.ts';
import { saidView } from '../model/said-claim.ts';
import { utterance } from '../model/utterance.ts';
import { callDoors, proposalClock } from './clock-view.ts';

/** A call as a list shows it. */
export const callSummary = z.object({
  call,
  /** What people call it: the caller's name, else the number, else "Unknown caller". */
  name: z.string(),
  waiting: z.number().int(),
  uncertain: z.number().int(),
  written: z.number().int(),
  rejected: z.number().int(),
  /** When each thing that the agent told, and that is not so, becomes an alert; absent where there is none. */
  told: z.array(z.number()).optional(),
  /** Its replay is running here and can be stopped. */
  replaying: z.boolean(),
});
export type CallSummary = z.infer<typeof callSummary>;

/** What is new in the list of calls since a revision. The first answer to `since: 0` is everything listed. */
export const callsChange = z.object({
  revision: z.number().int(),
  /** The list starts anew with these: everything held before is void. */
  reset: z.boolean(),
  calls: z.array(callSummary),
});
export type CallsChange = z.infer<typeof callsChange>;

/** What is new in one call since a revision. */
export const callChange = z.object({
  revision: z.number().int(),
  reset: z.boolean(),
  summary: callSummary.nullable(),
  utterances: z.array(utterance),
  proposals: z.array(proposal),
  /** What the agent told the caller beside what really happened: all of it. */
  said: z.array(saidView).optional(),
  /** The caller's clock of each of its open proposals; it holds for all of them, told or not. */
  clocks: z.record(z.string(), proposalClock),
  /** What a supervisor can do in the call; null where nothing is new. */
  doors: callDoors.nullable(),
});
export type CallChange = z.infer<typeof callChange>;

/** What is new among the open proposals since a revision; settled ones are sent once more, with their last status. */
export const proposalsChange = z.object({
  revision: z.number().int(),
  reset: z.boolean(),
  /** With what Approvals shows of the call. */
  proposals: z.array(
    z.object({
      proposal,
      callName: z.string().nullable(),
      platform: z.string().nullable(),
      callLive: z.boolean(),
      clock: proposalClock,
    }),
  ),
  /** How many are still to come in the pages after this one. */
  more: z.number().int(),
});
export type ProposalsChange = z.infer<typeof proposalsChange>;
export type ListedProposal = ProposalsChange['proposals'][number];

/** The foot of the window. */
export const statusLine = z.object({
  connection,
  host: z.enum(['desktop', 'browser']),
  liveCalls: z.number().int(),
  waiting: z.number().int(),
  /** When the oldest waiting proposal was made, milliseconds since the epoch. */
  oldestWaitingAt: z.number().nullable(),
  /** What is owed to callers. */
  followUps: z.number().int(),
  journal: z.object({ entries: z.number().int(), verifiedAt: z.number().nullable(), problem: z.string().nullable() }),
  /** Where tokens are kept: sealed by the operating system, or in memory only. */
  secrets: z.enum(['os', 'memory']),
  /** Something about the console itself that the supervisor must know; null when all is well. */
  notice: z.string().nullable(),
  /** The privileged side's clock, so that ages are right in the window. */
  now: z.number(),
});
export type StatusLine = z.infer<typeof statusLine>;

/** Which page of the journal is asked for. */
export const journalSearch = journalFilter.extend({
  before: z.number().int().nullable(),
  decidedOnly: z.boolean().optional(),
  size: z.number().int().min(1).max(1000).optional(),
});

/** A page of the journal, newest first. */
export const journalPage = z.object({ entries: z.array(journalEntry), nextBefore: z.number().int().nullable() });
export type JournalPage = z.infer<typeof journalPage>;

/** What verifying the chain found. */
const journalVerdict = z.object({
  ok: z.boolean(),
  entries: z.number().int(),
  verifiedAt: z.number(),
  /** Where and how it is broken. */
  problem: z.string().nullable(),
  at: z.number().int().nullable(),
});
export type JournalVerdict = z.infer<typeof journalVerdict>;

/** How far the verification is. */
export const journalProgress = z.object({
  checked: z.number().int(),
  of: z.number().int(),
  verdict: journalVerdict.nullable(),
});
export type JournalProgress = z.infer<typeof journalProgress>;

/** What the supervisor chose for this console. */
export const preferences = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  /** Single keys such as A and R act; off means they need Ctrl+Shift. */
  singleKeys: z.boolean(),
  /** How long an approval can be taken back before it is sent, seconds. */
  cancelSeconds: z.number().int().min(0).max(10).default(0),
  /** The log of a call holds what was said, too; it does unless told otherwise. */
  logTranscript: z.boolean().optional(),
});
export type Preferences = z.infer<typeof preferences>;
