import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrgView } from '../../../shared/contract/org-views.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Note } from '../../ui/note.tsx';
import { EnvironmentTag, OrgDot } from '../../ui/org-mark.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { Tag } from '../../ui/tag.tsx';
import { needsSignIn, stateWords } from './org-words.ts';
import style from './orgs.module.css';
import { RightsTable } from './rights-table.tsx';
import { useTokenGrant } from './use-token-grant.ts';

type OrgCardProps = {
  of: OrgView;
  onSignIn: () => void;
  onMark: () => void;
  onTokens: () => void;
  onDisconnect: () => void;
};

/** One org: which it is, who we are in it, and what can be done about the connection. */
export function OrgCard(props: OrgCardProps) {
  const { of } = props;
  const { org, connection } = of;
  const [rightsShown, showRights] = useState(false);
  const connected = connection.state === 'connected';
  return (
    <article className={style.card} data-environment={org.environment} aria-label={org.name}>
      <header className={style.head}>
        <OrgDot colour={of.colour} environment={org.environment} />
        <h3 className={style.name}>{org.name}</h3>
        <EnvironmentTag environment={org.environment} />
        <span className={style.state} data-state={connection.state}>
          {stateWords[connection.state]}
        </span>
      </header>
      <OrgFacts of={of} />
      {'message' in connection ? (
        <div role="status">
          <Note tone="red">
            {connection.message}
            {of.held > 0 ? ` ${heldWords(of.held)}` : null}
          </Note>
        </div>
      ) : null}
      <div className={style.actions}>
        {needsSignIn(of) ? (
          <Press tone="primary" onPress={props.onSignIn}>
            Sign in again
          </Press>
        ) : null}
        {connected ? (
          <Press onPress={() => showRights(!rightsShown)}>{rightsShown ? 'Hide my rights' : 'Show my rights'}</Press>
        ) : null}
        <Press onPress={props.onMark}>Name and colour</Press>
        {connected ? <Press onPress={props.onTokens}>Access tokens for agents</Press> : null}
        <ReplayChoice of={of} />
        {of.login && connection.state !== 'disconnected' ? (
          <Press tone="danger" onPress={props.onDisconnect}>
            Disconnect
          </Press>
        ) : null}
      </div>
      {connected && rightsShown ? <RightsTable org={org.id} /> : null}
    </article>
  );
}

function OrgFacts(props: { of: OrgView }) {
  const { org, login, connection } = props.of;
  const usage = connection.state === 'connected' ? connection.apiUsage : null;
  return (
    <dl className={style.facts}>
      <dt>You are</dt>
      <dd>
        {org.user.name} <span className="mono">{org.user.username}</span>
      </dd>
      <dt>Org</dt>
      <dd>
        {props.of.ownName} <span className="mono">{org.id}</span>
      </dd>
      <dt>Address</dt>
      <dd className="mono">{org.instanceUrl}</dd>
      <dt>Signed in</dt>
      <dd>{login ? `at ${new URL(login.loginUrl).host}` : 'with the start of Countersign'}</dd>
      <TokenFact org={org.id} />
      {usage ? (
        <>
          <dt>API requests</dt>
          <dd>
            {usage.used.toLocaleString()} of {usage.limit.toLocaleString()} in 24 hours
          </dd>
        </>
      ) : null}
    </dl>
  );
}

/** Who agents can be given access tokens as; nothing where no app is set up for it. */
function TokenFact(props: { org: string }) {
  const { data } = useTokenGrant(props.org);
  if (!data) return null;
  return (
    <>
      <dt>Agent tokens</dt>
      <dd>
        as {data.user.name} <span className="mono">{data.user.username}</span>, by the app {data.app}, revoked after{' '}
        {data.minutes === 1 ? '1 minute' : `${data.minutes} minutes`}
        {data.secretKept ? null : <span data-lost=""> · the consumer secret is gone</span>}
      </dd>
    </>
  );
}

/** Which org the calls of replayed files belong to. */
function ReplayChoice(props: { of: OrgView }) {
  const { of } = props;
  const { query } = useConsole();
  const choose = useMutation(query.orgs.setReplayOrg.mutationOptions());
  if (of.takesReplays) return <Tag tone="teal">Replayed calls belong here</Tag>;
  if (of.connection.state === 'disconnected') return null;
  const org = of.org.environment === 'practice' && !of.login ? null : of.org.id;
  return (
    <>
      <Press onPress={() => choose.mutate({ org })}>Use for replayed calls</Press>
      {choose.error ? <Failed problem={refusalOf(choose.error)} /> : null}
    </>
  );
}

function heldWords(held: number): string {
  if (held === 1) return 'One approved write waits, and goes on by itself after you signed in.';
  return `${held} approved writes wait, and go on by themselves after you signed in.`;
}
