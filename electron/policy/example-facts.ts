import type { FieldValue } from '../../shared/model/field-value.ts';
import type { AskedFacts } from './facts.ts';

/** One of each kind of value that a field can hold: what goes wrong with all of them goes wrong always. */
export const exampleFacts: readonly AskedFacts[] = [example('one'), example(1), example(true), example(null)];

function example(value: FieldValue): AskedFacts {
  return {
    action: 'update_contact',
    object: 'Contact',
    operation: 'update',
    fields: ['Email'],
    changes: [
      {
        field: 'Email',
        old: value,
        new: value,
        old_text: String(value ?? ''),
        new_text: String(value ?? ''),
        old_number: 1,
        new_number: 1,
        certainty: 'likely',
        marks: [],
        origin: 'said',
      },
    ],
    sources: ['agent'],
    feeds: ['vapi'],
    platforms: ['vapi'],
    verified: true,
    agents: ['Front desk'],
    agent_version: '1',
    caller: 'certain',
    channel: 'phone',
    time: '09:30',
    weekday: 1,
    environment: 'production',
    own_records: false,
    read_fields: ['Id', 'Subject'],
    read_rows: 1,
    automations: ['Call new contacts'],
    to: '+14155550134',
    quiet_hours: false,
    do_not_call: false,
    opted_out: false,
    sent_last_hour: 1,
    sent_to_today: 1,
    over_limit: false,
  };
}
