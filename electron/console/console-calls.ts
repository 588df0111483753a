import { createAfterthoughts } from '../calls/afterthoughts.ts';
import { createCalls } from '../calls/calls.ts';
import { createOutcomes } from '../outcomes/outcomes.ts';
import { heardOfCaller } from '../suggestions/heard-of-caller.ts';
import { suggest } from '../suggestions/suggest.ts';
import { createCallRecordings } from './calls/call-recordings.ts';
import { createDesk } from './calls/desk.ts';
import { orgOfFeed } from './console-feeds.ts';
import type { ConsoleProposals } from './console-proposals.ts';
import type { Kept } from './open-kept.ts';

/** Puts together what listens to calls: what is suggested in them, and what became of them. */
export function createConsoleCalls(kept: Kept, deciding: Pick<ConsoleProposals, 'findPeople' | 'proposals'>) {
  const { store, orgs, book, catalogue, recordings, now, setTimer, checkpoint, log } = kept;
  const { findPeople, proposals } = deciding;
  const orgOf = orgOfFeed(book, orgs);
  const afterwards = createAfterthoughts({ isBusy: store.isBusy, setTimer });
  const calls = createCalls({ store, now, setTimer, afterwards, log, orgOf, findPeople, heard: heardOfCaller });
  const desk = createDesk({
    store,
    calls,
    proposals,
    catalogue,
    suggest,
    org: orgs.find,
    orgOf,
    now,
    checkpoint,
    afterwards,
    log,
  });
  const outcomes = createOutcomes({ store, now, setTimer, afterwards, log });
  calls.onNews(outcomes.take);
  return { orgOf, afterwards, calls, desk, outcomes, recordings: createCallRecordings(store, recordings) };
}
