import { useMutation } from '@tanstack/react-query';
import type { Automation } from '../../shared/model/automation.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { OrgDialog } from '../settings/orgs/org-dialog.tsx';
import { Note } from '../ui/note.tsx';
import { Failed } from '../ui/states.tsx';
import style from './automations.module.css';
import { PickStart } from './pick-start.tsx';

/** Starts an automation by hand. */
export function StartDialog(props: { of: Automation; onClose: () => void }) {
  const { of, onClose } = props;
  const { query } = useConsole();
  const start = useMutation(query.automations.start.mutationOptions());
  const count = start.data?.runs.length ?? 0;
  return (
    <OrgDialog title={`Start ${of.name}`} size={560} onClose={onClose}>
      <div className={style.dialog}>
        <p className={style.quiet}>What it wants to write or send is proposed, and waits for a decision.</p>
        <PickStart draft={of} go="Start" many busy={start.isPending} onGo={(on) => start.mutate({ id: of.id, on })} />
        {start.error ? <Failed problem={refusalOf(start.error)} /> : null}
        {start.data ? (
          <output>
            <Note tone="green">
              {count === 1 ? 'One run was started.' : `${count} runs were started.`} See What ran.
            </Note>
          </output>
        ) : null}
      </div>
    </OrgDialog>
  );
}
