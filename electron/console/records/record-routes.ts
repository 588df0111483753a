import { implement } from '@orpc/server';
import type { RecentRecords, RecordObject, RecordSearch } from '../../../shared/contract/record-views.ts';
import { recordsContract } from '../../../shared/contract/records-contract.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { outboundDescribe } from '../../actions/outbound-actions.ts';
import { withVirtualFields } from '../../actions/virtual-fields.ts';
import { decisionsOn, writtenLately } from '../../proposals/preparing/record-history.ts';
import { requireId } from '../../salesforce/ids.ts';
import { toInstanceUrl } from '../../salesforce/login/instance-url.ts';
import { locateRecord, objectsOfId } from '../../salesforce/records/locate-record.ts';
import { lookUpRecords } from '../../salesforce/records/lookup.ts';
import { createObjectDirectory } from '../../salesforce/records/object-directory.ts';
import { readWholeRecord } from '../../salesforce/records/read-whole-record.ts';
import { recentlyViewed } from '../../salesforce/records/recently-viewed.ts';
import { type RecordAddress, readRecordAddress } from '../../salesforce/records/record-address.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import { searchAcrossObjects } from '../../salesforce/search/search-across-objects.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';

/** What answers for records. */
export type RecordRoutesParts = {
  store: Pick<Store, 'db'>;
  orgs: Pick<Orgs, 'all' | 'main' | 'connectionOf' | 'doubt'>;
  log(message: string, cause?: unknown): void;
};

const mostLeftOut = 40;

/** Answers the contract's calls about records. Every one of them reads. */
export function createRecordRoutes({ store, orgs, log }: RecordRoutesParts) {
  const os = implement(recordsContract);
  const directory = createObjectDirectory();

  const orgNamed = (org: string | null | undefined): string => org ?? orgs.main()?.id ?? '';

  /** Reads from the org; a reader that failed for want of a connection makes its link look again. */
  function reading<T>(
    org: string | null | undefined,
    read: (connection: SalesforceConnection, id: string) => Promise<T>,
  ): Promise<T> {
    return refusing(async () => {
      const id = orgNamed(org);
      try {
        return await read(connected(id), id);
      } catch (cause) {
        if (cause instanceof ProblemError && cause.problem.kind === 'not-connected') orgs.doubt(id);
        throw cause;
      }
    }, log);
  }

  function connected(org: string): SalesforceConnection {
    const found: SalesforceConnection | Problem = orgs.connectionOf(org);
    if ('message' in found) throw new ProblemError(found);
    return found;
  }

  /** The org whose pages have this address; null where it is none of ours. */
  function orgOfHost(host: string): string | null {
    return orgs.all().find(({ org }) => sameHost(org.instanceUrl, host))?.org.id ?? null;
  }

  async function locate(address: RecordAddress, chosen: string): Promise<RecordSearch> {
    const named = address.host === null ? null : orgOfHost(address.host);
    const org = named ?? chosen;
    const connection = connected(org);
    try {
      const record = await locateRecord(connection, address.id, await directory.list(connection));
      return { place: { org, record }, groups: [], leftOut: [] };
    } catch (cause) {
      const foreign = address.host !== null && named === null;
      if (foreign && cause instanceof ProblemError && cause.problem.kind === 'not-found') throw notOurs(address.host);
      throw cause;
    }
  }

  async function search(
    connection: SalesforceConnection,
    org: string,
    sought: { text: string; object?: string | null },
  ): Promise<RecordSearch> {
    const { text, object: only = null } = sought;
    const address = readRecordAddress(text);
    if (address?.host) return locate(address, org);
    if (/^\s*https?:\/\//i.test(text)) throw noRecordPage;
    const objects = await directory.list(connection);
    // A word of fifteen letters looks like an id; whether it is one, the org's own objects tell.
    if (address && objectsOfId(address.id, objects).length > 0) return locate(address, org);
    const { groups, leftOut } = await searchAcrossObjects(connection, text.slice(0, 200), { objects, only });
    return {
      place: null,
      groups: groups.map(({ object, records, more }) => ({
        object: object.name,
        label: object.labelPlural,
        records,
        more,
      })),
      leftOut: leftOut.slice(0, mostLeftOut).map(({ labelPlural }) => labelPlural),
    };
  }

  async function recent(connection: SalesforceConnection, org: string): Promise<RecentRecords> {
    const [viewed, written] = await Promise.all([
      directory
        .list(connection)
        .then((objects) => recentlyViewed(connection, objects))
        .catch((cause: unknown) => {
          if (cause instanceof ProblemError) return cause.problem;
          throw cause;
        }),
      writtenLately(store.db, org),
    ]);
    if (!Array.isArray(viewed)) return { viewed: [], problem: viewed.message, written };
    return { viewed, problem: null, written };
  }

  async function objects(connection: SalesforceConnection): Promise<RecordObject[]> {
    return (await directory.list(connection))
      .filter((each) => (each.createable || each.searchable) && each.queryable)
      .map(({ name, label, labelPlural, createable, searchable }) => ({
        name,
        label,
        labelPlural,
        createable,
        searchable,
      }));
  }

  return {
    describe: os.describe.handler(({ input }) =>
      reading(
        input.org,
        async (of) => outboundDescribe(input.object) ?? withVirtualFields(await of.describeObject(input.object)),
      ),
    ),
    lookup: os.lookup.handler(({ input }) => reading(input.org, (of) => lookUpRecords(of, input.object, input.text))),
    objects: os.objects.handler(({ input }) => reading(input.org, objects)),
    search: os.search.handler(({ input }) => reading(input.org, (of, org) => search(of, org, input))),
    recent: os.recent.handler(({ input }) => reading(input.org, recent)),
    open: os.open.handler(({ input }) =>
      reading(input.org, (of) => readWholeRecord(of, input.object, input.record, () => directory.list(of))),
    ),
    // What was decided is known here: it is told without the org, too.
    decisions: os.decisions.handler(({ input }) =>
      refusing(async () => decisionsOn(store.db, orgNamed(input.org), requireId(input.record)), log),
    ),
  };
}

function sameHost(instanceUrl: string, host: string): boolean {
  try {
    const { protocol } = new URL(instanceUrl);
    return toInstanceUrl(`${protocol}//${host}`) === toInstanceUrl(instanceUrl);
  } catch {
    return false;
  }
}

const noRecordPage = new ProblemError(
  toProblem('invalid-input', 'This is not the address of a record in Salesforce. Paste the address of its page.', {
    next: 'edit',
  }),
);

function notOurs(host: string | null): ProblemError {
  const message = `This address belongs to ${host}, which Countersign is not connected to.`;
  return new ProblemError(toProblem('not-found', message, { next: 'reconnect' }));
}
