import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import { ruleBar } from '../../../shared/model/rule-bar.ts';
import type { PreparationContext } from '../../actions/prepare-values.ts';
import { type BoundedQuery, readSoql } from '../../actions/read-soql.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import type { Prepared } from '../proposal-event.ts';
import type { OrgReader } from './prepare-proposal.ts';

/** Under this name a read carries its query. */
const queryField = 'Query';

/** Makes a read ready: its query understood and bounded, and whether it needs to be asked for. */
export async function prepareRead(
  of: Proposal,
  requested: readonly RequestedValue[],
  context: Pick<PreparationContext, 'call'>,
  reader: OrgReader,
): Promise<Prepared> {
  const asked = requested.find(({ field }) => field === queryField);
  const read = readSoql(String(asked?.raw ?? ''));
  const told = {
    object: of.object,
    objectLabel: of.objectLabel,
    record: null,
    candidates: [],
    recordReason: null,
    consequences: [],
    after: [],
    base: null,
  };
  if ('message' in read) {
    const values = [toValue(asked, String(asked?.raw ?? ''), read.message)];
    return { ...told, values, readiness: { state: 'blocked', problem: read } };
  }
  const describe = await reader.describe(of.org, read.object);
  // Whoever knows an unsigned address could ask for anybody's records.
  const own = ruleBar(of, context.call) === null && readsOnlyOwn(read, describe, context.call?.caller ?? null);
  return {
    ...told,
    object: describe.name,
    objectLabel: describe.label,
    values: [toValue(asked, read.text, null)],
    consequences: [`Reads ${read.fields.join(', ')} of at most ${read.rows} ${describe.labelPlural.toLowerCase()}.`],
    readiness: { state: 'ready' },
    atOnce: own ? 'It reads only the caller’s own records.' : undefined,
  };
}

/** Whether every row belongs to the matched caller, and nothing is read of others through them. */
function readsOnlyOwn(
  { equals, fields }: BoundedQuery,
  describe: ObjectDescribe,
  caller: NonNullable<PreparationContext['call']>['caller'] | null,
): boolean {
  // Who is only likely the caller is no ground for telling an agent about them.
  if (caller?.state !== 'matched' || caller.person.certainty === 'unsure') return false;
  const { object, id } = caller.person.record;
  if (fields.some((field) => field.includes('.'))) return false;
  return equals.some(({ field, value }) => {
    if (value !== id && value !== id.slice(0, 15)) return false;
    if (field.toLowerCase() === 'id') return describe.name === object;
    const described = describe.fields.find(({ name }) => name.toLowerCase() === field.toLowerCase());
    return described?.type === 'reference' && described.referenceTo.includes(object);
  });
}

function toValue(asked: RequestedValue | undefined, value: string, invalid: string | null): ProposedValue {
  const isEdited = asked?.origin === 'edited';
  return {
    field: queryField,
    label: 'Query',
    type: 'textarea',
    value,
    origin: isEdited ? 'edited' : 'said',
    evidence: null,
    certainty: 'certain',
    reasons: [isEdited ? 'entered by the supervisor' : 'as the agent asked, with a bound on the rows'],
    resolvedFrom: null,
    alternatives: [],
    invalid,
    display: null,
  };
}
