import { useMutation } from '@tanstack/react-query';
import type { DryRunReport } from '../../shared/contract/automations-contract.ts';
import type { AutomationDraft } from '../../shared/model/automation.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { OrgDialog } from '../settings/orgs/org-dialog.tsx';
import { Note } from '../ui/note.tsx';
import { Failed } from '../ui/states.tsx';
import style from './automations.module.css';
import { PickStart } from './pick-start.tsx';
import { StepOutcome } from './step-outcome.tsx';

/** Tries a draft on a record, a call or nothing: shows what each step takes in and gives, and sends nothing. */
export function DryRunDialog(props: { draft: AutomationDraft; onClose: () => void }) {
  const { draft, onClose } = props;
  const { query } = useConsole();
  const run = useMutation(query.automations.dryRun.mutationOptions());
  return (
    <OrgDialog title="Dry run" size={720} stays onClose={onClose}>
      <div className={style.dialog}>
        <p className={style.quiet}>
          Reads what it would read, and shows what it would propose. Nothing is sent, proposed or kept.
        </p>
        <PickStart draft={draft} go="Run dry" busy={run.isPending} onGo={(on) => run.mutate({ draft, on })} />
        {run.error ? <Failed problem={refusalOf(run.error)} /> : null}
        {run.data ? <Report of={run.data} /> : null}
      </div>
    </OrgDialog>
  );
}

function Report({ of }: { of: DryRunReport }) {
  return (
    <section aria-label="What it would do" className={style.report}>
      <Note tone={of.starts.holds ? 'green' : 'amber'}>
        {of.starts.holds ? 'It would start.' : 'It would not start by itself.'} {of.starts.why}
      </Note>
      <ol className={style.taken} aria-label="Steps it would take">
        {of.steps.map((step, index) => (
          <StepOutcome key={step.key} number={index + 1} step={step} diff={step.diff} />
        ))}
      </ol>
      <p>{of.told}</p>
    </section>
  );
}
