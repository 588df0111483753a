import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import { usualOutbound } from '../../shared/model/outbound.ts';
import type { Problem } from '../../shared/model/problem.ts';

const nothing = { calls: 0, utterances: 0, recordings: 0, proposals: 0, journal: 0, followUps: 0, others: 0 };
const view = { settings: { words: null, recordings: null, values: null }, last: null };

/** What a console with nothing in it says of vCons, figures, retention and automations. */
export function pretendedKeeping(notFound: Problem) {
  const { vcon, figures, retention, automations } = implement(contract);
  const refuse = () => {
    throw new ORPCError('REFUSED', { defined: true, status: 409, data: notFound });
  };
  return {
    vcon: { export: vcon.export.handler(refuse) },
    figures: { read: figures.read.handler(refuse), cases: figures.cases.handler(() => ({ total: 0, cases: [] })) },
    retention: {
      read: retention.read.handler(() => view),
      preview: retention.preview.handler(() => nothing),
      save: retention.save.handler(() => view),
      findPerson: retention.findPerson.handler(() => ({ counts: nothing, open: [], also: [] })),
      erasePerson: retention.erasePerson.handler(() => nothing),
    },
    automations: {
      list: automations.list.handler(() => []),
      watch: automations.watch.handler(async function* () {
        yield [];
      }),
      get: automations.get.handler(refuse),
      versions: automations.versions.handler(() => []),
      check: automations.check.handler(() => []),
      save: automations.save.handler(refuse),
      setEnabled: automations.setEnabled.handler(refuse),
      remove: automations.remove.handler(() => {}),
      dryRun: automations.dryRun.handler(refuse),
      start: automations.start.handler(() => ({ runs: [] })),
      runs: {
        list: automations.runs.list.handler(() => ({ runs: [], more: false })),
        watch: automations.runs.watch.handler(async function* () {
          yield [];
        }),
        open: automations.runs.open.handler(refuse),
        retry: automations.runs.retry.handler(refuse),
        stop: automations.runs.stop.handler(refuse),
      },
      templates: {
        list: automations.templates.list.handler(() => []),
        use: automations.templates.use.handler(refuse),
      },
      variables: automations.variables.handler(() => []),
      preview: automations.preview.handler(({ input }) => ({ text: input.text, missing: [] })),
      senders: automations.senders.handler(() => []),
      secrets: {
        list: automations.secrets.list.handler(() => []),
        set: automations.secrets.set.handler(() => {}),
        forget: automations.secrets.forget.handler(() => {}),
      },
      outbound: {
        read: automations.outbound.read.handler(() => usualOutbound),
        write: automations.outbound.write.handler(({ input }) => input),
      },
    },
  };
}
