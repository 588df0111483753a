import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { StatusLine } from '../../shared/contract/views.ts';
import type { Connection } from '../../shared/model/org.ts';
import { useLine, useStatus } from '../client/console-context.tsx';
import { feedsTrouble } from '../settings/feeds/feed-words.ts';
import { useFeeds } from '../settings/feeds/use-feeds.ts';
import { useOrgs } from '../settings/orgs/use-orgs.ts';
import { OrgDot } from '../ui/org-mark.tsx';
import { ageInWords, clock, timeOfDay } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import style from './shell.module.css';
import { TrustPart } from './trust-part.tsx';

const environments = { practice: 'Practice', sandbox: 'Sandbox', production: 'Production' } as const;

/** What must always be known: which org and who, what it costs, what waits, and whether the record of it is whole. */
export function StatusFoot() {
  const line = useLine();
  const status = useStatus().value;
  return (
    <footer className={style.foot}>
      {line.state === 'open' && status ? <FootOf status={status} /> : <NotConnected known={status} />}
    </footer>
  );
}

function NotConnected(props: { known: StatusLine | null }) {
  const line = useLine();
  if (line.state === 'connecting' || (line.state === 'open' && !props.known)) {
    return <output className={style.footPart}>Connecting to the console</output>;
  }
  const since = line.state === 'reconnecting' ? timeOfDay(line.since, true) : '';
  return (
    <>
      {props.known ? <OrgPart connection={props.known.connection} /> : null}
      <output className={style.footPart} data-tone="amber">
        <span className={style.dot} data-tone="amber" aria-hidden="true" />
        Reconnecting. What you see is from {since}. Reading works; deciding waits; nothing is lost.
      </output>
    </>
  );
}

function FootOf(props: { status: StatusLine }) {
  const { status } = props;
  return (
    <>
      <OrgPart connection={status.connection} />
      <UsagePart connection={status.connection} />
      <OtherOrgs connection={status.connection} />
      <Part>{status.liveCalls} live</Part>
      <WaitingPart waiting={status.waiting} oldestAt={status.oldestWaitingAt} />
      {status.followUps > 0 ? (
        <Link to="/approvals/follow-ups" className={style.footLink}>
          {status.followUps === 1 ? '1 follow-up' : `${status.followUps} follow-ups`}
        </Link>
      ) : null}
      <FeedsPart />
      <TrustPart />
      <span className={style.footGap} />
      {status.notice ? (
        <Part tone="amber" title={status.notice}>
          {status.notice}
        </Part>
      ) : null}
      {status.secrets === 'memory' ? (
        <Part tone="amber" title="This system offers no place to seal them; after a restart you sign in again.">
          Tokens in memory only
        </Part>
      ) : null}
      <JournalPart journal={status.journal} />
    </>
  );
}

/** What is seldom asked for gives way where there is little room. */
function Part(props: { children: ReactNode; tone?: 'amber' | 'red'; title?: string; seldom?: boolean }) {
  return (
    <span className={style.footPart} data-tone={props.tone} data-seldom={props.seldom || undefined} title={props.title}>
      {props.children}
    </span>
  );
}

function OrgPart(props: { connection: Connection }) {
  const { connection } = props;
  if (connection.state === 'connecting') return <Part>Connecting to Salesforce</Part>;
  const { org } = connection;
  return (
    <>
      {org ? (
        <span className={style.environment} data-environment={org.environment}>
          {environments[org.environment]}
        </span>
      ) : null}
      <Part title={org ? `${org.user.username} on ${org.instanceUrl}` : undefined}>
        {org ? (
          <>
            <strong>{org.name}</strong> · you are {org.user.name}
          </>
        ) : null}
      </Part>
      {connection.state === 'disconnected' ? (
        <Part tone="red" title={connection.message}>
          <span className={style.dot} data-tone="red" aria-hidden="true" />
          {connection.message}
        </Part>
      ) : null}
    </>
  );
}

/** The other orgs in use, each with its environment: production stands out wherever it is. */
function OtherOrgs(props: { connection: Connection }) {
  const { connection } = props;
  const main = connection.state === 'connecting' ? null : connection.org;
  const others = (useOrgs().value ?? []).filter(
    (each) => each.org.id !== main?.id && each.connection.state !== 'disconnected',
  );
  return others.map(({ org, colour, connection: its }) => (
    <Fragment key={org.id}>
      <span className={style.environment} data-environment={org.environment}>
        {environments[org.environment]}
      </span>
      <Part
        tone={'message' in its ? 'red' : undefined}
        title={'message' in its ? its.message : `${org.user.username} on ${org.instanceUrl}`}
      >
        {org.environment === 'production' ? null : <OrgDot colour={colour} />}
        <strong>{org.name}</strong>
        {'message' in its ? `: ${its.message}` : ''}
      </Part>
    </Fragment>
  ));
}

function UsagePart(props: { connection: Connection }) {
  if (props.connection.state !== 'connected' || !props.connection.apiUsage) return null;
  const { used, limit } = props.connection.apiUsage;
  const near = limit > 0 && used / limit > 0.9;
  return (
    <Part tone={near ? 'amber' : undefined} seldom={!near} title="Salesforce API requests of the last 24 hours">
      API {used.toLocaleString()} of {limit.toLocaleString()}
    </Part>
  );
}

/** Says nothing as long as every feed is well. */
function FeedsPart() {
  const feeds = useFeeds().value;
  const now = useNow();
  const trouble = feeds && feedsTrouble({ ...feeds, now });
  if (!trouble) return null;
  return (
    <Link to="/settings/feeds" className={style.footPart} data-tone="amber" title={trouble}>
      Feeds: {trouble}
    </Link>
  );
}

function WaitingPart(props: { waiting: number; oldestAt: number | null }) {
  const now = useNow();
  const age = props.oldestAt === null ? 0 : now - props.oldestAt;
  return (
    <Part>
      <strong>{props.waiting} waiting</strong>
      {props.oldestAt === null ? '' : `, oldest ${age < 3_600_000 ? clock(age) : ageInWords(age)}`}
    </Part>
  );
}

function JournalPart(props: { journal: StatusLine['journal'] }) {
  const { journal } = props;
  if (journal.problem) {
    return (
      <Part tone="red" title={journal.problem}>
        Journal: {journal.problem}
      </Part>
    );
  }
  return (
    <Part>
      {journal.verifiedAt === null ? 'Journal not verified yet' : `Journal verified ${timeOfDay(journal.verifiedAt)}`}
    </Part>
  );
}
