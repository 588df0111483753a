import { NumberInput, Switch, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type OutboundSettings, outboundSettings, usualOutbound } from '../../../shared/model/outbound.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import style from '../settings.module.css';

/** Settings, Calls out: what holds for every call and message that goes out to people. */
export function OutboundSection() {
  const { query } = useConsole();
  const read = useQuery(query.automations.outbound.read.queryOptions());
  if (read.error) return <Failed problem={refusalOf(read.error)} />;
  return read.data ? (
    <OutboundForm of={read.data} onSaved={() => void read.refetch()} />
  ) : (
    <Skeleton of="what goes out" />
  );
}

function OutboundForm(props: { of: OutboundSettings; onSaved: () => void }) {
  const { query } = useConsole();
  const announce = useAnnounce();
  const [held, setHeld] = useState(props.of);
  const save = useMutation(
    query.automations.outbound.write.mutationOptions({
      onSuccess: () => {
        announce('What holds for calls and messages is saved');
        props.onSaved();
      },
    }),
  );
  const set = (part: Partial<OutboundSettings>) => setHeld((before) => ({ ...before, ...part }));
  const fault = outboundSettings.safeParse(held).success
    ? null
    : 'A time, a number, a host or the name of a field is not one.';
  const unchanged = JSON.stringify(held) === JSON.stringify(props.of) ? 'Nothing was changed.' : null;
  const quiet = held.quietHours;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!fault && !unchanged) save.mutate(held);
  };
  return (
    <form onSubmit={submit}>
      <section className={style.group} aria-labelledby="quiet-title">
        <h2 id="quiet-title">Quiet hours</h2>
        <Switch
          checked={quiet !== null}
          label="Nobody is called or written to then"
          description="By the clock of whoever is called, where their number tells it, else by the org’s. What was approved before leaves when they end."
          onChange={(event) => set({ quietHours: event.currentTarget.checked ? usualOutbound.quietHours : null })}
        />
        {quiet ? (
          <>
            <TextInput
              type="time"
              label="From"
              value={quiet.from}
              onChange={(event) => set({ quietHours: { ...quiet, from: event.currentTarget.value } })}
            />
            <TextInput
              type="time"
              label="Until"
              value={quiet.to}
              onChange={(event) => set({ quietHours: { ...quiet, to: event.currentTarget.value } })}
            />
          </>
        ) : null}
      </section>
      <section className={style.group} aria-labelledby="wish-title">
        <h2 id="wish-title">People’s wishes</h2>
        <TagsInput
          label="Fields that say “do not call”"
          value={held.doNotCallFields}
          onChange={(doNotCallFields) => set({ doNotCallFields })}
        />
        <TagsInput
          label="Fields that say “no messages”"
          value={held.optedOutFields}
          onChange={(optedOutFields) => set({ optedOutFields })}
        />
      </section>
      <section className={style.group} aria-labelledby="webhook-title">
        <h2 id="webhook-title">Webhooks</h2>
        <TagsInput
          label="Hosts that webhooks may go to"
          description="None named: any on the public internet. A host of your own network has to be named; .example.com stands for all below it."
          value={held.webhookHosts}
          onChange={(hosts) => set({ webhookHosts: hosts.map((host) => host.trim().toLowerCase()) })}
        />
      </section>
      <section className={style.group} aria-labelledby="most-title">
        <h2 id="most-title">Limits</h2>
        <NumberInput
          label="Calls and messages in an hour"
          description="Beyond it a person is asked."
          min={1}
          max={10_000}
          value={held.mostPerHour}
          onChange={(value) => set({ mostPerHour: Number(value) })}
        />
        <NumberInput
          label="To one number in a day"
          min={1}
          max={100}
          value={held.mostPerPersonPerDay}
          onChange={(value) => set({ mostPerPersonPerDay: Number(value) })}
        />
        {save.error ? <Failed problem={refusalOf(save.error)} /> : null}
        <Press type="submit" tone="primary" refusedBecause={fault ?? unchanged}>
          Save
        </Press>
      </section>
    </form>
  );
}
