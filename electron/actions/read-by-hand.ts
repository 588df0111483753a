import { isAccessToken } from '../../shared/model/access-token.ts';
import { type Action, anyObject } from '../../shared/model/action.ts';
import type { Evidence } from '../../shared/model/evidence.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import { type Problem, toProblem } from '../../shared/model/problem.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { concreteAction } from './concrete-action.ts';
import { refuseNotOffered } from './read-inputs.ts';
import { isApiName } from './read-object-inputs.ts';
import type { RequestedValue } from './requested-value.ts';
import { topicName } from './virtual-fields.ts';

/** What a supervisor wants, in the catalogue's terms. */
export type WantedByHand = {
  object: string | null;
  record: RecordRef | null;
  values: readonly { field: string; value: FieldValue; evidence: Evidence | null }[];
};

/** Reads what a supervisor wants of an action: any field may be named, and the record is the one they chose. */
export function readByHand(
  action: Action,
  wanted: WantedByHand,
): { action: Action; requested: RequestedValue[]; record: RecordRef | null } | Problem {
  const refused = refuseNotOffered(action) ?? refuseByHand(action);
  if (refused) return refused;
  const { values } = wanted;
  const isOfAny = action.object === anyObject && action.operation !== 'read';
  if (isOfAny && !isApiName(wanted.object ?? '')) {
    return toProblem('invalid-input', `“${action.label}” needs an object, by its API name.`, { code: 'bad-inputs' });
  }
  const names = values.map(({ field }) => field);
  const bad = names.find((name) => !isApiName(name) && name !== topicName);
  if (bad !== undefined) return toProblem('invalid-input', `“${bad}” is no name of a field.`, { code: 'bad-inputs' });
  const concrete = isOfAny ? concreteAction(action, wanted.object ?? '', names) : action;
  const record = action.record === 'none' ? null : wanted.record;
  const misplaced = record && refuseRecord(concrete, record);
  if (misplaced) return misplaced;
  const once = new Map(values.map((value) => [value.field.toLowerCase(), value]));
  return { action: concrete, requested: [...once.values()].map(wantedValue), record };
}

/** What is of use only to an agent whose request is kept waiting; null where a person may propose it. */
export function refuseByHand(action: Action): Problem | null {
  if (!isAccessToken(action)) return null;
  return toProblem('not-allowed', 'Only an agent whose request is kept waiting can be given an access token.');
}

function wantedValue({ field, value, evidence }: WantedByHand['values'][number]): RequestedValue {
  return {
    field,
    raw: value,
    askedBy: 'supervisor',
    origin: evidence ? 'said' : 'edited',
    evidence,
    certainty: 'certain',
    reasons: [evidence ? 'words chosen by the supervisor' : 'entered by the supervisor'],
    resolvedFrom: null,
    display: null,
    others: [],
  };
}

function refuseRecord(action: Action, { object, name }: RecordRef): Problem | null {
  const wanted = action.find?.object ?? action.object;
  if (action.find?.anyObject || object.toLowerCase() === wanted.toLowerCase()) return null;
  return toProblem('invalid-input', `${name} is a ${object}; “${action.label}” is about a ${wanted}.`, {
    next: 'choose-record',
  });
}
