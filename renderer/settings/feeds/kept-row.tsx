import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeptRequest } from '../../../shared/contract/feeds-contract.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { dayAndTime } from '../../ui/times.ts';
import { useNow } from '../../ui/use-now.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import style from './feeds.module.css';

/** One request that was not understood. */
export function KeptRow(props: { of: KeptRequest; feed: string }) {
  const { of } = props;
  const { query } = useConsole();
  const now = useNow();
  const announce = useAnnounce();
  const [shown, show] = useState(false);
  const again = useMutation(
    query.feeds.kept.processAgain.mutationOptions({
      onSuccess: ({ understood }) => announce(understood ? 'Understood now' : 'Still not understood'),
    }),
  );
  const forget = useMutation(query.feeds.kept.forget.mutationOptions());
  const failed = again.error ?? forget.error;
  return (
    <li className={style.keptRow}>
      <p className={style.keptWhy}>
        <VisibleText text={of.why} />
      </p>
      <p className={style.quiet}>
        {props.feed}, {dayAndTime(of.at, now)}
        {of.call ? (
          <>
            , call <VisibleText text={of.call} />
          </>
        ) : null}
        , {of.bytes.toLocaleString()} bytes
      </p>
      <div className={style.presses}>
        <Press aria-expanded={shown} onPress={() => show(!shown)}>
          {shown ? 'Hide the body' : 'Show the body'}
        </Press>
        <Press
          refusedBecause={again.isPending ? 'It is being read.' : null}
          onPress={() => again.mutate({ id: of.id })}
        >
          Process again
        </Press>
        <Press onPress={() => forget.mutate({ id: of.id })}>Forget</Press>
      </div>
      {again.data && !again.data.understood ? (
        <Note tone="amber">
          Still not understood: <VisibleText text={again.data.why ?? of.why} />
        </Note>
      ) : null}
      {failed ? <Failed problem={refusalOf(failed)} /> : null}
      {shown ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={style.body} tabIndex={0} aria-label="Body, masked">
          <VisibleText text={indented(of.body)} />
        </section>
      ) : null}
    </li>
  );
}

/** JSON with its lines; anything else as it came. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
