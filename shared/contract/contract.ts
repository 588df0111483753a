import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { action } from '../model/action.ts';
import { callerCandidate } from '../model/caller-match.ts';
import { fieldValues } from '../model/field-value.ts';
import { proposal, rejection } from '../model/proposal.ts';
import { recordRef } from '../model/record-ref.ts';
import { actionView, toolPlatform } from './action-views.ts';
import { extendProposal, proposalAnswers } from './answers-contract.ts';
import { askContract } from './ask-contract.ts';
import { automationsContract } from './automations-contract.ts';
import { bulkContract } from './bulk-contract.ts';
import { byHandContract } from './by-hand-contract.ts';
import { ofCaller } from './caller-contract.ts';
import { correctionsContract } from './corrections-contract.ts';
import { decidingContract } from './deciding-contract.ts';
import { deskContract } from './desk-contract.ts';
import { endCall, tellAgent, transferCall } from './door-contract.ts';
import { feedsContract } from './feeds-contract.ts';
import { figuresContract } from './figures-contract.ts';
import { followUpsContract } from './follow-ups-contract.ts';
import {
  keyFieldDefinition,
  loginGuide,
  loginOrder,
  loginProgress,
  orgColour,
  orgRights,
  orgView,
} from './org-views.ts';
import { outcomesContract } from './outcomes-contract.ts';
import { recordWatchContract } from './record-watch-contract.ts';
import { recordsContract } from './records-contract.ts';
import { refusable as base } from './refusable.ts';
import { retentionContract } from './retention-contract.ts';
import { rulesContract } from './rules-contract.ts';
import { saidContract } from './said-contract.ts';
import { secondPersonContract } from './second-person-contract.ts';
import { shownFor } from './shown-for.ts';
import { soqlContract } from './soql-contract.ts';
import { tokensContract } from './tokens-contract.ts';
import { undoContract } from './undo-contract.ts';
import { vconContract } from './vcon-contract.ts';
import {
  callChange,
  callSummary,
  callsChange,
  journalPage,
  journalProgress,
  journalSearch,
  preferences,
  proposalsChange,
  statusLine,
} from './views.ts';

/** Largest replay file the window sends, in bytes. */
export const maxReplayFileBytes = 20 * 1024 * 1024;

const id = z.string().min(1).max(64);
const searchText = z.string().max(200);
/** Live queries start after this revision; 0 asks for everything. */
const since = z.object({ since: z.number().int().min(0) });
/** A decision names the revision it was made on. */
const onRevision = z.object({ proposal: id, revision: z.number().int().min(0) });

/** Every call between the window and the privileged side, once. */
export const contract = {
  status: { watch: base.output(eventIterator(statusLine)) },
  calls: {
    /** Live calls, and those ended within 24 hours. */
    watch: base.input(since).output(eventIterator(callsChange)),
    /** One call with its transcript and proposals. */
    open: base.input(since.extend({ call: id })).output(eventIterator(callChange)),
    /** Any call, by name, number, record or words; newest first. */
    find: base.input(z.object({ text: searchText })).output(z.array(callSummary)),
    /** People in the org who may be the caller, by what the supervisor typed. */
    findPeople: base.input(z.object({ call: id, text: searchText })).output(z.array(callerCandidate)),
    /** Says who is calling; re-bases the call's waiting proposals. */
    setCaller: base
      .input(
        z.object({
          call: id,
          caller: z.discriminatedUnion('kind', [
            z.object({ kind: z.literal('person'), candidate: callerCandidate }),
            z.object({ kind: z.literal('nobody') }),
          ]),
        }),
      )
      .output(z.void()),
    tell: tellAgent,
    transfer: transferCall,
    end: endCall,
  },
  proposals: {
    /** Everything open across all calls. */
    watch: base.input(since).output(eventIterator(proposalsChange)),
    /**
     * Approves, or edits and approves when `edits` names fields. The first write of a session to production is refused
     * with the code `confirm-production` until the same call says that a person confirmed it. `saveAnyway` goes past a
     * duplicate rule that refused it as it stands, where the rule lets it. One that comes sooner than it can be read is
     * refused with the code `pace` until the same call says `hurried`.
     */
    approve: base
      .input(
        onRevision.extend({
          edits: fieldValues.nullable(),
          confirmProduction: z.boolean().optional(),
          saveAnyway: z.boolean().optional(),
          ...shownFor.shape,
        }),
      )
      .output(proposal),
    /** Proposes the values of a refused create for a record that a duplicate rule found, in its place. */
    updateInstead: base.input(onRevision.extend({ record: id })).output(proposal),
    ...byHandContract,
    ...askContract,
    ...secondPersonContract,
    ...undoContract,
    ...bulkContract,
    reject: base.input(onRevision.extend({ rejection, onScreenMs: shownFor.shape.onScreenMs })).output(proposal),
    /** Takes a failed proposal back to waiting, to be fixed and tried again; a waiting one is read anew. */
    reopen: base.input(onRevision).output(proposal),
    /** Says which record an update is about. */
    chooseRecord: base.input(onRevision.extend({ record: recordRef })).output(proposal),
    /** A person looked: the uncertain write did happen, or did not. */
    settleByHand: base.input(onRevision.extend({ happened: z.boolean() })).output(proposal),
    answers: proposalAnswers,
    extend: extendProposal,
  },
  records: { ...recordsContract, ofCaller },
  actions: {
    /** The whole catalogue, checked against the main org's describe. */
    list: base.output(z.array(actionView)),
    /** Objects that an action of one's own may be about. */
    objects: base.output(
      z.array(z.object({ name: z.string(), label: z.string(), createable: z.boolean(), updateable: z.boolean() })),
    ),
    save: base.input(action).output(actionView),
    /** Sets a built-in action back to how it came, and removes one of one's own. */
    reset: base.input(z.object({ key: id })).output(z.void()),
    export: base.output(z.object({ text: z.string() })),
    import: base
      .input(z.object({ text: z.string().max(2_000_000) }))
      .output(z.object({ saved: z.number().int(), problems: z.array(z.string()) })),
    /** The action as the platform takes a tool; the intake answers at the address. */
    toolDefinition: base
      .input(z.object({ key: id, platform: toolPlatform, url: z.string().max(500) }))
      .output(z.object({ text: z.string() })),
    /** Proposes it on the practice org, as a supervisor's. */
    tryOut: base.input(z.object({ key: id, inputs: z.record(z.string(), z.unknown()) })).output(proposal),
  },
  journal: {
    /** Newest first; `decidedOnly` leaves out how proposals came about, where no group is asked for. */
    search: base.input(journalSearch).output(journalPage),
    /** Walks the chain and tells how far it is; the last word is the verdict. */
    verify: base.output(eventIterator(journalProgress)),
  },
  replay: {
    practiceCalls: base.output(z.array(z.object({ key: id, title: z.string(), description: z.string() }))),
    startPractice: base
      .input(z.object({ key: id, speed: z.enum(['1', '4', '16', 'at-once']) }))
      .output(z.object({ call: id })),
    /** Plays every call of a vCon or JSONL file; what cannot be understood is told per line. */
    openFile: base
      .input(
        z.object({
          name: z.string().max(300),
          text: z.string().max(maxReplayFileBytes),
          speed: z.enum(['1', '4', '16', 'at-once']),
        }),
      )
      .output(
        z.object({
          calls: z.array(id),
          problems: z.array(z.object({ line: z.number().int().nullable(), message: z.string() })),
        }),
      ),
    stop: base.input(z.object({ call: id })).output(z.void()),
  },
  orgs: {
    list: base.output(z.array(orgView)),
    watch: base.output(eventIterator(z.array(orgView))),
    /** What to set up in Salesforce first. */
    guide: base.output(loginGuide),
    /** Opens the login page in the system's browser and tells how far it is; ends when the reader leaves. */
    logIn: base.input(loginOrder).output(eventIterator(loginProgress)),
    /** Revokes the login and forgets its tokens; `anyway` forgets them even where Salesforce cannot be told. */
    disconnect: base.input(z.object({ org: id, anyway: z.boolean() })).output(z.void()),
    /** Gives it another name or colour. */
    mark: base.input(z.object({ org: id, name: z.string().trim().min(1).max(80), colour: orgColour })).output(z.void()),
    rights: base.input(z.object({ org: id })).output(orgRights),
    /** Our External ID field, for an admin. */
    fieldDefinition: base.input(z.object({ org: id })).output(keyFieldDefinition),
    /** The org that replayed calls belong to; null is the practice org, while it is there. */
    setReplayOrg: base.input(z.object({ org: id.nullable() })).output(z.void()),
  },
  recordWatch: recordWatchContract,
  rules: rulesContract,
  deciding: decidingContract,
  soql: soqlContract,
  automations: automationsContract,
  feeds: feedsContract,
  followUps: followUpsContract,
  desk: deskContract,
  outcomes: outcomesContract,
  said: saidContract,
  corrections: correctionsContract,
  tokens: tokensContract,
  vcon: vconContract,
  figures: figuresContract,
  retention: retentionContract,
  preferences: {
    read: base.output(preferences),
    write: base.input(preferences).output(preferences),
  },
};
