import { Popover, UnstyledButton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useConsole } from '../client/console-context.tsx';
import { Press } from '../ui/press.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './soql.module.css';

/** Queries that were run before, to be taken up again. */
export function QueryHistory(props: { onTake: (query: string) => void }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={520} trapFocus returnFocus>
      <Popover.Target>
        <Press onPress={() => setOpened((held) => !held)}>History</Press>
      </Popover.Target>
      <Popover.Dropdown aria-label="Queries that were run before">
        {opened ? (
          <PastQueries
            onTake={(query) => {
              setOpened(false);
              props.onTake(query);
            }}
          />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}

function PastQueries(props: { onTake: (query: string) => void }) {
  const { client, query } = useConsole();
  const queries = useQueryClient();
  const asked = query.soql.history.queryOptions({ staleTime: 0 });
  const past = useQuery(asked).data;
  const now = useNow();
  const forget = async () => {
    await client.soql.forgetHistory().catch(() => {});
    await queries.invalidateQueries({ queryKey: asked.queryKey });
  };
  if (!past) return <p className={style.quiet}>Reading what was run before.</p>;
  if (past.length === 0) return <p className={style.quiet}>No query was run yet. Their texts are kept here.</p>;
  return (
    <>
      <ol className={style.past}>
        {past.map((each) => (
          <li key={each.query}>
            <UnstyledButton className={style.pastQuery} onClick={() => props.onTake(each.query)}>
              <code>
                <VisibleText text={each.query} />
              </code>
              <span className={style.quiet}>{dayAndTime(each.at, now)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
      <div className={style.presses}>
        <Press onPress={() => void forget()}>Forget all</Press>
        <span className={style.quiet}>Only texts are kept, never what they found.</span>
      </div>
    </>
  );
}
