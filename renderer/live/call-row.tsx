import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { CallSummary } from '../../shared/contract/views.ts';
import { callerParty } from '../../shared/model/call.ts';
import { platformName } from '../../shared/model/platform-name.ts';
import { phoneText } from '../ui/phone-text.ts';
import { Tag } from '../ui/tag.tsx';
import { clock } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './calls-panel.module.css';
import { initials } from './initials.ts';

type CallRowProps = { summary: CallSummary; chosen: boolean; onChoose: (call: string) => void };

/** A call in the list: who, since when, where from, and what waits. */
export const CallRow = memo(function CallRow(props: CallRowProps) {
  const { summary, chosen } = props;
  const { call } = summary;
  const live = call.endedAt === null;
  const from = [
    platformName(call.sources[0]?.platform),
    phoneText(callerParty(call)?.phone ?? (call.channel === 'chat' ? 'chat' : '')),
    call.sources.some((source) => source.unverified) ? 'unverified' : '',
  ];
  return (
    <li>
      <UnstyledButton
        className={style.row}
        data-call={call.id}
        data-live={live || undefined}
        aria-current={chosen ? 'true' : undefined}
        title={summary.name}
        onClick={() => props.onChoose(call.id)}
      >
        <span className={style.initials} aria-hidden="true">
          {initials(summary.name)}
        </span>
        <span className={style.name}>
          <VisibleText text={phoneText(summary.name)} />
        </span>
        <span className={style.duration}>
          <Duration startedAt={call.startedAt} endedAt={call.endedAt} />
        </span>
        <span className={style.from}>{from.filter(Boolean).join(' · ')}</span>
        <span className={style.tags}>
          <TellTag summary={summary} />
          <CallTags summary={summary} />
        </span>
      </UnstyledButton>
    </li>
  );
});

function Duration(props: { startedAt: number; endedAt: number | null }) {
  const now = useNow();
  return <>{clock((props.endedAt ?? now) - props.startedAt)}</>;
}

/** The caller was told what is not so. */
function TellTag(props: { summary: CallSummary }) {
  const now = useNow();
  const { told = [], call } = props.summary;
  const due = told.filter((at) => at <= now).length;
  if (due === 0) return null;
  return (
    <Tag tone={call.endedAt === null ? 'red' : 'quiet'}>
      told
      <span className={style.tagWord}> not done</span>
    </Tag>
  );
}

function CallTags(props: { summary: CallSummary }) {
  const { summary } = props;
  const unknown = summary.call.caller.state === 'several' || summary.call.caller.state === 'none';
  if (summary.waiting > 0) {
    return (
      <Tag tone="amber">
        {summary.waiting}
        <span className={style.tagWord}> waiting</span>
      </Tag>
    );
  }
  if (summary.uncertain > 0) return <Tag tone="amber">checking</Tag>;
  if (unknown && summary.call.endedAt === null) return <Tag>who is it?</Tag>;
  if (summary.written > 0) {
    return (
      <Tag tone="green">
        {summary.written}
        <span className={style.tagWord}> written</span>
      </Tag>
    );
  }
  return summary.rejected > 0 ? <Tag>{summary.rejected} rejected</Tag> : null;
}
