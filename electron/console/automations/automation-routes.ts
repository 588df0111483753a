import { implement } from '@orpc/server';
import type { AutomationView } from '../../../shared/contract/automations-contract.ts';
import { contract } from '../../../shared/contract/contract.ts';
import type { Automation, AutomationDraft } from '../../../shared/model/automation.ts';
import type { AutomationRun, RunLine, RunState } from '../../../shared/model/automation-run.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import { withVirtualFields } from '../../actions/virtual-fields.ts';
import type { AutomationEditor } from '../../automations/automation-book.ts';
import { loadVersions, type StoredAutomation } from '../../automations/automation-store.ts';
import type { Automations } from '../../automations/automations.ts';
import { builtInTemplates, draftOf } from '../../automations/built-in-templates.ts';
import { checkDraft } from '../../automations/check-draft.ts';
import { dryRun } from '../../automations/dry-run.ts';
import { fillIn, toText } from '../../automations/places.ts';
import { countRuns, listRuns, loadRun, type RunsAsked } from '../../automations/run-store.ts';
import { startsWhen } from '../../automations/starts-when.ts';
import { type VariableParts, variablesFor } from '../../automations/variables.ts';
import { refuseWebhookAddress } from '../../platforms/guarded-fetch.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import type { Store } from '../../store/open-store.ts';
import type { ConsoleOutbound } from '../console-automations.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { watch } from '../watch.ts';

/** What answers for automations. */
export type AutomationRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main' | 'connectionOf'>;
  catalogue: Catalogue;
  proposals: Pick<Proposals, 'tryOut' | 'judgeAll'>;
  automations: Automations;
  outbound: ConsoleOutbound;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Runs in one page of a list. */
const pageSize = 100;

/** Answers the contract's calls about automations. */
export function createAutomationRoutes(parts: AutomationRoutesParts) {
  const { store, orgs, automations, outbound, now } = parts;
  const { book, runner } = automations;
  const os = implement(contract).automations;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, parts.log);

  const variableParts: VariableParts = {
    org: orgs.find,
    isReachable: (org) => !('message' in orgs.connectionOf(org)),
    async describe(org, object) {
      const connection = orgs.connectionOf(org);
      if ('message' in connection) throw new ProblemError(connection);
      return withVirtualFields(await connection.describeObject(object));
    },
  };
  const checkParts = {
    ...variableParts,
    catalogue: parts.catalogue,
    sender: outbound.senders.sender,
    hasSecret: async (name: string) => (await outbound.secrets.get(name)) !== null,
    refuseAddress: (url: string) => refuseWebhookAddress(url, outbound.settings.read().webhookHosts),
  };

  function editor(org: string): AutomationEditor {
    const name = (orgs.find(org) ?? orgs.main())?.user.name ?? 'Somebody not signed in';
    return { name, at: now() };
  }

  async function views(): Promise<AutomationView[]> {
    const counted = await countRuns(store.db);
    return (await book.all()).map((each) => viewOf(each, counted.get(each.automation.id)));
  }

  function viewOf(
    { automation, seenUntil }: StoredAutomation,
    runs: { states: Map<string, number>; lastAt: number } | undefined,
  ): AutomationView {
    const count = (state: RunState) => runs?.states.get(state) ?? 0;
    const watching = watchingOf(automation);
    return {
      automation,
      startsWhen: startsWhen(automation.trigger),
      running: count('running') + count('waiting'),
      deciding: count('deciding'),
      failed: count('failed'),
      done: count('done') + count('stopped'),
      lastRunAt: runs?.lastAt ?? null,
      watching: watching && { by: watching.by, seenUntil },
      trouble: automation.enabled ? (watching?.trouble ?? automations.troubleOf(automation.id)) : null,
    };
  }

  function watchingOf({ enabled, org, trigger }: Automation) {
    if (!enabled || (trigger.kind !== 'record-created' && trigger.kind !== 'record-changed')) return null;
    return automations.watching(org, trigger.object) ?? { by: 'polling' as const, trouble: null };
  }

  async function view(id: string): Promise<AutomationView> {
    const stored = await book.find(id);
    return viewOf(stored, (await countRuns(store.db)).get(id));
  }

  async function setEnabled(id: string, enabled: boolean): Promise<Automation> {
    const { automation } = await book.find(id);
    if (enabled) {
      const [first, ...more] = await checkDraft(checkParts, automation);
      if (first) {
        const step = automation.steps.find(({ key }) => key === first.step);
        const others = more.length > 0 ? ` ${more.length} more like this.` : '';
        const message = `${step ? `“${step.label}”: ` : ''}${first.message}${others}`;
        throw new ProblemError(toProblem('invalid-input', message, { next: 'edit', code: 'draft' }));
      }
    }
    return book.setEnabled(id, enabled, editor(automation.org));
  }

  async function lines(asked: RunsAsked, most = pageSize): Promise<RunLine[]> {
    return listRuns(store.db, { ...asked, most });
  }

  async function run(id: string): Promise<AutomationRun> {
    const found = await loadRun(store.db, id);
    if (!found) throw new ProblemError(toProblem('not-found', 'This run does not exist any more.'));
    return found;
  }

  async function byOf(id: string): Promise<string> {
    return editor((await run(id)).org).name;
  }

  async function* told<T>(signal: AbortSignal | undefined, read: () => Promise<T>): AsyncGenerator<T> {
    let before = '';
    for await (const news of watch(store, 0, signal, read)) {
      const text = JSON.stringify(news);
      if (text === before) continue;
      before = text;
      yield news;
    }
  }

  function template(key: string) {
    const found = builtInTemplates.find((each) => each.key === key);
    if (!found) throw new ProblemError(toProblem('not-found', 'There is no such template.'));
    return found;
  }

  function draftFrom(key: string, org: string): AutomationDraft {
    const { best } = outbound.senders;
    const senders = { call: best('call', org), message: best('message', org), contact: best('contact', org) };
    return draftOf(template(key), org, senders);
  }

  return {
    list: os.list.handler(() => answer(views)),
    watch: os.watch.handler(async function* ({ signal }) {
      yield* told(signal, views);
    }),
    get: os.get.handler(({ input }) => answer(() => view(input.id))),
    versions: os.versions.handler(({ input }) => answer(() => loadVersions(store.db, input.id))),
    check: os.check.handler(({ input }) => answer(() => checkDraft(checkParts, input))),
    save: os.save.handler(({ input }) => answer(() => book.save(input, editor(input.org)))),
    setEnabled: os.setEnabled.handler(({ input }) => answer(() => setEnabled(input.id, input.enabled))),
    remove: os.remove.handler(({ input }) =>
      answer(async () => book.remove(input.id, editor((await book.find(input.id)).automation.org))),
    ),
    dryRun: os.dryRun.handler(({ input }) =>
      answer(() =>
        dryRun(
          { ...automations.steps, starts: automations.starts, tryProposal: parts.proposals.tryOut },
          input.draft,
          input.on,
          editor(input.draft.org).name,
        ),
      ),
    ),
    start: os.start.handler(({ input }) =>
      answer(async () => {
        const { automation } = await book.find(input.id);
        const [first] = await checkDraft(checkParts, automation);
        if (first) throw new ProblemError(toProblem('invalid-input', first.message, { next: 'edit', code: 'draft' }));
        const found = await automations.starts.on(automation, input.on, editor(automation.org).name);
        if (found.length === 0) throw new ProblemError(toProblem('not-found', 'Nothing was found to start it on.'));
        return { runs: await automations.begin(automation, found) };
      }),
    ),
    runs: {
      list: os.runs.list.handler(({ input }) =>
        answer(async () => {
          const found = await lines(input, pageSize + 1);
          return { runs: found.slice(0, pageSize), more: found.length > pageSize };
        }),
      ),
      watch: os.runs.watch.handler(async function* ({ input, signal }) {
        yield* told(signal, () => lines({ ...input, before: null }));
      }),
      open: os.runs.open.handler(async function* ({ input, signal }) {
        yield* told(signal, () => answer(() => run(input.id)));
      }),
      retry: os.runs.retry.handler(({ input }) =>
        answer(async () => runner.retry(input.id, input.step, await byOf(input.id))),
      ),
      stop: os.runs.stop.handler(({ input }) => answer(async () => runner.stop(input.id, await byOf(input.id)))),
    },
    templates: {
      list: os.templates.list.handler(() =>
        builtInTemplates.map(({ key, name, description, needs }) => ({ key, name, description, needs })),
      ),
      use: os.templates.use.handler(({ input }) => answer(async () => draftFrom(input.key, input.org))),
    },
    variables: os.variables.handler(({ input }) => answer(() => variablesFor(variableParts, input.draft, input.step))),
    preview: os.preview.handler(({ input }) => {
      const { value, missing } = fillIn(input.text, input.facts);
      return { text: toText(value), missing };
    }),
    senders: os.senders.handler(({ input }) => outbound.senders.list(input.org)),
    secrets: {
      list: os.secrets.list.handler(() => outbound.secrets.list()),
      set: os.secrets.set.handler(({ input }) => answer(() => outbound.secrets.set(input.name, input.value))),
      forget: os.secrets.forget.handler(({ input }) => answer(() => outbound.secrets.forget(input.name))),
    },
    outbound: {
      read: os.outbound.read.handler(() => outbound.settings.read()),
      write: os.outbound.write.handler(({ input }) =>
        answer(async () => {
          const written = await outbound.settings.write(input);
          await parts.proposals.judgeAll();
          return written;
        }),
      ),
    },
  };
}
