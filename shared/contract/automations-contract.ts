import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { automation, automationDraft, automationVersion, mostFound, template } from '../model/automation.ts';
import { automationRun, runLine, runState, stepRecord } from '../model/automation-run.ts';
import { outboundSettings } from '../model/outbound.ts';
import { refusable } from './refusable.ts';

const id = z.string().min(1).max(64);
const named = z.object({ id });
const apiName = z.string().regex(/^[A-Za-z]\w{0,79}$/);

/** An automation with how it is doing. */
export const automationView = z.object({
  automation,
  /** "New contact", "When a call ended": what starts it, in words. */
  startsWhen: z.string(),
  running: z.number().int(),
  /** Runs that wait for a decision of a person. */
  deciding: z.number().int(),
  failed: z.number().int(),
  done: z.number().int(),
  lastRunAt: z.number().nullable(),
  /** How new and changed records are found; null where it needs none, or is switched off. */
  watching: z
    .object({
      by: z.enum(['change-data-capture', 'polling']),
      /** Everything up to here was seen. */
      seenUntil: z.number().nullable(),
    })
    .nullable(),
  /** Why what starts it cannot be found just now; null where it can, or where it is switched off. */
  trouble: z.string().nullable(),
});
export type AutomationView = z.infer<typeof automationView>;

/** What is wrong with a draft; `step` is the key of the step, null where it is the trigger or the whole. */
export const draftProblem = z.object({
  step: z.string().nullable(),
  /** Name of the part, such as `soql`, `values.Subject` or `where`; null where it is the whole. */
  field: z.string().nullable(),
  message: z.string(),
});
export type DraftProblem = z.infer<typeof draftProblem>;

/** A value that can be named in a place. */
export const automationVariable = z.object({
  /** `record.Email`, `steps.find.first.Id`, `call.variables.order`. */
  path: z.string(),
  label: z.string(),
  /** What it belongs to, as people read it: "New contact", "Call", "Find the account". */
  group: z.string(),
  /** Salesforce’s field type, else `text`, `number`, `boolean`, `id`, `list`, `datetime`. */
  type: z.string(),
});
export type AutomationVariable = z.infer<typeof automationVariable>;

/** A feed through which calls, messages or contacts go out, or the practice line. */
export const sender = z.object({
  via: z.string(),
  name: z.string(),
  platform: z.string(),
  can: z.array(z.enum(['call', 'message', 'contact'])),
  /** What is not set up yet, such as "Account SID"; nothing goes out before it is. */
  missing: z.array(z.string()),
  /** What the platform calls the agent of a call: "Assistant", "Interview"; null where it takes none. */
  agentLabel: z.string().nullable(),
});
export type Sender = z.infer<typeof sender>;

/** What an automation is started on, or tried on. */
export const startOn = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('records'), object: apiName, ids: z.array(z.string().max(18)).min(1).max(mostFound) }),
  /** Every record a query finds. */
  z.object({ kind: z.literal('query'), soql: z.string().max(4_000) }),
  z.object({ kind: z.literal('call'), call: id }),
  z.object({ kind: z.literal('proposal'), proposal: id }),
  z.object({ kind: z.literal('follow-up'), followUp: id }),
]);
export type StartOn = z.infer<typeof startOn>;

/** What a dry run found: each step with its input and output, and nothing sent. */
export const dryRunReport = z.object({
  /** Whether the trigger would have started it, and why (not). */
  starts: z.object({ holds: z.boolean(), why: z.string() }),
  facts: z.record(z.string(), z.unknown()),
  steps: z.array(
    stepRecord.omit({ startedAt: true, endedAt: true, attempt: true, proposal: true, reference: true }).extend({
      /** Of a step that proposes: field by field what the card would show. */
      diff: z.array(
        z.object({ label: z.string(), before: z.string(), after: z.string(), invalid: z.string().nullable() }),
      ),
    }),
  ),
  told: z.string(),
});
export type DryRunReport = z.infer<typeof dryRunReport>;

/** An automation that ships with the console, to start from. */
export const automationTemplate = z.object({
  key: z.string(),
  name: z.string(),
  description: z.string(),
  /** What its steps need beside Salesforce: a sender of calls, of messages, of contacts. */
  needs: z.array(z.enum(['call', 'message', 'contact'])),
});
export type AutomationTemplate = z.infer<typeof automationTemplate>;

const runsAsked = z.object({
  /** null for those of all. */
  automation: id.nullable(),
  state: runState.nullable(),
});

/** The contract's calls about automations. */
export const automationsContract = {
  list: refusable.output(z.array(automationView)),
  watch: refusable.output(eventIterator(z.array(automationView))),
  get: refusable.input(named).output(automationView),
  /** Newest first. */
  versions: refusable.input(named).output(z.array(automationVersion)),
  /** What stands in the way of switching it on; a draft can be saved all the same. */
  check: refusable.input(automationDraft).output(z.array(draftProblem)),
  /** A new automation, which is off, or a new version of one, which stays as it was; runs under way keep to theirs. */
  save: refusable.input(automationDraft).output(automation),
  /** Switches it on or off; off lets runs under way end. Refused while `check` finds something. */
  setEnabled: refusable.input(named.extend({ enabled: z.boolean() })).output(automation),
  /** Its runs end where they are. */
  remove: refusable.input(named).output(z.void()),
  /** Tries a draft, saved or not: reads what it would read, and sends, proposes and keeps nothing. */
  dryRun: refusable.input(z.object({ draft: automationDraft, on: startOn })).output(dryRunReport),
  /** Starts it by hand; what it was started on by hand before, it is started on again. */
  start: refusable.input(named.extend({ on: startOn })).output(z.object({ runs: z.array(z.string()) })),
  runs: {
    /** Newest first; `before` is the last one shown. */
    list: refusable
      .input(runsAsked.extend({ before: z.object({ startedAt: z.number(), id }).nullable() }))
      .output(z.object({ runs: z.array(runLine), more: z.boolean() })),
    /** The newest ones, whole each time something changes. */
    watch: refusable.input(runsAsked).output(eventIterator(z.array(runLine))),
    open: refusable.input(named).output(eventIterator(automationRun)),
    /** Takes a run that is over up again, where it stopped unless another step is named, as its automation is now. */
    retry: refusable.input(named.extend({ step: z.string().max(30).nullable() })).output(automationRun),
    /** Ends a run where it is; a proposal of its own that waits stays where it is. */
    stop: refusable.input(named).output(automationRun),
  },
  templates: {
    list: refusable.output(z.array(automationTemplate)),
    /** A draft of it for an org, with senders filled in as far as there are any; nothing is saved. */
    use: refusable.input(z.object({ key: id, org: id })).output(automationDraft),
  },
  /** What can be named in a step’s places: by the trigger, and by the steps before it (by all where null). */
  variables: refusable
    .input(z.object({ draft: automationDraft, step: z.string().max(30).nullable() }))
    .output(z.array(automationVariable)),
  /** What a text becomes: its places filled in from a run’s facts, for showing beside it. */
  preview: refusable
    .input(z.object({ text: template, facts: z.record(z.string(), z.unknown()) }))
    .output(z.object({ text: z.string(), missing: z.array(z.string()) })),
  senders: refusable.input(z.object({ org: id })).output(z.array(sender)),
  /** Secrets of webhooks: their names only; they go in and never come out. */
  secrets: {
    list: refusable.output(z.array(z.string())),
    set: refusable
      .input(z.object({ name: z.string().trim().min(1).max(60), value: z.string().min(1).max(4_000) }))
      .output(z.void()),
    forget: refusable.input(z.object({ name: z.string().min(1).max(60) })).output(z.void()),
  },
  /** Quiet hours, do-not-call fields and limits, for everything that goes out to people. */
  outbound: {
    read: refusable.output(outboundSettings),
    write: refusable.input(outboundSettings).output(outboundSettings),
  },
};
