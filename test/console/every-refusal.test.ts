import { describe, expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import { FAULT_TABLE } from '../../electron/salesforce/fault-table.ts';
import type { SoqlStep } from '../../shared/contract/soql-contract.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { type FrontConsole, frontConsole } from '../support/front-console.ts';
import { askOrg, passTime } from '../support/org-requests.ts';
import { meanwhile, refusal, reply } from '../support/salesforce-faults.ts';
import { allProposals, asks, callEvent, danaCalls, deliver, looked } from '../support/test-console.ts';

/** One error as Salesforce documents it, and where it comes up. */
type Refused = {
  /** What is written or read when it comes. */
  by: 'create' | 'update' | 'lead' | 'comment' | 'query';
  status: number;
  message: string;
  /** Fields that Salesforce names, with what they are called on the card. */
  fields?: Record<string, string>;
  /** An answer of another form than the usual list of errors. */
  body?: unknown;
};

/** Refused for good: nothing was written, and the supervisor fixes it or takes it back. */
const REFUSED: Readonly<Record<string, Refused>> = {
  REQUIRED_FIELD_MISSING: {
    by: 'create',
    status: 400,
    message: 'Required fields are missing: [SuppliedEmail]',
    fields: { SuppliedEmail: 'Email Address' },
  },
  INVALID_FIELD: { by: 'create', status: 400, message: "No such column 'Reason' on sobject of type Case" },
  INVALID_FIELD_FOR_INSERT_UPDATE: {
    by: 'create',
    status: 400,
    message: 'Unable to create/update fields: Description. Please check the security settings of this field',
    fields: { Description: 'Description' },
  },
  INVALID_TYPE: { by: 'query', status: 400, message: "\nSELECT Id\n^\nsObject type 'Case' is not supported." },
  MALFORMED_QUERY: { by: 'query', status: 400, message: "SELECT Id\n^\nunexpected token: 'FORM'" },
  QUERY_TIMEOUT: { by: 'query', status: 400, message: 'Your query request was running for too long.' },
  EXCEEDED_ID_LIMIT: { by: 'query', status: 400, message: 'too many ids' },
  MALFORMED_ID: {
    by: 'create',
    status: 400,
    message: 'Contact ID: id value of incorrect type: 0060000000000001',
    fields: { ContactId: 'Contact ID' },
  },
  INVALID_CROSS_REFERENCE_KEY: { by: 'update', status: 404, message: 'invalid cross reference id' },
  NOT_FOUND: { by: 'update', status: 404, message: 'The requested resource does not exist' },
  ENTITY_IS_DELETED: { by: 'update', status: 404, message: 'entity is deleted' },
  ENTITY_IS_LOCKED: { by: 'update', status: 400, message: 'the entity is locked for editing' },
  FIELD_CUSTOM_VALIDATION_EXCEPTION: {
    by: 'update',
    status: 400,
    message: 'Titles are given by HR.',
    fields: { Title: 'Title' },
  },
  STRING_TOO_LONG: {
    by: 'create',
    status: 400,
    message: 'Subject: data value too large: xxxx (max length=20)',
    fields: { Subject: 'Subject' },
  },
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: {
    by: 'create',
    status: 400,
    message: 'Priority: bad value for restricted picklist field: Medium',
    fields: { Priority: 'Priority' },
  },
  INVALID_EMAIL_ADDRESS: {
    by: 'create',
    status: 400,
    message: 'Email: invalid email address: no@where',
    fields: { SuppliedEmail: 'Email Address' },
  },
  NUMBER_OUTSIDE_VALID_RANGE: {
    by: 'update',
    status: 400,
    message: 'Title: value outside of valid range on numeric field: 1e30',
    fields: { Title: 'Title' },
  },
  JSON_PARSER_ERROR: {
    by: 'create',
    status: 400,
    message: 'Cannot deserialize instance of date from VALUE_STRING value "31/12" at [line:1, column:9]',
  },
  DUPLICATES_DETECTED: {
    by: 'create',
    status: 400,
    message: 'Use one of these records?',
    body: { duplicateResut: { allowSave: false, matchResults: [] } },
  },
  DUPLICATE_VALUE: {
    by: 'create',
    status: 400,
    message: 'duplicate value found: Ext__c duplicates value on record with id: 500000000000001',
  },
  DUPLICATE_EXTERNAL_ID: { by: 'create', status: 400, message: 'Ext__c: more than one record found' },
  MULTIPLE_CHOICES: {
    by: 'create',
    status: 300,
    message: '',
    body: [
      '/services/data/v66.0/sobjects/Case/500000000000001AAA',
      '/services/data/v66.0/sobjects/Case/500000000000002AAA',
    ],
  },
  CANNOT_UPDATE_CONVERTED_LEAD: { by: 'lead', status: 400, message: 'cannot reference converted lead' },
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: {
    by: 'comment',
    status: 400,
    message: 'CommentTrigger: execution of BeforeInsert caused by: System.NullPointerException',
  },
  INSUFFICIENT_ACCESS_OR_READONLY: { by: 'update', status: 403, message: 'insufficient access rights on object id' },
  INSUFFICIENT_ACCESS: { by: 'query', status: 403, message: 'You do not have permission to view this record.' },
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: {
    by: 'comment',
    status: 400,
    message: 'insufficient access rights on cross-reference id: 500000000000001',
  },
  API_DISABLED_FOR_ORG: { by: 'create', status: 403, message: 'The REST API is not enabled for this Organization.' },
  API_CURRENTLY_DISABLED: { by: 'query', status: 403, message: 'API is currently disabled.' },
  STORAGE_LIMIT_EXCEEDED: { by: 'comment', status: 400, message: 'storage limit exceeded' },
  METHOD_NOT_ALLOWED: { by: 'comment', status: 405, message: "HTTP Method 'POST' not allowed. Allowed are GET" },
  UNSUPPORTED_API_VERSION: { by: 'create', status: 404, message: 'API version v66.0 is not supported.' },
};

/** Refused for now: nothing was written, it stays approved and goes out later without being asked for again. */
const HELD: Readonly<Record<string, Refused>> = {
  UNABLE_TO_LOCK_ROW: {
    by: 'create',
    status: 400,
    message: 'unable to obtain exclusive access to this record or 1 records: 003000000000001',
  },
  SERVER_UNAVAILABLE: { by: 'update', status: 503, message: 'The server is unavailable to handle the request.' },
  REQUEST_LIMIT_EXCEEDED: { by: 'create', status: 403, message: 'TotalRequests Limit exceeded.' },
  INVALID_SESSION_ID: { by: 'comment', status: 401, message: 'Session expired or invalid' },
};

/** Come up elsewhere than where one write is sent, each in a test of its own below. */
const ELSEWHERE = [
  'ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE',
  'PROCESSING_HALTED',
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'INVALID_QUERY_LOCATOR',
  'MALFORMED_SEARCH',
  'DELETE_FAILED',
];

/** An update of a contact that nobody refuses. */
const UPDATE: Refused = { by: 'update', status: 204, message: '' };

/** Which request carries it. */
const REQUEST: Readonly<Record<Refused['by'], RegExp>> = {
  create: /^PATCH \S+\/sobjects\/Case\/Countersign_Key__c\//,
  update: /^PATCH \S+\/sobjects\/Contact\/003/,
  lead: /^PATCH \S+\/sobjects\/Lead\/00Q/,
  comment: /^POST \S+\/sobjects\/CaseComment$/,
  query: /^GET \S+\/query\?q=SELECT\+Id,\+Subject/,
};

/** Proposes something of its own for a code: what one case leaves behind is nothing to the next. */
async function proposed({ org, running }: FrontConsole, { by }: Refused, code: string): Promise<Proposal> {
  const action = {
    create: 'create_case',
    update: 'update_object',
    lead: 'update_object',
    comment: 'add_comment',
    query: 'run_soql',
  }[by];
  const call = { ...callEvent('start', danaCalls('+14155550199', 'Ada Quill')), call: code };
  const inputs = await inputsOf(org, by, code);
  // A change within the same second would be invisible to Salesforce.
  await passTime(org, 5_000);
  await deliver(running, call, { ...asks('t1', action, inputs), call: code });
  return latest(running, action, code);
}

async function inputsOf(org: FrontConsole['org'], by: Refused['by'], code: string): Promise<Record<string, unknown>> {
  const made = async (object: string, fields: object) => (await askOrg(org, 'POST', `/sobjects/${object}`, fields)).id;
  switch (by) {
    case 'create':
      return { subject: code, description: code, supplied_email: 'no@where.example' };
    case 'update':
      return { object: 'Contact', record_id: await made('Contact', { LastName: code }), fields: { Title: code } };
    case 'lead':
      return {
        object: 'Lead',
        record_id: await made('Lead', { LastName: code, Company: code }),
        fields: { Title: code },
      };
    case 'comment':
      return { record_id: await made('Case', { Subject: code }), comment: code };
    case 'query':
      return { query: `SELECT Id, Subject FROM Case WHERE Subject = '${code}'` };
  }
}

async function latest(running: Console, action: string, code: string): Promise<Proposal> {
  const calls = await running.store.db.selectFrom('call_sources').select(['call', 'external_id']).execute();
  const call = calls.find(({ external_id }) => external_id === code)?.call;
  const found = (await allProposals(running)).filter((of) => of.call === call && of.action === action);
  if (!found[0] || found.length > 1) throw new Error(`${found.length} proposals of ${action} for ${code}`);
  return looked(running, found[0]);
}

async function approve(running: Console, of: Proposal): Promise<Proposal> {
  await running.router.proposals.approve.callable()({ proposal: of.id, revision: of.revision, edits: null });
  await running.idle();
  return reread(running, of);
}

async function reread({ store }: Console, { id }: Proposal): Promise<Proposal> {
  const found = await loadProposal(store.db, id);
  if (!found) throw new Error('the proposal is gone');
  return found.proposal;
}

function problemOf({ status }: Proposal): Problem | null {
  return 'problem' in status ? status.problem : null;
}

/** What really committed for a code, beside what the test itself put there. */
function committed({ org }: FrontConsole, { by }: Refused, code: string) {
  const marks = { create: 'Subject', update: 'Title', lead: 'Title', comment: 'CommentBody', query: 'Subject' };
  return org.effects().filter(({ fields, headers }) => {
    return fields[marks[by]] === code && 'Sforce-Auto-Assign' in headers;
  });
}

/** The answer, with what no person may ever read in the middle of it. */
function answerOf(org: FrontConsole['org'], { status, message, fields, body }: Refused, code: string) {
  const [told] = refusal(
    code,
    `${message}${message ? ` ${org.accessToken}` : ''}`,
    Object.keys(fields ?? {}),
  ) as object[];
  return reply(status, Array.isArray(body) ? body : [{ ...told, ...(body ?? {}) }]);
}

function expectTold(problem: Problem | null, { fields }: Refused, code: string): void {
  const meaning = FAULT_TABLE[code];
  expect(problem).toMatchObject({ code, kind: meaning?.kind, next: meaning?.next });
  expect(problem?.message).toMatch(/^[A-Z“].{15,400}[.”…]$/s);
  expect(problem?.message).not.toContain(code);
  expect(problem?.fields.map(({ field, label }) => [field, label])).toEqual(Object.entries(fields ?? {}));
}

test('every code of the table comes up in one of these tests', () => {
  const codes = [...Object.keys(REFUSED), ...Object.keys(HELD), ...ELSEWHERE];
  expect(codes.sort()).toEqual(Object.keys(FAULT_TABLE).sort());
});

describe('what Salesforce refuses', () => {
  test('is told with its kind, its fields and what to do; nothing is written until it is tried again', {
    timeout: 60_000,
  }, async () => {
    const world = await frontConsole();
    const { org, front, running } = world;
    for (const [code, refused] of Object.entries(REFUSED)) {
      const of = await proposed(world, refused, code);
      front.next(REQUEST[refused.by], answerOf(org, refused, code));
      const failed = await approve(running, of);
      expect([code, failed.status.state]).toEqual([code, 'failed']);
      expectTold(problemOf(failed), refused, code);
      expect(committed(world, refused, code), code).toEqual([]);

      await running.router.proposals.reopen.callable()({ proposal: failed.id, revision: failed.revision });
      await running.idle();
      const again = await approve(running, await reread(running, of));
      expect([code, again.status.state]).toEqual([code, 'written']);
      expect(committed(world, refused, code), code).toHaveLength(refused.by === 'query' ? 0 : 1);
    }
    expect(await world.traces()).not.toContain(org.accessToken.slice(20));
  });
});

describe('what Salesforce refuses for the moment', () => {
  test.each(Object.entries(HELD))('%s stays approved, says why, and goes out once it can', async (code, refused) => {
    const world = await frontConsole();
    const { org, front, running } = world;
    const of = await proposed(world, refused, code);
    front.next(REQUEST[refused.by], answerOf(org, refused, code));
    const held = await approve(running, of);
    expect(held.status.state).toBe('approved');
    expectTold(problemOf(held), refused, code);
    expect(committed(world, refused, code)).toEqual([]);

    const second = await world.restarted();
    await second.idle();
    const written = await reread(second, of);
    expect(written.status).toMatchObject({
      state: 'written',
      decision: { id: 'decision' in held.status ? held.status.decision.id : '' },
    });
    expect(committed(world, refused, code)).toHaveLength(1);
  });
});

describe('what comes of a change in the meantime', () => {
  test('is the same field in conflict, or written over what others did elsewhere; a 412 is never a failure', async () => {
    const world = await frontConsole();
    const { org, front, running } = world;
    const of = await proposed(world, UPDATE, 'Mine');
    const changed =
      (fields: object, thenMs = 0) =>
      async () => {
        await askOrg(org, 'PATCH', `/sobjects/Contact/${of.record?.id}`, fields);
        await passTime(org, thenMs);
      };
    front.next(REQUEST.update, meanwhile(changed({ Title: 'Theirs' })));
    const conflict = await approve(running, of);
    expect(conflict.status).toEqual({ state: 'waiting', conflict: ['Title'], problem: null });
    expect(conflict.current?.fields.Title).toBe('Theirs');
    expect(committed(world, UPDATE, 'Mine')).toEqual([]);

    await passTime(org, 5_000);
    front.next(REQUEST.update, meanwhile(changed({ Department: 'Elsewhere' }, 5_000)));
    const written = await approve(running, conflict);
    expect(written.status.state).toBe('written');
    expect(await askOrg(org, 'GET', `/sobjects/Contact/${of.record?.id}?fields=Title,Department`)).toMatchObject({
      Title: 'Mine',
      Department: 'Elsewhere',
    });
    const statuses = front.seen.filter((each) => REQUEST.update.test(`${each.method} ${each.path}`));
    expect(statuses).toHaveLength(3);
    expect(statuses.every(({ headers }) => headers['if-unmodified-since'])).toBe(true);
  });

  test('without end is told, and asked again', async () => {
    const world = await frontConsole();
    const of = await proposed(world, UPDATE, 'Mine');
    const body = refusal('ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE', 'Entity was modified');
    world.front.next(REQUEST.update, reply(412, body), 3);
    const asked = await approve(world.running, of);
    expect(asked.status).toEqual({ state: 'waiting', conflict: [], problem: null });
    expect((await approve(world.running, asked)).status.state).toBe('written');
    expect(committed(world, UPDATE, 'Mine')).toHaveLength(1);
  });
});

describe('one part of several writes that leave together', () => {
  test.each(['PROCESSING_HALTED', 'ALL_OR_NONE_OPERATION_ROLLED_BACK'])(
    '%s fails by itself, and can be tried again',
    async (code) => {
      const world = await frontConsole();
      const { front, running } = world;
      const marks = ['One', 'Two', 'Three', 'Four'];
      const waiting: Proposal[] = [];
      for (const mark of marks) waiting.push(await proposed(world, UPDATE, mark));
      front.next(/^POST \S+\/composite$/, ({ response }) => {
        const { compositeRequest } = JSON.parse(front.seen.at(-1)?.body ?? '{}');
        const compositeResponse = compositeRequest.map(({ referenceId }: { referenceId: string }) => ({
          body: refusal(
            code,
            'The transaction was rolled back since another operation in the same transaction failed.',
          ),
          httpHeaders: {},
          httpStatusCode: 400,
          referenceId,
        }));
        return reply(200, { compositeResponse })({
          response,
          forward: () => Promise.reject(new Error('not forwarded')),
        });
      });
      await Promise.all(
        waiting.map((of) =>
          running.router.proposals.approve.callable()({ proposal: of.id, revision: of.revision, edits: null }),
        ),
      );
      await running.idle();
      const after = await Promise.all(waiting.map((of) => reread(running, of)));
      const failed = after.filter(({ status }) => status.state === 'failed');
      expect(failed.length).toBeGreaterThan(1);
      for (const of of failed) {
        expectTold(problemOf(of), UPDATE, code);
        await running.router.proposals.reopen.callable()({ proposal: of.id, revision: of.revision });
        await running.idle();
        await approve(running, await reread(running, of));
      }
      for (const mark of marks) expect(committed(world, UPDATE, mark), mark).toHaveLength(1);
    },
  );
});

describe('a deletion', () => {
  test('DELETE_FAILED: what keeps the record is said beforehand, and told when Salesforce refuses', async () => {
    const { org, running } = await frontConsole();
    const account = (await askOrg(org, 'POST', '/sobjects/Account', { Name: 'Kept' })).id;
    await askOrg(org, 'POST', '/sobjects/Contact', { LastName: 'Kept', AccountId: account });
    await askOrg(org, 'POST', '/sobjects/Case', { Subject: 'Kept', AccountId: account });
    const call = { ...callEvent('start', danaCalls('+14155550199', 'Ada Quill')), call: 'kept' };
    await deliver(running, call, {
      ...asks('t1', 'delete_object', { object: 'Account', record_id: account }),
      call: 'kept',
    });
    const of = await latest(running, 'delete_object', 'kept');
    expect(of.consequences?.slice(0, 2)).toEqual([
      'Salesforce will refuse it: 1 case is associated with it.',
      '1 contact goes with it.',
    ]);
    const refused = await approve(running, await approve(running, of));
    expectTold(problemOf(refused), UPDATE, 'DELETE_FAILED');
    expect(await askOrg(org, 'GET', `/sobjects/Account/${account}?fields=Name`)).toMatchObject({ Name: 'Kept' });
  });
});

type Query = Parameters<ReturnType<Console['router']['soql']['run']['callable']>>[0];

async function firstStep(running: Console, query: Query): Promise<SoqlStep | null> {
  for await (const step of await running.router.soql.run.callable()(query)) return step;
  return null;
}

describe('what the supervisor asks for by hand', () => {
  test('INVALID_QUERY_LOCATOR: the rest of a result that is gone is told, and the query can be run again', async () => {
    const { org, front, running } = await frontConsole();
    const id = running.orgs.main()?.id ?? '';
    const ask = { org: id, query: 'SELECT Id FROM Contact', next: '01g000000000001-2000', rows: 1 };
    const message = `invalid query locator ${org.accessToken}`;
    front.next(/\/query\/01g/, reply(400, refusal('INVALID_QUERY_LOCATOR', message)));
    const refused = await firstStep(running, ask);
    expect(refused).toMatchObject({ step: 'refused', place: null });
    if (refused?.step === 'refused') expectTold(refused.problem, UPDATE, 'INVALID_QUERY_LOCATOR');
    const page = await firstStep(running, { ...ask, next: null });
    expect(page).toMatchObject({ step: 'page', object: 'Contact' });
  });

  test('MALFORMED_SEARCH: words with nothing to search for find nothing, which is no failure', async () => {
    const { front, running } = await frontConsole();
    const message = 'No search term found. The search term must be enclosed in braces.';
    front.next(/\/search\?/, reply(400, refusal('MALFORMED_SEARCH', message)), 5);
    const found = await running.router.records.search.callable()({ text: 'xyzzy' });
    expect(found.groups).toEqual([]);
  });
});
