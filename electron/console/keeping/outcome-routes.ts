import { randomUUID } from 'node:crypto';
import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import { mostListed, type OutcomeView, type RecordingView } from '../../../shared/contract/outcomes-contract.ts';
import { type Outcome, type OutcomePart, type OutcomeValues, outcomeValue } from '../../../shared/model/outcome.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { loadCall } from '../../calls/call-store.ts';
import type { FollowUps } from '../../feeds/follow-ups.ts';
import { recordingAddress } from '../../outcomes/call-recording.ts';
import { loadOutcome } from '../../outcomes/outcome-store.ts';
import type { OutcomeChange, Outcomes } from '../../outcomes/outcomes.ts';
import { logOf, outcomeRow, readOutcomes } from '../../outcomes/read-outcomes.ts';
import type { CallRecordings } from '../calls/call-recordings.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';
import { watch } from '../watch.ts';
import { proposeLogs, type WriteBackParts } from './write-back.ts';

/** What answers for outcomes. */
export type OutcomeRoutesParts = Omit<WriteBackParts, 'orgs'> & {
  orgs: Parameters<typeof supervisorOf>[0];
  outcomes: Outcomes;
  followUps: Pick<FollowUps, 'list'>;
  recordings: CallRecordings;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about what became of calls. */
export function createOutcomeRoutes(parts: OutcomeRoutesParts) {
  const { store, orgs, outcomes, now } = parts;
  const os = implement(contract).outcomes;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, parts.log);

  type Sign = { by: string; at: number };
  async function change(call: string, wanted: (sign: Sign) => OutcomeChange): Promise<Outcome> {
    const { org } = await outcomes.find(call);
    const by = supervisorOf(orgs, org).name;
    return outcomes.change(call, by, wanted({ by, at: now() }));
  }

  async function changeAll(calls: readonly string[], wanted: (sign: Sign) => OutcomeChange): Promise<void> {
    for (const call of new Set(calls)) await change(call, wanted);
  }

  async function view(call: string): Promise<OutcomeView | null> {
    const row = await outcomeRow(store.db, call);
    const outcome = await loadOutcome(store.db, call);
    if (!row || !outcome) return null;
    const log = await logOf(store.db, call);
    return {
      row,
      outcome,
      recorded: await isRecorded(call),
      followUps: (await parts.followUps.list()).filter((each) => each.call === call),
      log: log && { proposal: log.id, reference: `P-${log.number}`, state: log.state },
    };
  }

  async function isRecorded(id: string): Promise<boolean> {
    const of = await loadCall(store.db, id);
    return of !== null && (await recordingAddress(store.db, of)) !== null;
  }

  async function recording(call: string): Promise<RecordingView> {
    const of = await loadCall(store.db, call);
    if (!of) throw new ProblemError(toProblem('not-found', 'This call does not exist.'));
    return parts.recordings.look(of);
  }

  return {
    watch: os.watch.handler(async function* ({ input, signal }) {
      const changes = watch(store, input.since, signal, async (since, reset, revision) =>
        readOutcomes(store.db, { since, reset, revision, most: mostListed }),
      );
      for await (const pages of changes) yield* pages;
    }),
    open: os.open.handler(async function* ({ input, signal }) {
      let told = '';
      for await (const next of watch(store, 0, signal, () => view(input.call))) {
        const text = JSON.stringify(next);
        if (text === told) continue;
        told = text;
        yield next;
      }
    }),
    recording: os.recording.handler(({ input }) => answer(() => recording(input.call))),
    edit: os.edit.handler(({ input }) => answer(() => change(input.call, (sign) => edited(input.values, sign)))),
    review: os.review.handler(({ input }) =>
      answer(() =>
        changeAll(input.calls, (sign) => ({
          kind: 'outcome.reviewed',
          summary: input.reviewed ? 'the outcome was reviewed' : 'the outcome is to be reviewed again',
          detail: {},
          change: (of) => ({ ...of, reviewed: input.reviewed ? (of.reviewed ?? sign) : null }),
        })),
      ),
    ),
    flag: os.flag.handler(({ input }) =>
      answer(() =>
        changeAll(input.calls, (sign) => ({
          kind: 'outcome.flagged',
          summary: input.flagged ? 'the call was flagged' : 'the flag was taken away',
          detail: {},
          change: (of) => ({ ...of, flag: input.flagged ? (of.flag ?? sign) : null }),
        })),
      ),
    ),
    assign: os.assign.handler(({ input }) => answer(() => changeAll(input.calls, (sign) => assigned(input.to, sign)))),
    judge: os.judge.handler(({ input }) =>
      answer(() =>
        change(input.call, (sign) => ({
          kind: 'outcome.judged',
          summary: judgement(input.verdict),
          detail: { why: input.verdict?.why ?? '' },
          change: (of) => ({ ...of, verdict: input.verdict && { ...input.verdict, ...sign } }),
        })),
      ),
    ),
    note: os.note.handler(({ input }) =>
      answer(() =>
        change(input.call, (sign) => ({
          kind: 'outcome.noted',
          summary: 'a note was added to the call',
          detail: { note: input.text },
          change: (of) => ({ ...of, notes: [...of.notes, { id: randomUUID(), text: input.text, ...sign }] }),
        })),
      ),
    ),
    removeNote: os.removeNote.handler(({ input }) =>
      answer(() =>
        change(input.call, () => ({
          kind: 'outcome.noted',
          summary: 'a note was removed from the call',
          detail: {},
          change: (of) => ({ ...of, notes: of.notes.filter(({ id }) => id !== input.note) }),
        })),
      ),
    ),
    write: os.write.handler(({ input }) => answer(() => proposeLogs(parts, input))),
  };
}

type Edits = { [Part in OutcomePart]?: OutcomeValues[Part] | null };

/** Other values in the place of those made out; what is the same as made out is no edit. */
function edited(values: Edits, sign: { by: string; at: number }): OutcomeChange {
  return {
    kind: 'outcome.edited',
    summary: `the outcome was edited: ${Object.keys(values).join(', ')}`,
    detail: { ...values },
    change: (of) => {
      const edits = { ...of.edits };
      put(edits, 'disposition', values, of, sign);
      put(edits, 'sentiment', values, of, sign);
      put(edits, 'summary', values, of, sign);
      put(edits, 'seconds', values, of, sign);
      return { ...of, edits };
    },
  };
}

function put<Part extends OutcomePart>(
  edits: { [Each in Part]?: { by: string; at: number; value: OutcomeValues[Part] } },
  part: Part,
  values: { [Each in Part]?: OutcomeValues[Part] | null },
  of: Outcome,
  sign: { by: string; at: number },
): void {
  const value = values[part];
  if (value === undefined || value === outcomeValue(of, part)) return;
  if (value === null || value === of.derived[part].value) delete edits[part];
  else edits[part] = { ...sign, value };
}

function assigned(to: string | null, sign: { by: string; at: number }): OutcomeChange {
  return {
    kind: 'outcome.assigned',
    summary: to === null ? 'the call is assigned to nobody' : 'the call was assigned',
    detail: { to },
    change: (of) => {
      if (to === (of.assigned?.to ?? null)) return of;
      return { ...of, assigned: to === null ? null : { ...sign, to } };
    },
  };
}

function judgement(verdict: { agrees: boolean } | null): string {
  if (!verdict) return 'the word on the outcome was taken back';
  return verdict.agrees ? 'agreed with the outcome' : 'did not agree with the outcome';
}
