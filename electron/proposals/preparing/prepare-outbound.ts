import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { checkFieldValue } from '../../../shared/model/check-field-value.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';
import {
  isOutbound,
  type OutboundOperation,
  type OutboundSettings,
  outboundExtra,
  outboundField,
  reachesPerson,
} from '../../../shared/model/outbound.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal, ProposedValue, Readiness, Snapshot } from '../../../shared/model/proposal.ts';
import { outboundDescribe, outboundLabels, outboundParts } from '../../actions/outbound-actions.ts';
import type { PreparationContext } from '../../actions/prepare-values.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import { refuseWebhookAddress } from '../../platforms/guarded-fetch.ts';
import type { Prepared } from '../proposal-event.ts';
import type { OrgReader } from './prepare-proposal.ts';
import { whatHappens } from './what-happens.ts';

/** Who something goes out through, what is not set up yet, and what holds where nothing else is named. */
export type OutboundSender = { name: string; missing: readonly string[]; from?: string; agent?: string };

/** What preparing asks about what goes out. */
export type OutboundReader = {
  /** The feed of this key, or the practice line; or why nothing can go out through it. */
  sender(via: string, operation: OutboundOperation, org: string): OutboundSender | Problem;
  /** Checkboxes by which somebody says that they do not want to be reached like this. */
  refusalFields(operation: OutboundOperation): Promise<readonly string[]>;
  settings(): OutboundSettings;
  /** Whether the secret of this name signs what is sent, or is sent along; null where there is none. */
  signs(secret: string): Promise<boolean | null>;
};

/** Makes ready what leaves for a platform or an address: numbers in one form, who it goes through, who does not want it. */
export async function prepareOutbound(
  of: Proposal,
  requested: readonly RequestedValue[],
  context: Pick<PreparationContext, 'reading'>,
  reader: Pick<OrgReader, 'describe' | 'readRecord' | 'outbound'>,
): Promise<Prepared> {
  const { record } = of;
  const operation = isOutbound(of) ? of.operation : 'webhook';
  const via = String(requested.find(({ field }) => field === outboundField.via)?.raw ?? '');
  const sender = operation === 'webhook' ? null : (reader.outbound?.sender(via, operation, of.org) ?? noSenders);
  const name = sender && 'name' in sender ? sender.name : null;
  const hosts = reader.outbound?.settings().webhookHosts ?? [];
  const { country, timeZone } = context.reading;
  const values = requested.map((value) => prepareValue(value, of, { country, sender: name, hosts }));
  return {
    object: of.object,
    objectLabel: outboundLabels[operation],
    values,
    record,
    candidates: [],
    recordReason: null,
    consequences: await whatHappens(of, values, { sender, reader: reader.outbound, timeZone }),
    after: [],
    base: await wishesOf(of, operation, reader),
    readiness: readinessOf(values, sender),
  };
}

/** What the record says about being reached; null where it says nothing, or is gone. */
export async function wishesOf(
  { org, record }: Pick<Proposal, 'org' | 'record'>,
  operation: OutboundOperation,
  reader: Pick<OrgReader, 'describe' | 'readRecord' | 'outbound'>,
): Promise<Snapshot | null> {
  if (!record || !reachesPerson({ operation })) return null;
  const wanted = new Set((await reader.outbound?.refusalFields(operation)) ?? []);
  const known = (await reader.describe(org, record.object)).fields.filter(({ name }) => wanted.has(name));
  return known.length === 0
    ? null
    : reader.readRecord(
        org,
        record.object,
        record.id,
        known.map(({ name }) => name),
      );
}

function prepareValue(
  asked: RequestedValue,
  { object }: Pick<Proposal, 'object'>,
  { country, sender, hosts }: { country: string; sender: string | null; hosts: readonly string[] },
): ProposedValue {
  const { raw, others: _, askedBy: __, field, ...told } = asked;
  const part = outboundParts[field];
  const read = part?.type === 'phone' ? readPhone(raw, country) : { value: toFieldValue(raw), invalid: null };
  const described = outboundDescribe(object)?.fields.find(({ name }) => name === field);
  const checked = described ? checkFieldValue(described, read.value, 'create') : null;
  return {
    ...told,
    field,
    label: part?.label ?? field.replace(outboundExtra, ''),
    type: part?.type ?? 'string',
    value: read.value,
    alternatives: [],
    invalid:
      read.invalid ?? (field === outboundField.url ? refuseWebhookAddress(String(read.value ?? ''), hosts) : checked),
    display: field === outboundField.via ? (sender ?? asked.display) : asked.display,
  };
}

/** A number in E.164, where it is one. */
export function readPhone(raw: unknown, country: string): { value: FieldValue; invalid: string | null } {
  const text = String(raw ?? '').trim();
  if (text === '') return { value: null, invalid: null };
  const known: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(text, known);
  if (parsed?.isPossible()) return { value: parsed.number, invalid: null };
  return { value: text, invalid: `“${text}” is no telephone number.` };
}

function toFieldValue(raw: unknown): FieldValue {
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') return raw;
  return raw === null || raw === undefined ? null : JSON.stringify(raw);
}

const noSenders = toProblem('not-allowed', 'Nothing can go out from here.');

function readinessOf(values: readonly ProposedValue[], sender: OutboundSender | Problem | null): Readiness {
  if (sender && 'message' in sender) return { state: 'blocked', problem: sender };
  if (sender && sender.missing.length > 0) {
    const message = `${sender.name} is not set up for this yet: ${sender.missing.join(', ')}. See Settings, Feeds.`;
    return { state: 'blocked', problem: toProblem('not-allowed', message, { next: 'retry' }) };
  }
  const wrong = values.flatMap(({ field, label, invalid }) => (invalid ? [{ field, label, message: invalid }] : []));
  const [first] = wrong;
  if (!first) return { state: 'ready' };
  return { state: 'blocked', problem: toProblem('invalid-input', first.message, { next: 'edit', fields: wrong }) };
}
