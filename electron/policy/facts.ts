import type { Call } from '../../shared/model/call.ts';
import { type SensitiveSettings, usualDeciding } from '../../shared/model/deciding.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import type { Org } from '../../shared/model/org.ts';
import type { OutboundSettings } from '../../shared/model/outbound.ts';
import { toPayload } from '../../shared/model/payload.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { staticBar } from '../../shared/model/rule-bar.ts';
import { type Sensitivity, sensitivityOf, sensitivityWords } from '../../shared/model/sensitivity.ts';
import { readSoql } from '../actions/read-soql.ts';
import { type OutboundFacts, outboundFacts, type SentSoFar } from './outbound-facts.ts';
import { clockAt } from './wall-clock.ts';

/** One field that would change. */
export type ChangeFact = {
  field: string;
  old: FieldValue;
  new: FieldValue;
  old_text: string;
  new_text: string;
  /** NaN where it is no number: neither above nor below anything. */
  old_number: number;
  new_number: number;
  certainty: string;
  origin: string;
  /** What is doubtful about the words behind it, such as `corrected`. */
  marks: string[];
};

/** What rules can ask about, by the names they use. */
export type AskedFacts = {
  action: string;
  object: string;
  operation: string;
  fields: string[];
  changes: ChangeFact[];
  sources: string[];
  feeds: string[];
  platforms: string[];
  verified: boolean;
  agents: string[];
  agent_version: string;
  caller: string;
  channel: string;
  time: string;
  weekday: number;
  environment: string;
  own_records: boolean;
  /** Of a query; empty and 0 for anything else. */
  read_fields: string[];
  read_rows: number;
} & OutboundFacts;

/** Everything that policy looks at; pure data. */
export type Facts = {
  asked: AskedFacts;
  call: string | null;
  callLive: boolean;
  madeAt: number;
  /** Nobody but automations asked for it. */
  automated: boolean;
  /** What takes more than one press in it. */
  sensitive: Sensitivity | null;
  /** Why no rule may approve it, whatever it says. */
  bar: string | null;
};

/** The org a proposal is judged in. */
export type PolicyOrg = Pick<Org, 'environment' | 'timeZone'> & {
  /** What is sensitive there; the usual where it is absent. */
  sensitive?: SensitiveSettings;
  /** What holds for calls and messages there; the usual where it is absent. */
  outbound?: OutboundSettings;
};

const nothingSent: SentSoFar = { lastHour: 0, toToday: 0 };

/** No rule reads more of a value than this: expressions stay fast whatever was said. */
const mostText = 10_000;

/** What is known of a proposal, in the terms of rules. */
export function toFacts(
  of: Proposal,
  call: Call | null,
  place: PolicyOrg,
  now: number,
  sent: SentSoFar = nothingSent,
): Facts {
  const changes = changesOf(of);
  const seen = (of.current ?? of.base)?.fields ?? {};
  const long = of.values.some(({ field, value }) => tooLong(value) || tooLong(seen[field] ?? null));
  const { time, weekday } = clockAt(place.timeZone, now);
  const sources = call?.sources ?? [];
  const sensitive = sensitivityIn(of, place);
  return {
    asked: {
      action: of.action,
      object: of.object,
      operation: of.operation,
      fields: changes.map(({ field }) => field),
      changes,
      sources: unique(of.askers.map(({ kind }) => kind)),
      feeds: unique([...of.askers.flatMap(({ feed }) => feed ?? []), ...sources.map(({ feed }) => feed)]),
      platforms: unique(sources.map(({ platform }) => platform)),
      verified: ![...of.askers, ...sources].some(({ unverified }) => unverified),
      agents: unique(of.askers.flatMap(({ kind, name }) => (kind === 'agent' ? [name ?? ''] : []))),
      agent_version: call?.agent?.version ?? '',
      caller: callerOf(call),
      channel: call?.channel ?? 'none',
      time,
      weekday,
      environment: place.environment,
      own_records: of.atOnce !== undefined,
      ...readFacts(of),
      ...outboundFacts(of, { now, timeZone: place.timeZone, settings: place.outbound, sent }),
    },
    call: of.call,
    callLive: call?.endedAt === null,
    madeAt: of.createdAt,
    automated: of.askers.every(({ kind }) => kind === 'automation'),
    sensitive,
    bar:
      staticBar(of, call) ??
      (sensitive ? `${sensitivityWords(sensitive)} A person decides that.` : null) ??
      (long ? 'One of its values is too long for a rule to read.' : null),
  };
}

/** What takes more than one press in a proposal, as it is set for this place. */
export function sensitivityIn(of: Proposal, { sensitive = usualDeciding.sensitive }: PolicyOrg): Sensitivity | null {
  return sensitivityOf(of, sensitive);
}

/** Only what would be sent: values that the record has already change nothing. */
function changesOf(of: Proposal): ChangeFact[] {
  const sent = toPayload(of).fields;
  const seen = of.current ?? of.base;
  const isDelete = of.operation === 'delete';
  return of.values
    .filter(({ field }) => isDelete || field in sent)
    .map(({ field, value, certainty, origin, marks = [] }) => {
      const old = seen?.fields[field] ?? null;
      return {
        field,
        old: short(old),
        new: short(value),
        old_text: toText(old),
        new_text: toText(value),
        old_number: typeof old === 'number' ? old : Number.NaN,
        new_number: typeof value === 'number' ? value : Number.NaN,
        certainty,
        origin,
        marks: marks.map(({ kind }) => kind),
      };
    });
}

function readFacts(of: Proposal): Pick<AskedFacts, 'read_fields' | 'read_rows'> {
  const [query] = of.operation === 'read' ? of.values : [];
  const read = query ? readSoql(String(query.value ?? '')) : null;
  return read && 'named' in read
    ? { read_fields: read.named, read_rows: read.rows }
    : { read_fields: [], read_rows: 0 };
}

function callerOf(call: Call | null): string {
  return call?.caller.state === 'matched' ? call.caller.person.certainty : 'none';
}

function tooLong(value: FieldValue): boolean {
  return typeof value === 'string' && value.length > mostText;
}

function short(value: FieldValue): FieldValue {
  return typeof value === 'string' ? value.slice(0, mostText) : value;
}

function toText(value: FieldValue): string {
  return value === null ? '' : String(short(value));
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
