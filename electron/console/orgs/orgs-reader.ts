import { ProblemError } from '../../../shared/model/problem.ts';
import { withVirtualFields } from '../../actions/virtual-fields.ts';
import type { CallsParts } from '../../calls/calls.ts';
import type { RecordingShelf } from '../../platforms/recordings/recording-shelf.ts';
import type { OrgReader } from '../../proposals/preparing/prepare-proposal.ts';
import { findPeople } from '../../salesforce/people/find-people.ts';
import { countDeletedWith } from '../../salesforce/records/count-children.ts';
import { readRecord } from '../../salesforce/records/read-record.ts';
import { recordTypePicklists } from '../../salesforce/records/record-type-picklists.ts';
import { statusValues } from '../../salesforce/records/status-values.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import { findLike } from '../../salesforce/search/find-like.ts';
import { findRecords } from '../../salesforce/search/find-records.ts';
import type { Orgs } from './orgs.ts';

/** Reads for the rooms above, each time from the very org that is named. */
export function createOrgReader(
  orgs: Pick<Orgs, 'connectionOf' | 'doubt'>,
  recordings: Pick<RecordingShelf, 'keep'>,
): OrgReader & Pick<CallsParts, 'findPeople'> {
  /** A reader that failed for want of a connection makes its link look again. */
  async function reading<T>(org: string, read: (connection: SalesforceConnection) => Promise<T>): Promise<T> {
    try {
      const found = orgs.connectionOf(org);
      if ('message' in found) throw new ProblemError(found);
      return await read(found);
    } catch (cause) {
      if (cause instanceof ProblemError && cause.problem.kind === 'not-connected') orgs.doubt(org);
      throw cause;
    }
  }

  const statuses = remembering((org, object) => reading(org, (of) => statusValues(of, object)));
  const picklists = remembering((org, object) => reading(org, (of) => recordTypePicklists(of, object)));

  return {
    statusValues: statuses,
    recordTypePicklists: picklists,
    describe: (org, object) => reading(org, async (of) => withVirtualFields(await of.describeObject(object))),
    readRecord: (org, object, id, fields) =>
      reading(org, async (of) => (await readRecord(of, object, id, fields))?.snapshot ?? null),
    keepRecording: (address, sources) => recordings.keep(address, sources),
    countDeletedWith: (org, object, id) => reading(org, (of) => countDeletedWith(of, object, id)),
    findRecords: (org, object, where, limit) => reading(org, (of) => findRecords(of, object, where, limit)),
    findLike: (org, object, values) => reading(org, (of) => findLike(of, object, values)),
    findPeople: (org, facts) => reading(org, (of) => findPeople(of, facts)),
  };
}

/** What is set up in an org changes rarely. */
const rememberedForMs = 60 * 60_000;

/** Asks once an hour for each object of an org; a failure is forgotten at once. */
function remembering<T>(ask: (org: string, object: string) => Promise<T>): (org: string, object: string) => Promise<T> {
  const known = new Map<string, { at: number; told: Promise<T> }>();
  return (org, object) => {
    const key = `${org} ${object}`;
    const before = known.get(key);
    if (before && Date.now() - before.at < rememberedForMs) return before.told;
    const told = ask(org, object);
    known.set(key, { at: Date.now(), told });
    told.catch(() => known.delete(key));
    return told;
  };
}
