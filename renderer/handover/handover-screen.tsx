import { Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { type Handover, handoverKinds } from '../../shared/model/handover.ts';
import { useCalls, useConsole, useOpenProposals } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useDeciding } from '../desk/use-deciding.ts';
import { useFollowUps } from '../follow-ups/use-follow-ups.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { copyText } from '../ui/copy-text.ts';
import { download, stampOf } from '../ui/download.ts';
import { useOrg } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import { Empty, Failed, SectionLabel, Skeleton } from '../ui/states.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useMinute } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './handover.module.css';
import { type HandoverLine, handoverCsv, handoverHeads, handoverLines, handoverText } from './handover-lines.ts';

/** More than this of one part is counted, not listed: nobody reads it, and it still is in the files. */
const mostListed = 200;

/** The sheet that one shift leaves to the next: what is open, promised and overdue. */
export function HandoverScreen() {
  const proposals = useOpenProposals();
  const followUps = useFollowUps();
  const calls = useCalls().value;
  const now = useMinute();
  const org = useOrg();
  const { sensitive } = useDeciding().deciding;
  const [note, setNote] = useState('');
  const lines = useMemo(
    () => handoverLines({ proposals: proposals.value, followUps: followUps.value ?? [], calls, now, sensitive }),
    [proposals.value, followUps.value, calls, now, sensitive],
  );
  const announce = useAnnounce();
  const [copied, setCopied] = useState('Copy as text');
  const by = org?.user.name ?? 'this console';
  const copy = async () => {
    const time = (at: number) => dayAndTime(at, now);
    const text = handoverText({ lines, note, by, at: time(now), time });
    const told = await copyText(text).then(
      () => 'Copied',
      () => 'It could not be copied',
    );
    setCopied(told);
    announce(told);
  };
  const problem = proposals.problem ?? followUps.problem;
  const reading = proposals.state === 'loading' || proposals.state === 'filling' || followUps.value === null;
  return (
    <div className={style.screen}>
      <header className={style.head}>
        <h1 className={style.title}>Handover</h1>
        <span className={style.when}>
          {by} · {dayAndTime(now, now)}
        </span>
        <div className={style.deeds}>
          <Press onPress={() => void copy()}>{copied}</Press>
          <Press
            onPress={() =>
              download([handoverCsv(lines)], `handover-${stampOf(new Date())}.csv`, 'text/csv;charset=utf-8')
            }
          >
            Export CSV
          </Press>
          <Press onPress={() => window.print()}>Print</Press>
        </div>
      </header>
      {problem ? <Failed problem={problem} /> : null}
      <div className={style.columns}>
        <div className={style.sheet}>
          <Counts lines={lines} />
          {reading ? <Skeleton of="what is open" /> : <Sheet lines={lines} now={now} />}
        </div>
        <aside className={style.aside}>
          <Leave note={note} onNote={setNote} />
          <Shifts now={now} />
        </aside>
      </div>
    </div>
  );
}

function Counts(props: { lines: readonly HandoverLine[] }) {
  const { lines } = props;
  const promised = lines.filter(({ kind }) => kind === 'promised').length;
  const told = lines.filter(({ kind }) => kind === 'told').length;
  const overdue = lines.filter((each) => each.overdue).length;
  return (
    <p className={style.counts}>
      <strong>{lines.length - promised - told}</strong> open · <strong>{promised}</strong> promised ·{' '}
      <strong data-overdue={overdue > 0 || undefined}>{overdue}</strong> overdue
    </p>
  );
}

function Sheet(props: { lines: readonly HandoverLine[]; now: number }) {
  const { lines, now } = props;
  if (lines.length === 0) {
    return (
      <Empty title="Nothing is left open.">
        What waits, what may or may not be written, and what was promised to callers stands here for the next shift.
      </Empty>
    );
  }
  return handoverKinds.map((kind) => {
    const its = lines.filter((each) => each.kind === kind);
    if (its.length === 0) return null;
    return (
      <section key={kind} aria-label={handoverHeads[kind]}>
        <SectionLabel count={its.length}>{handoverHeads[kind]}</SectionLabel>
        <ul className={style.lines}>
          {its.slice(0, mostListed).map((each) => (
            <Line key={each.id} of={each} now={now} />
          ))}
        </ul>
        {its.length > mostListed ? (
          <p className={style.quiet}>and {its.length - mostListed} more, in the text and the CSV</p>
        ) : null}
      </section>
    );
  });
}

function Line(props: { of: HandoverLine; now: number }) {
  const { of, now } = props;
  const what = <VisibleText text={of.what} />;
  return (
    <li className={style.line}>
      <span className={style.reference}>{of.reference}</span>
      <span className={style.what}>{of.path ? <Link to={of.path}>{what}</Link> : what}</span>
      <span className={style.whom}>
        <VisibleText text={[of.whom, of.from].filter(Boolean).join(' · ')} />
      </span>
      <span className={style.due} data-overdue={of.overdue || undefined}>
        {of.dueAt === null ? '' : `${of.overdue ? 'overdue, ' : ''}${dayAndTime(of.dueAt, now)}`}
      </span>
    </li>
  );
}

function Leave(props: { note: string; onNote: (note: string) => void }) {
  const { query } = useConsole();
  const cache = useQueryClient();
  const announce = useAnnounce();
  const leave = useMutation(
    query.desk.handOver.mutationOptions({
      onSuccess: () => {
        props.onNote('');
        announce('Handed over');
        return cache.invalidateQueries({ queryKey: query.desk.handovers.queryKey() });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!leave.isPending) leave.mutate({ note: props.note });
  };
  return (
    <form className={style.leave} onSubmit={submit}>
      <Textarea
        label="Note for the next shift"
        autosize
        minRows={4}
        maxRows={12}
        maxLength={4000}
        value={props.note}
        onChange={(event) => props.onNote(event.currentTarget.value)}
      />
      <div className={style.leaveDeed}>
        <Press type="submit" tone="primary" refusedBecause={leave.isPending ? 'It is being kept.' : null}>
          Hand over
        </Press>
      </div>
      {leave.error ? <Failed problem={refusalOf(leave.error)} /> : null}
    </form>
  );
}

/** Who left what, and who took it. */
function Shifts(props: { now: number }) {
  const { query } = useConsole();
  const read = useQuery(query.desk.handovers.queryOptions());
  if (read.error) return <Failed problem={refusalOf(read.error)} />;
  if (!read.data || read.data.length === 0) return null;
  return (
    <section className={style.shifts} aria-label="Shifts handed over">
      <SectionLabel>Handed over</SectionLabel>
      {read.data.map((each) => (
        <Shift key={each.id} of={each} now={props.now} />
      ))}
    </section>
  );
}

function Shift(props: { of: Handover; now: number }) {
  const { of, now } = props;
  return (
    <article className={style.shift}>
      <h3>
        {of.by}, {dayAndTime(of.at, now)}
      </h3>
      <p className={style.quiet}>
        {of.open} open, {of.promised} promised, {of.overdue} overdue
      </p>
      {of.note ? (
        <p className={style.note}>
          <VisibleText text={of.note} />
        </p>
      ) : null}
      {of.taken ? (
        <p>
          Taken by <strong>{of.taken.by}</strong>, {dayAndTime(of.taken.at, now)}
        </p>
      ) : (
        <Take of={of} />
      )}
    </article>
  );
}

function Take(props: { of: Handover }) {
  const { query } = useConsole();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const take = useMutation(
    query.desk.takeOver.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: query.desk.handovers.queryKey() }),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !take.isPending) take.mutate({ id: props.of.id, by: name });
  };
  return (
    <form className={style.take} onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label="Name of who takes it over"
        placeholder="Your name"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Press type="submit">Take over</Press>
      {take.error ? <Failed problem={refusalOf(take.error)} /> : null}
    </form>
  );
}
