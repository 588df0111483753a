import type { OrgView } from '../../../shared/contract/org-views.ts';
import { useStatus } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { scopeWords } from '../../proposal/parts/token-words.ts';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { OrgDialog } from './org-dialog.tsx';
import style from './orgs.module.css';
import { TokenAppGuide } from './token-app-guide.tsx';
import { TokenGrantForm } from './token-grant-form.tsx';
import { useTokenGrant, useTokenGrantChanges } from './use-token-grant.ts';

/** Sets up the app that issues access tokens for agents, or takes it away. */
export function TokenGrantDialog(props: { of: OrgView; onClose: () => void }) {
  const { org } = props.of;
  const inMemory = useStatus().value?.secrets === 'memory';
  const grant = useTokenGrant(org.id);
  const { save, forget } = useTokenGrantChanges();
  const failed = grant.error ?? save.error ?? forget.error;
  return (
    <OrgDialog onClose={props.onClose} stays title={`Access tokens for agents of ${org.name}`} size={620}>
      <div className={style.form}>
        <p>
          For the action <b>Get access token</b>, which is off until somebody switches it on. Whoever holds such a token
          writes to Salesforce without Countersign, as the integration user of this app, until it is revoked. A person
          decides about each one.
        </p>
        <TokenAppGuide />
        {inMemory ? (
          <Note tone="amber">
            This computer offers no place to seal secrets, so they are kept in memory only: after a restart you enter
            the consumer secret again, and a token of a Countersign that was killed is revoked by nobody.
          </Note>
        ) : null}
        {grant.data ? (
          <Note tone={grant.data.secretKept ? 'green' : 'red'}>
            Tokens are issued as <b>{grant.data.user.name}</b> <span className="mono">{grant.data.user.username}</span>,
            who may {grant.data.scopes.map(scopeWords).join('; ')}.
            {grant.data.secretKept ? null : ' The consumer secret is gone: enter it again.'}
          </Note>
        ) : null}
      </div>
      {grant.data === undefined && !grant.error ? <Skeleton of="the app" lines={3} /> : null}
      {failed ? <Failed problem={refusalOf(failed)} /> : null}
      {grant.data === undefined ? null : (
        <TokenGrantForm
          key={grant.data?.savedAt ?? 'none'}
          of={grant.data}
          busy={save.isPending}
          onSave={(wanted) => save.mutate({ org: org.id, ...wanted })}
        >
          {grant.data ? (
            <Press
              tone="danger"
              refusedBecause={forget.isPending ? 'It is being taken away.' : null}
              onPress={() => forget.mutate({ org: org.id })}
            >
              Take it away
            </Press>
          ) : null}
          <Press onPress={props.onClose}>Close</Press>
        </TokenGrantForm>
      )}
    </OrgDialog>
  );
}
