import { useMutation } from '@tanstack/react-query';
import type { Rule } from '../../../shared/model/rule.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { OrgDialog } from '../orgs/org-dialog.tsx';
import { BacktestView } from './backtest-view.tsx';
import { draftOf } from './rule-draft.ts';
import { effectMeaning } from './rule-words.ts';
import style from './rules.module.css';

/** What a rule would have done so far, before it is switched on. */
export function SwitchOnDialog(props: { of: Rule; onClose: () => void }) {
  const { of } = props;
  const { query } = useConsole();
  const announce = useAnnounce();
  const setEnabled = useMutation(
    query.rules.setEnabled.mutationOptions({
      onSuccess: () => {
        announce(`${of.name} is on`);
        props.onClose();
      },
    }),
  );
  return (
    <OrgDialog title={`Switch on ${of.name}`} size={640} onClose={props.onClose}>
      <div className={style.form}>
        <p className={style.quiet}>{effectMeaning[of.effect]}</p>
        {of.builtIn ? null : (
          <>
            <h3 className={style.label}>On the decisions already made</h3>
            <BacktestView draft={draftOf(of)} />
          </>
        )}
        {setEnabled.error ? <Failed problem={refusalOf(setEnabled.error)} /> : null}
        <div className={style.presses}>
          <Press
            tone="primary"
            refusedBecause={setEnabled.isPending ? 'It is being switched on.' : null}
            onPress={() => setEnabled.mutate({ id: of.id, enabled: true })}
          >
            Switch on
          </Press>
          <Press onPress={props.onClose}>Leave it off</Press>
        </div>
      </div>
    </OrgDialog>
  );
}
