import { type Problem, toProblem } from '../../shared/model/problem.ts';
import type { Snapshot } from '../../shared/model/proposal.ts';

/** Records that Salesforce lets nobody change any more, by the field that says so. */
const guards: Readonly<Record<string, { field: string; sentence: string }>> = {
  Lead: {
    field: 'IsConverted',
    sentence: 'This lead was converted and cannot be changed any more. Update the contact it became instead.',
  },
};

/** Fields that must be read to know whether the record may be changed. */
export function guardFields(object: string): string[] {
  const guard = guards[object];
  return guard ? [guard.field] : [];
}

/** Why the record cannot be changed; null where it can. */
export function refuseByRecord(object: string, base: Snapshot | null): Problem | null {
  const guard = guards[object];
  if (!guard || base?.fields[guard.field] !== true) return null;
  return toProblem('not-allowed', guard.sentence, { next: 'choose-record', code: 'CANNOT_UPDATE_CONVERTED_LEAD' });
}
