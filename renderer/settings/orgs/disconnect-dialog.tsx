import { useMutation } from '@tanstack/react-query';
import type { OrgView } from '../../../shared/contract/org-views.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { OrgDialog } from './org-dialog.tsx';
import style from './orgs.module.css';

/** Asks before a login is revoked, and what to do where Salesforce could not be told. */
export function DisconnectDialog(props: { of: OrgView; onClose: () => void }) {
  const { org, held } = props.of;
  const { query } = useConsole();
  const leave = useMutation(query.orgs.disconnect.mutationOptions({ onSuccess: props.onClose }));
  const refusal = leave.error ? refusalOf(leave.error) : null;
  return (
    <OrgDialog onClose={props.onClose} title={`Disconnect ${org.name}`}>
      <div className={style.form}>
        <p>
          The login of {org.user.username} is revoked in Salesforce and its tokens are forgotten here. Calls, proposals
          and the journal stay.
        </p>
        {held > 0 ? (
          <p>
            {held === 1 ? 'One approved write waits' : `${held} approved writes wait`} for this org. They are sent when
            somebody signs in again.
          </p>
        ) : null}
        {refusal ? <Failed problem={refusal} /> : null}
        <div className={style.actions}>
          <Press
            tone="danger"
            refusedBecause={leave.isPending ? 'Salesforce is being told.' : null}
            onPress={() => leave.mutate({ org: org.id, anyway: false })}
          >
            {refusal ? 'Try again' : 'Disconnect'}
          </Press>
          {refusal?.code === 'not-revoked' ? (
            <Press tone="danger" onPress={() => leave.mutate({ org: org.id, anyway: true })}>
              Forget the tokens anyway
            </Press>
          ) : null}
          <Press onPress={props.onClose}>Cancel</Press>
        </div>
      </div>
    </OrgDialog>
  );
}
