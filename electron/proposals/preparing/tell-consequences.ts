import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { Proposal, ProposedValue, Snapshot } from '../../../shared/model/proposal.ts';
import { statusFieldOf } from '../../../shared/model/status-value.ts';
import { writeConsequences } from '../../actions/consequences.ts';
import type { OrgReader } from './prepare-proposal.ts';

/** What is about to be written, as it was made ready. */
type Ready = { describe: ObjectDescribe; values: readonly ProposedValue[]; base: Snapshot | null };

/** Asks the org what else will happen. It is told where it can be: what cannot be read keeps nobody from deciding. */
export async function tellConsequences(of: Proposal, ready: Ready, reader: OrgReader): Promise<string[]> {
  if (of.operation !== 'create' && of.operation !== 'update') return [];
  const { operation } = of;
  const [statuses, names, picklists] = await Promise.all([
    statusesFor(of.org, ready, reader).catch(() => []),
    namesFor(of.org, ready, reader).catch(() => new Map<string, string>()),
    picklistsFor(of.org, ready, reader).catch(() => new Map()),
  ]);
  return writeConsequences({
    ...ready,
    operation,
    statuses,
    names,
    picklists,
    assignmentRules: of.assignmentRules === true,
  });
}

function statusesFor(org: string, { describe, values, base }: Ready, reader: OrgReader) {
  const field = statusFieldOf(describe.name);
  const wanted = values.find((each) => each.field === field)?.value ?? null;
  const changes = field !== null && wanted !== null && wanted !== (base?.fields[field] ?? null);
  return changes ? reader.statusValues(org, describe.name) : Promise.resolve([]);
}

async function namesFor(org: string, { values, base }: Ready, reader: OrgReader): Promise<Map<string, string>> {
  const owner = values.find(({ field }) => field === 'OwnerId')?.value;
  if (typeof owner !== 'string') return new Map();
  const ids = [owner, base?.fields.OwnerId].filter((id) => typeof id === 'string' && /^00[5G]/.test(id));
  const found = await Promise.all(
    Object.entries({ User: '005', Group: '00G' }).map(([object, prefix]) => {
      const wanted = ids.filter((id) => typeof id === 'string' && id.startsWith(prefix)).map(String);
      return wanted.length > 0 ? reader.findRecords(org, object, { Id: wanted }, wanted.length) : [];
    }),
  );
  return new Map(found.flat().map(({ id, name }) => [id, name]));
}

function picklistsFor(org: string, { describe, values }: Ready, reader: OrgReader) {
  const types = (describe.recordTypeInfos ?? []).filter(({ master, active }) => active && !master);
  const lists = values.some(({ type }) => type === 'picklist' || type === 'multipicklist');
  return types.length > 0 && lists ? reader.recordTypePicklists(org, describe.name) : Promise.resolve(new Map());
}
