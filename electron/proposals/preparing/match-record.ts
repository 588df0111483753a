import type { Call } from '../../../shared/model/call.ts';
import type { CallerCandidate } from '../../../shared/model/caller-match.ts';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { RecordMatch } from '../../../shared/model/record-match.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';

/** Fields by which a record says whose it is. */
export const ownerFields: readonly string[] = ['ContactId', 'WhoId', 'AccountId'];

const people: ReadonlySet<string> = new Set(['Contact', 'Lead', 'Account']);

/** Whether a record of this object says itself who it is. */
export function isPerson({ object }: Pick<RecordRef, 'object'>): boolean {
  return people.has(object);
}

type Matching = {
  of: Pick<Proposal, 'recordFrom' | 'askers'>;
  record: RecordRef;
  /** What the record says of whose it is. */
  owner: FieldValues;
  caller: Call['caller'];
  /** The values that named the record. */
  naming: readonly RequestedValue[];
};

/** Whether the caller of a call is the record's person, and why that is known; null where nothing is known of the caller. */
export function matchRecord({ of, record, owner, caller, naming }: Matching): RecordMatch | null {
  if (of.recordFrom === 'chosen') return { certainty: 'certain', reasons: ['chosen by the supervisor'] };
  const heard = naming.some(({ evidence }) => evidence !== null);
  if (caller.state === 'none' && caller.lookedFor.length === 0) return null;
  if (caller.state !== 'matched') return ofNobody(caller, heard);
  const { person, by } = caller;
  const known =
    by === 'supervisor' ? { ...person, certainty: 'certain' as const, reasons: ['chosen by the supervisor'] } : person;
  const whose = ownerOf(record, owner);
  if (record.id === known.record.id) return { certainty: known.certainty, reasons: known.reasons };
  if (whose.person === known.record.id) {
    return { certainty: known.certainty, reasons: [`${known.record.name} is its person`, ...known.reasons] };
  }
  return ofAnother({ record, person: known, whose, heard });
}

type Whose = { person: string | null; account: string | null };

function ownerOf(record: RecordRef, owner: FieldValues): Whose {
  if (record.object === 'Account') return { person: null, account: record.id };
  const text = (field: string) => (typeof owner[field] === 'string' ? String(owner[field]) : null);
  return { person: isPerson(record) ? record.id : (text('ContactId') ?? text('WhoId')), account: text('AccountId') };
}

/** The caller is known, and the record is not theirs by name. */
function ofAnother(found: { record: RecordRef; person: CallerCandidate; whose: Whose; heard: boolean }): RecordMatch {
  const { record, person, whose, heard } = found;
  const account = person.record.object === 'Account' ? person.record.id : person.accountId;
  const same = account !== null && whose.account === account;
  if (same && (whose.person === null || record.object === 'Account')) {
    return { certainty: 'likely', reasons: ['it belongs to the account of the caller'] };
  }
  if (whose.person === null && whose.account === null) {
    return { certainty: 'likely', reasons: [heard ? 'the caller gave its number' : 'it does not say whose it is'] };
  }
  const name = person.record.name;
  if (same) {
    return {
      certainty: heard ? 'likely' : 'unsure',
      reasons: [`it belongs to somebody else of the caller’s account, and ${name} is calling`],
    };
  }
  return { certainty: 'unsure', reasons: [`${name} is calling, and it is not theirs`] };
}

/** Nobody in the org is known to be calling. */
function ofNobody(caller: Exclude<Call['caller'], { state: 'matched' }>, heard: boolean): RecordMatch {
  const who = {
    looking: 'it is not known yet who is calling',
    several: 'several people fit the caller',
    none: 'the caller is nobody who is known in this org',
    nobody: 'a supervisor said that the caller is nobody in this org',
    unavailable: 'the caller could not be looked up',
  }[caller.state];
  return heard
    ? { certainty: 'likely', reasons: ['the caller gave its number', who] }
    : { certainty: 'unsure', reasons: [`${who}, and the caller did not give its number`] };
}
