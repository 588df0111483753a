import type { EditorView } from '@codemirror/view';
import { Select } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { useConsole, useLine, useStatus } from '../client/console-context.tsx';
import { useKeys } from '../desk/keys.tsx';
import { useOrgs } from '../settings/orgs/use-orgs.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { OrgScope, useOrg } from '../ui/org-context.tsx';
import { EnvironmentTag } from '../ui/org-mark.tsx';
import { Press } from '../ui/press.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { rowsInWords } from './cell-text.ts';
import { QueryHistory } from './query-history.tsx';
import { ResultHead } from './result-head.tsx';
import style from './soql.module.css';
import { useSoqlSession, useSoqlState } from './soql-context.tsx';
import { SoqlEditor } from './soql-editor.tsx';
import { SoqlResultView } from './soql-result.tsx';
import { useSchema } from './use-schema.ts';

const problemId = 'soql-problem';

/** Queries of the supervisor's own: written with help, read page by page, exported, and edited by way of proposals. */
export function SoqlScreen() {
  const main = useOrg();
  const status = useStatus();
  const chosen = useSoqlState().org;
  const org = chosen ?? main?.id ?? null;
  if (org !== null) {
    return (
      <OrgScope id={org}>
        <Queries org={org} />
      </OrgScope>
    );
  }
  const connecting = status.state === 'loading' || status.value?.connection.state === 'connecting';
  if (connecting) return <Skeleton of="the connection to Salesforce" />;
  return (
    <Empty title="No org is connected.">
      Queries are run here once somebody has signed in under Settings, Orgs. They only read.
    </Empty>
  );
}

function Queries(props: { org: string }) {
  const { org } = props;
  const session = useSoqlSession();
  const state = useSoqlState();
  const schema = useSchema(org);
  const editor = useRef<EditorView | null>(null);
  const online = useLine().state === 'open';
  const environment = useOrg()?.environment;
  useKeys({ search: () => editor.current?.focus() });
  useLastQuery();
  useOutcome();
  const run = useCallback(() => {
    if (online) void session.run(org);
  }, [online, session, org]);
  useRunKey(run);
  const { problem, result } = state;
  return (
    <div className={style.screen} data-environment={environment}>
      <header className={style.head}>
        <h1 className={style.title}>SOQL</h1>
        <OrgChoice org={org} />
        <Press
          tone="primary"
          hint="Ctrl+Enter"
          refusedBecause={online ? null : 'Reconnecting: queries wait until the console is back.'}
          onPress={run}
        >
          Run
        </Press>
        <QueryHistory
          onTake={(query) => {
            session.write(query);
            editor.current?.focus();
          }}
        />
        <span className={style.gap} />
        <span className={style.quiet}>Queries only read. An edited cell becomes a proposal.</span>
      </header>
      <div className={style.editor}>
        <SoqlEditor
          text={state.text}
          place={state.place}
          schema={schema}
          onText={session.write}
          onRun={run}
          describedBy={problem ? problemId : null}
          view={editor}
        />
      </div>
      {problem ? (
        <div id={problemId} className={style.problem}>
          <Failed
            problem={state.place ? { ...problem, message: `${placeWords(state.place)}: ${problem.message}` } : problem}
          />
        </div>
      ) : null}
      {state.running || state.result || state.cancelled ? <ResultHead /> : null}
      <div className={style.result}>{result ? <ResultOf key={result.number} org={org} /> : <NoResult />}</div>
    </div>
  );
}

function ResultOf(props: { org: string }) {
  const { result } = useSoqlState();
  if (!result) return null;
  // Another org may have been chosen since: what was found belongs to the one that was asked.
  return result.org === props.org ? (
    <SoqlResultView key={result.number} result={result} />
  ) : (
    <OrgScope id={result.org}>
      <SoqlResultView key={result.number} result={result} />
    </OrgScope>
  );
}

function NoResult() {
  const { running } = useSoqlState();
  if (running) return <Skeleton of="what the query finds" lines={8} />;
  return (
    <Empty title="Nothing was asked yet.">
      Write a query and press Ctrl+Enter. Objects, fields and values are offered as you type, or with Ctrl+Space.
    </Empty>
  );
}

function OrgChoice(props: { org: string }) {
  const session = useSoqlSession();
  const org = useOrg();
  const orgs = useOrgs().value ?? [];
  return (
    <span className={style.org}>
      {orgs.length > 1 ? (
        <Select
          className={style.orgChoice}
          aria-label="Org"
          data={orgs.map((each) => ({ value: each.org.id, label: each.org.name }))}
          value={props.org}
          allowDeselect={false}
          onChange={(id) => id && session.choose(id)}
        />
      ) : null}
      {org ? <EnvironmentTag environment={org.environment} title={org.name} /> : null}
    </span>
  );
}

/** Ctrl+Enter runs the query wherever the focus is, unless something is open in front. */
function useRunKey(run: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [run]);
}

/** A window that was just opened takes up the query that was run last. */
function useLastQuery(): void {
  const { client } = useConsole();
  const session = useSoqlSession();
  useEffect(() => {
    let left = false;
    client.soql.history().then(
      (past) => !left && session.takeUp(past),
      () => {},
    );
    return () => {
      left = true;
    };
  }, [client, session]);
}

/** Says what a query found to those who do not see it. */
function useOutcome(): void {
  const announce = useAnnounce();
  const { result, running } = useSoqlState();
  const told = useRef(result?.number ?? 0);
  useEffect(() => {
    if (!result || running || told.current === result.number) return;
    told.current = result.number;
    announce(`${rowsInWords(result.total)} found`);
  }, [result, running, announce]);
}

function placeWords({ row, column }: { row: number; column: number }): string {
  return `Line ${row}, column ${column}`;
}
