import { useMutation } from '@tanstack/react-query';
import type { ProposalClock } from '../../../shared/contract/clock-view.ts';
import { type TokenLease, tokenField } from '../../../shared/model/access-token.ts';
import type { Proposal, WriteResult } from '../../../shared/model/proposal.ts';
import { useConsole, useStatus } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { useDecisions } from '../../desk/decisions.tsx';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { dayAndTime, timeOfDay } from '../../ui/times.ts';
import { useNow } from '../../ui/use-now.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import style from '../proposal-card.module.css';
import { deciderName } from '../status-words.ts';
import { scopeWords, tokenLife } from './token-words.ts';
import { useTokenLease } from './use-token-lease.ts';

type TokenViewProps = { of: Proposal; clock: ProposalClock | null };

/** A request for an access token: what whoever holds it can do, and what became of it. */
export function TokenView(props: TokenViewProps) {
  const { of } = props;
  const { status } = of;
  switch (status.state) {
    case 'waiting':
      return <Asked {...props} />;
    case 'written':
      return <Given of={of} result={status.result} by={deciderName(status.decision.by)} />;
    case 'failed':
      return <Note tone="red">No access token was given. {status.problem.message}</Note>;
    case 'approved':
    case 'writing':
    case 'uncertain':
      return (
        <div aria-busy="true">
          <Note tone="quiet">Approved by {deciderName(status.decision.by)}. Salesforce is asked for the token.</Note>
        </div>
      );
    default:
      return null;
  }
}

function Asked(props: TokenViewProps) {
  const { of, clock } = props;
  const decisions = useDecisions();
  const { readiness } = of;
  const gone = clock !== null && clock.state !== 'caller-waiting';
  return (
    <>
      {of.values.length > 0 ? <Terms of={of} /> : null}
      <div className={style.notes}>
        {readiness.state === 'preparing' ? <Note tone="quiet">Reading which app issues it.</Note> : null}
        {readiness.state === 'blocked' ? (
          <Note tone="red" actions={<Press onPress={() => void decisions.reopen(of)}>Read it again</Press>}>
            {readiness.problem.message}
          </Note>
        ) : null}
        {gone ? (
          <Note tone="amber">
            The agent no longer waits. Nothing can be issued for this request; it has to ask again.
          </Note>
        ) : null}
      </div>
    </>
  );
}

/** In plain words what is signed here. */
function Terms(props: { of: Proposal }) {
  const { of } = props;
  const now = useNow();
  const inMemory = useStatus().value?.secrets === 'memory';
  const value = (field: string) => String(of.values.find((each) => each.field === field)?.value ?? '');
  const minutes = Number(value(tokenField.minutes));
  return (
    <>
      <Note tone="amber">
        Whoever holds this token can write to Salesforce as{' '}
        <strong>
          <VisibleText text={value(tokenField.user)} />
        </strong>
        , without Countersign, until it is revoked: {minutes === 1 ? '1 minute' : `${minutes} minutes`} after you
        approve, at {timeOfDay(now + minutes * 60_000)}.
      </Note>
      <dl className={style.rows}>
        <Row name="App" text={value(tokenField.app)} />
        <Row name="May" text={value(tokenField.scopes).split(' ').map(scopeWords).join('; ')} />
        <Row name="Goes to" text="the agent alone, in the answer it waits for; it is shown and kept nowhere" />
      </dl>
      {inMemory ? (
        <Note tone="amber">
          This computer offers no place to seal tokens: if Countersign is killed, nobody revokes it, and it lives as
          long as the org’s session timeout.
        </Note>
      ) : null}
    </>
  );
}

function Row(props: { name: string; text: string }) {
  return (
    <div className={style.row}>
      <dt>{props.name}</dt>
      <dd>
        <VisibleText text={props.text} />
      </dd>
    </div>
  );
}

function Given(props: { of: Proposal; result: WriteResult; by: string }) {
  const { of, result, by } = props;
  const lease = useTokenLease(of.id);
  const now = useNow();
  const field = (name: string) => String(result.fields[name] ?? '');
  const time = (at: number) => dayAndTime(at, now);
  return (
    <>
      <Note tone="green">
        {lease
          ? tokenLife(lease, time)
          : `Given ${time(result.at)} · good until ${time(Date.parse(field(tokenField.until)))}`}
        , approved by {by}.
      </Note>
      {lease ? <Trouble of={lease} /> : null}
      <dl className={style.rows}>
        <Row name="Writes as" text={field(tokenField.user)} />
        <Row name="App" text={field(tokenField.app)} />
        <Row name="May" text={field(tokenField.scopes).split(' ').map(scopeWords).join('; ')} />
        {lease ? <Row name="Fingerprint" text={lease.fingerprint} /> : null}
      </dl>
      {lease?.state === 'live' ? <RevokeNow of={lease} /> : null}
    </>
  );
}

function Trouble(props: { of: TokenLease }) {
  const { state, trouble } = props.of;
  if (state === 'lost') {
    return (
      <Note tone="red">It cannot be revoked any more: {trouble} It lives as long as the org’s session timeout.</Note>
    );
  }
  if (trouble === null) return null;
  return <Note tone="red">It could not be revoked: {trouble} It is tried again by itself.</Note>;
}

function RevokeNow(props: { of: TokenLease }) {
  const { query } = useConsole();
  const revoke = useMutation(query.tokens.revoke.mutationOptions());
  return (
    <div className={style.revoke}>
      <Press
        tone="danger"
        refusedBecause={revoke.isPending ? 'Salesforce is being told.' : null}
        onPress={() => revoke.mutate({ proposal: props.of.proposal })}
      >
        Revoke now
      </Press>
      {revoke.error ? <Failed problem={refusalOf(revoke.error)} /> : null}
    </div>
  );
}
