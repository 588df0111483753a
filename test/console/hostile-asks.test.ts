import { parseQuery } from '@jetstreamapp/soql-parser-js';
import { expect, test } from 'vitest';
import { builtInActions } from '../../electron/actions/built-in/built-in-actions.ts';
import type { CallEvent } from '../../shared/model/call-event.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { type FrontConsole, frontConsole } from '../support/front-console.ts';
import { hostileText, hostileTexts } from '../support/hostile-text.ts';
import { rowsOf } from '../support/org-requests.ts';
import { fc } from '../support/properties.ts';
import type { SeenRequest } from '../support/salesforce-faults.ts';
import { allProposals, asks, callEvent, deliver, sam } from '../support/test-console.ts';

/** Who calls, and what their agent asks for. */
type Ask = {
  party: { name: string | null; phone: string | null; email: string | null };
  action: string;
  inputs: Record<string, unknown>;
};

/** The only places that a request may go to; whatever stands where a name, an id or a key does is one. */
const PLACES = [
  /^GET \/services\/data(?:\/v66\.0(?:\/(?:limits|sobjects|sobjects\/[A-Za-z]\w{0,79}\/describe))?)?$/,
  /^GET \/services\/oauth2\/userinfo$/,
  /^GET \/id\/00D\w{15}\/005\w{15}(?:\?[\w=&.]*)?$/,
  /^GET \/services\/data\/v66\.0\/(?:query|search)\?q=[\w.*+%-]+$/,
  /^PATCH \/services\/data\/v66\.0\/sobjects\/[A-Za-z]\w{0,79}\/Countersign_Key__c\/[0-9a-f-]{36}$/,
  /^(?:PATCH|DELETE) \/services\/data\/v66\.0\/sobjects\/[A-Za-z]\w{0,79}\/[A-Za-z0-9]{18}$/,
  /^POST \/services\/data\/v66\.0\/(?:composite|sobjects\/[A-Za-z]\w{0,79})$/,
];

const HEADERS = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'connection',
  'content-length',
  'content-type',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'sec-fetch-mode',
  'sforce-auto-assign',
  'sforce-call-options',
  'sforce-duplicate-rule-header',
  'transfer-encoding',
  'user-agent',
];

/** The only questions that the console asks of its own, as `shapeOf` leaves them. */
const QUESTIONS = [
  /^SELECT … LIMIT #$/,
  /^SELECT … WHERE F = \?(?: ORDER BY F DESC)?(?: LIMIT #)?$/,
  /^SELECT … WHERE F IN \(\?\)(?: ORDER BY F DESC)?(?: LIMIT #)?$/,
  /^SELECT … WHERE F = \? AND F = (?:\?|false)(?: ORDER BY F DESC)? LIMIT #$/,
  // People, by name, number or address.
  /^SELECT … WHERE \(F (?:=|LIKE) \?(?: OR F (?:=|LIKE) \?)*\)(?: AND F = false)? LIMIT #$/,
  /^SELECT … WHERE \(F = \? OR \(F LIKE \? AND F LIKE \?\)\)(?: AND F = false)? LIMIT #$/,
  // What became of a create whose answer was lost.
  /^SELECT … WHERE F = \? AND F >= @(?: AND F = \?)* ORDER BY F DESC LIMIT #$/,
  /^FIND \{\? OR \?\} IN PHONE FIELDS RETURNING [\w(), .=]+$/,
  /^FIND \{\?\} IN (?:PHONE|NAME) FIELDS RETURNING [\w(), .=]+$/,
];

/** A query without its values: what is asked stays, whatever was put between the quotes. */
function shapeOf(query: string): string {
  return query
    .replace(/'(?:[^'\\]|\\.)*'/gs, '?')
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.Z+-]+/g, '@')
    .replace(/\((?:\?(?:, )?)+\)/g, '(?)')
    .replace(/\bSELECT (?:COUNT\(\)|[\w., ]+) FROM \w+/g, 'SELECT …')
    .replace(/\bLIMIT \d+/g, 'LIMIT #')
    .replace(/\b(?!SELECT|FROM|WHERE|AND|OR|IN|LIKE|ORDER|BY|DESC|LIMIT|true|false|null)[A-Z][\w.]*/g, 'F');
}

/** A search without its words, which may hold nothing that means something there. */
function shapeOfSearch(search: string): string {
  return search.replace(/^FIND \{((?:[^\\?&|!{}[\]()^~*:"'+-]|\\.)*)\*?\}/s, (_, words: string) => {
    return `FIND {${/ (?:AND|OR|AND NOT) /.test(words) ? '? OR ?' : '?'}}`;
  });
}

function shapeOfRequest({ path }: SeenRequest): string | null {
  const url = new URL(path, 'http://org');
  const q = url.searchParams.get('q');
  if (q === null) return null;
  return url.pathname.endsWith('/search') ? shapeOfSearch(q) : shapeOf(q);
}

const plainWords = fc.constantFrom(
  'Lamp',
  'Reyes',
  'Priya Natarajan',
  '4155550134',
  'a@example.com',
  '00001002',
  'true',
  '2026-12-01',
);

/** What somebody may send for an action: its own inputs, the names of the record, and whatever else comes to mind. */
function askOf(action: string, text: fc.Arbitrary<string>, known: Known): fc.Arbitrary<Ask> {
  const inputs = builtInActions.find(({ key }) => key === action)?.inputs ?? [];
  const named = [...inputs.map(({ name }) => name), 'record_id', 'case_number', 'recording_url'];
  const value = fc.oneof(
    { weight: 6, arbitrary: text },
    { weight: 1, arbitrary: fc.constantFrom(...known.ids) },
    { weight: 1, arbitrary: fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 2 })) },
  );
  const ofAny = fc.record({
    object: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('Contact', 'Case', 'Account') },
      { weight: 1, arbitrary: text },
    ),
    record_id: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known.ids) }, { weight: 1, arbitrary: text }),
    fields: fc.dictionary(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom('Subject', 'Description', 'Name', 'LastName') },
        { weight: 1, arbitrary: text },
      ),
      value,
      { minKeys: 1, maxKeys: 3 },
    ),
  });
  const query = text.map((words) => ({ query: `SELECT Id, Subject FROM Case WHERE Subject = '${words}'` }));
  const raw = fc.record({
    query: fc.oneof(
      text,
      query.map(({ query: q }) => q),
      fc.constantFrom(...QUERIES),
    ),
  });
  const required = inputs.filter((input) => input.required).map(({ name }) => [name, text] as const);
  const more = fc.dictionary(
    fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...named) }, { weight: 1, arbitrary: text }),
    value,
    { maxKeys: 3 },
  );
  const own = fc.tuple(more, fc.record(Object.fromEntries(required))).map(([some, all]) => ({ ...some, ...all }));
  const bodies: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = {
    create_object: ofAny,
    update_object: ofAny,
    delete_object: ofAny,
    run_soql: raw,
  };
  const party = fc.record({
    name: fc.option(fc.oneof({ weight: 3, arbitrary: fc.constant('Dana Reyes') }, { weight: 1, arbitrary: text })),
    phone: fc.option(fc.oneof({ weight: 3, arbitrary: fc.constant('+14155550134') }, { weight: 1, arbitrary: text })),
    email: fc.option(text),
  });
  return fc.record({ party, action: fc.constant(action), inputs: bodies[action] ?? own });
}

/** Queries that would do more than they seem to. */
const QUERIES = [
  "SELECT Id FROM Case WHERE ContactId = '003000000000001AAA' OR Name != ''",
  "SELECT Id FROM Case WHERE Subject = 'x' FOR UPDATE",
  'SELECT Id, (SELECT Id FROM CaseComments) FROM Case',
  'SELECT Id FROM Case WHERE Id IN (SELECT ParentId FROM CaseComment) LIMIT 9999',
  'SELECT FIELDS(ALL) FROM User LIMIT 200',
  "SELECT Id FROM Case WHERE Subject = 'x\\' OR Subject != \\'' LIMIT 10000",
  'SELECT Id FROM Case LIMIT 10000 OFFSET 2000',
  'SELECT COUNT() FROM User',
  'SELECT Id FROM Case; DELETE FROM Case',
  'FIND {x} IN ALL FIELDS RETURNING User(Id)',
];

type Known = { ids: string[] };

/** Lets it happen, approves whatever can be, and answers with what reached the org and what was proposed. */
async function carryOut(
  { front, running }: FrontConsole,
  ask: Ask,
  call: string,
): Promise<{ seen: SeenRequest[]; proposals: Proposal[] }> {
  front.seen.length = 0;
  const start: CallEvent = {
    type: 'call.started',
    carrierId: null,
    channel: 'phone',
    direction: 'inbound',
    agent: { id: 'a1', name: 'Front desk', version: null },
    parties: [{ role: 'caller', ...ask.party }],
    variables: {},
    startedAt: Date.parse('2026-11-21T18:00:00Z'),
    heldAt: null,
  };
  const before = new Set((await allProposals(running)).map(({ id }) => id));
  await deliver(running, { ...callEvent('start', start), call }, { ...asks('t1', ask.action, ask.inputs), call });
  const made = (await allProposals(running)).filter(({ id }) => !before.has(id));
  for (const of of made) {
    await running.proposals.approve(of.id, of.revision, null, sam).catch(() => {});
    await running.idle();
  }
  return { seen: [...front.seen], proposals: (await allProposals(running)).filter(({ id }) => !before.has(id)) };
}

function headersOf({ headers }: SeenRequest): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [name, String(value)]);
}

test('whatever an agent sends, requests go only where they always go, and ask only what they always ask', {
  timeout: 120_000,
}, async () => {
  const world = await frontConsole();
  const { org } = world;
  const ids = (await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Lee Okafor'")).map(
    ({ Id }: { Id: string }) => Id,
  );
  const cases = (await rowsOf(org, 'SELECT Id FROM Case LIMIT 2')).map(({ Id }: { Id: string }) => Id);
  const known = { ids: [...ids, ...cases] };
  const keys = builtInActions.filter(({ key }) => key !== 'get_access_token').map(({ key }) => key);
  let count = 0;
  const words = fc.oneof({ weight: 4, arbitrary: hostileText }, { weight: 1, arbitrary: plainWords });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...keys).chain((key) => askOf(key, words, known)),
      async (ask) => {
        count += 1;
        const { seen, proposals } = await carryOut(
          world,
          ask,
          `hostile-${count} ${hostileTexts[count % hostileTexts.length]}`,
        );
        const approved = proposals.map(({ values }) => values.find(({ field }) => field === 'Query')?.value);
        for (const request of seen) {
          const at = `${request.method} ${request.path}`;
          expect(PLACES.some((place) => place.test(at)) ? 'a usual place' : at).toBe('a usual place');
          for (const [name, value] of headersOf(request)) {
            expect(HEADERS).toContain(name);
            expect(value).toMatch(/^[\x20-\x7e]{0,400}$/);
            if (name === 'authorization') expect(value).toBe(`Bearer ${org.accessToken}`);
          }
          const shape = shapeOfRequest(request);
          if (shape === null || QUESTIONS.some((each) => each.test(shape))) continue;
          // Otherwise it is the query that the agent asked for, as the card shows it, and can only read.
          const q = new URL(request.path, org.url).searchParams.get('q') ?? '';
          expect(approved.includes(q) ? 'as shown' : shape).toBe('as shown');
          const { limit, for: locks, update, fields } = parseQuery(q);
          expect([limit !== undefined && limit <= 50, locks, update]).toEqual([true, undefined, undefined]);
          expect(fields?.every(({ type }) => type === 'Field' || type === 'FieldRelationship')).toBe(true);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  "SELECT Id FROM Case WHERE Subject = 'x' OR Name != ''",
  "SELECT Id FROM Case WHERE Id IN ('a') LIMIT 1 OFFSET 1",
  "SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = 'x'",
  "SELECT Id FROM Case WHERE Subject = 'x' ORDER BY Subject DESC LIMIT 1 FOR UPDATE",
])('a question that is not the console’s own would be noticed: %s', (query) => {
  expect(QUESTIONS.filter((each) => each.test(shapeOf(query)))).toEqual([]);
});
