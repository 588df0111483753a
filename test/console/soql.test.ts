import { call, createRouterClient } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import type { SoqlPage, SoqlStep } from '../../shared/contract/soql-contract.ts';
import { allowing, customerOrg, orgConsole, signedInTo } from '../support/org-console.ts';
import { askOrg, rowsOf } from '../support/org-requests.ts';
import { testConsole, testOrg } from '../support/test-console.ts';

type Asked = { query: string; next?: string | null; rows?: number; signal?: AbortSignal };

async function start(): Promise<{ org: PracticeOrg; running: Console; run(of: Asked): Promise<SoqlStep[]> }> {
  const org = await testOrg();
  const running = await testConsole(org);
  const id = running.orgs.main()?.id ?? '';
  return {
    org,
    running,
    async run({ query, next = null, rows = 1, signal }) {
      const steps: SoqlStep[] = [];
      const { soql } = createRouterClient(running.router);
      for await (const step of await soql.run({ org: id, query, next, rows }, { signal })) steps.push(step);
      return steps;
    },
  };
}

function onlyPage(steps: readonly SoqlStep[]): SoqlPage {
  const [page] = steps;
  if (steps.length !== 1 || page?.step !== 'page') throw new Error(JSON.stringify(steps));
  return page;
}

async function makeLeads(org: PracticeOrg, count: number): Promise<void> {
  for (let at = 0; at < count; at += 200) {
    const records = Array.from({ length: Math.min(200, count - at) }, (_, index) => ({
      attributes: { type: 'Lead' },
      LastName: `Bulk ${String(at + index).padStart(5, '0')}`,
      Company: 'Bulk',
    }));
    await askOrg(org, 'POST', '/composite/sobjects', { allOrNone: true, records });
  }
}

describe('a query', () => {
  it('answers columns with what they are, and cells that say which record they name', async () => {
    const { org, run } = await start();
    const query = "select id, name, account.name, MailingAddress, IsDeleted from Contact where Name = 'Dana Reyes'";
    const page = onlyPage(await run({ query }));
    const [dana] = await rowsOf(org, "SELECT Id, AccountId FROM Contact WHERE Name = 'Dana Reyes'");
    expect(page).toMatchObject({ object: 'Contact', total: 1, next: null });
    expect(page.columns[0]).toMatchObject({ refersTo: 'Contact' });
    expect(page.columns.map(({ path, type }) => [path, type])).toEqual([
      ['Id', 'id'],
      ['Name', 'string'],
      ['Account.Name', 'string'],
      ['MailingAddress', 'address'],
      ['IsDeleted', 'boolean'],
    ]);
    expect(page.rows[0]?.id).toBe(dana.Id);
    expect(page.rows[0]?.cells.slice(0, 3)).toEqual([
      dana.Id,
      { name: 'Dana Reyes', id: dana.Id, object: 'Contact' },
      { name: expect.any(String), id: dana.AccountId, object: 'Account' },
    ]);
  });

  it('says of each column why its cells cannot be edited', async () => {
    const { run } = await start();
    const why = async (query: string) => onlyPage(await run({ query })).columns.map(({ notEditable }) => notEditable);
    expect(await why('SELECT Id, Email, Account.Name, CreatedDate, MailingAddress FROM Contact LIMIT 1')).toEqual([
      expect.stringContaining('Salesforce sets it'),
      null,
      expect.stringContaining('behind Account'),
      expect.stringContaining('Salesforce sets it'),
      expect.stringContaining('edit those'),
    ]);
    expect(await why('SELECT Email FROM Contact LIMIT 1')).toEqual([expect.stringContaining('Add Id')]);
    expect(await why('SELECT Status, COUNT(Id) n FROM Case GROUP BY Status')).toEqual([
      expect.stringContaining('aggregate'),
      expect.stringContaining('aggregate'),
    ]);
    expect(await why('SELECT Id, toLabel(Status) FROM Case LIMIT 1')).toMatchObject([
      {},
      expect.stringContaining('computed'),
    ]);
  });

  it('names aggregates as the query does, and counts', async () => {
    const { org, run } = await start();
    const grouped = onlyPage(
      await run({ query: 'SELECT Account.Name, COUNT(Id), MAX(CreatedDate) m FROM Contact GROUP BY Account.Name' }),
    );
    expect(grouped.columns.map(({ path, type }) => [path, type])).toEqual([
      ['Account.Name', 'string'],
      ['COUNT(Id)', 'int'],
      ['m', 'datetime'],
    ]);
    expect(grouped.rows[0]).toMatchObject({
      id: null,
      cells: [expect.anything(), expect.any(Number), expect.any(String)],
    });
    const counted = onlyPage(await run({ query: 'SELECT COUNT() FROM Contact' }));
    expect(counted.rows).toEqual([{ id: null, cells: [(await rowsOf(org, 'SELECT Id FROM Contact')).length] }]);
  });

  it('shows the rows of a child query, and the fields of whatever a lookup points to', async () => {
    const { run } = await start();
    const accounts = onlyPage(
      await run({ query: 'SELECT Name, (SELECT Id, Account.Name FROM Contacts) FROM Account' }),
    );
    const children = accounts.rows.flatMap(({ cells }) => cells[1] ?? []);
    expect(children).toContainEqual({
      total: expect.any(Number),
      columns: ['Id', 'Account.Name'],
      rows: expect.arrayContaining([[expect.stringMatching(/^003/), expect.any(String)]]),
      more: false,
    });
    const tasks = onlyPage(
      await run({ query: 'SELECT Id, TYPEOF Who WHEN Contact THEN Name, Email ELSE Name END FROM Task' }),
    );
    expect(tasks.columns.map(({ path }) => path)).toEqual(['Id', 'Who.Name', 'Who.Email']);
  });

  it('stands for every field of the object with FIELDS(ALL)', async () => {
    const { running, run } = await start();
    const page = onlyPage(await run({ query: 'SELECT FIELDS(ALL) FROM Case LIMIT 1' }));
    const described = await call(running.router.records.describe, { object: 'Case' });
    expect(page.columns.map(({ path }) => path)).toEqual(described.fields.map(({ name }) => name));
    expect(page.columns.find(({ path }) => path === 'Subject')?.notEditable).toBeNull();
    expect(page.rows[0]?.id).toMatch(/^500/);
  });
});

describe('a query that cannot be run', () => {
  it('is refused at its place before anything is sent', async () => {
    const { org, run } = await start();
    org.faults.add({ match: { path: '/query' }, fault: { kind: 'status', status: 500 } });
    expect(await run({ query: 'SELECT Id FORM Case' })).toMatchObject([
      { step: 'refused', place: { row: 1, column: 16 } },
    ]);
    expect(org.faults.list()).toHaveLength(1);
  });

  it('is refused at the place that Salesforce tells', async () => {
    const { run } = await start();
    expect(await run({ query: 'SELECT Id,\n  Nonsense__c\nFROM Case' })).toMatchObject([
      {
        step: 'refused',
        place: { row: 2, column: 3 },
        problem: { code: 'INVALID_FIELD', message: expect.stringContaining('Nonsense__c') },
      },
    ]);
    expect(await run({ query: 'SELECT Id FROM Nowhere' })).toMatchObject([
      { step: 'refused', place: { row: 1, column: 16 }, problem: { code: 'INVALID_TYPE' } },
    ]);
  });

  it('tells what happened when Salesforce fails, and where the rest is gone', async () => {
    const { org, run } = await start();
    org.faults.add({ match: { path: '/query' }, times: 2, fault: { kind: 'status', status: 503 } });
    await expect(run({ query: 'SELECT Id FROM Case' })).rejects.toMatchObject({
      data: { kind: 'upstream', next: 'retry' },
    });
    org.faults.clear();
    expect(await run({ query: 'SELECT Id FROM Case', next: '01g000000000099AAA-2000' })).toMatchObject([
      {
        step: 'refused',
        problem: { code: 'INVALID_QUERY_LOCATOR', message: expect.stringContaining('Run the query again') },
      },
    ]);
  });

  it('of an org that is not connected is refused', async () => {
    const { running } = await start();
    const steps = await call(running.router.soql.run, {
      org: '00D000000000009AAA',
      query: 'SELECT Id FROM Case',
      next: null,
      rows: 1,
    });
    await expect(steps.next()).rejects.toMatchObject({ data: { next: 'reconnect' } });
  });
});

describe('a query of more rows than fit on a page', () => {
  const query = "SELECT Id, LastName FROM Lead WHERE Company = 'Bulk' ORDER BY LastName";

  it('comes page by page, and goes on where it stopped', async () => {
    const { org, run } = await start();
    await makeLeads(org, 4_400);
    const first = onlyPage(await run({ query }));
    expect(first).toMatchObject({ total: 4_400, next: expect.any(String) });
    expect(first.rows).toHaveLength(2_000);
    const rest = await run({ query, next: first.next, rows: 50_000 });
    const rows = [first, ...rest].flatMap((step) => (step.step === 'page' ? step.rows : []));
    expect(rest).toHaveLength(2);
    expect(rows.map(({ cells }) => cells[1])).toEqual(
      Array.from({ length: 4_400 }, (_, index) => `Bulk ${String(index).padStart(5, '0')}`),
    );
    expect(new Set(rows.map(({ id }) => id)).size).toBe(4_400);
  });

  it('ends when its reader leaves: the request is cut off, and no further page is asked for', async () => {
    const { org, run } = await start();
    await makeLeads(org, 2_200);
    const first = onlyPage(await run({ query }));
    // Answers only once its client has gone.
    org.faults.add({ match: { path: '/query/' }, fault: { kind: 'late-commit', ms: 60_000 } });
    const leaving = new AbortController();
    const ended = run({ query, next: first.next, rows: 50_000, signal: leaving.signal }).catch(() => []);
    await expect.poll(() => org.faults.list()).toHaveLength(0);
    leaving.abort();
    expect(await ended).toEqual([]);
    const seen = async () => (await fetch(org.url)).text();
    await expect.poll(seen).toContain(first.next);
  });
});

it('a query asks the org that was chosen, and no other', async () => {
  const practice = await testOrg();
  const { org: customer, port } = await customerOrg();
  const running = await orgConsole({ org: practice, loginPorts: [port], openBrowser: allowing(customer) });
  const { id } = await signedInTo(running, customer);
  await makeLeads(customer, 3);
  const { soql } = createRouterClient(running.router);
  const totals = await Promise.all(
    [id, practice.organizationId].map(async (org) => {
      const query = "SELECT Id FROM Lead WHERE Company = 'Bulk'";
      for await (const step of await soql.run({ org, query, next: null, rows: 1 })) {
        if (step.step === 'page') return step.total;
      }
      return null;
    }),
  );
  expect(totals).toEqual([3, 0]);
});

describe('one row', () => {
  it('is read again with the same columns', async () => {
    const { org, running } = await start();
    const [dana] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
    await askOrg(org, 'PATCH', `/sobjects/Contact/${dana.Id}`, { Email: 'new@reyes.example' });
    const query = "SELECT Id, Email FROM Contact WHERE Email LIKE 'dana%' ORDER BY Email LIMIT 1";
    const ask = (id: string) => call(running.router.soql.row, { org: running.orgs.main()?.id ?? '', query, id });
    expect(await ask(dana.Id)).toEqual({ id: dana.Id, cells: [dana.Id, 'new@reyes.example'] });
    expect(await ask('003000000000099AAA')).toBeNull();
    expect(await ask("x' OR Id != '")).toBeNull();
  });
});

describe('the history', () => {
  it('keeps texts, newest first and each once, until it is forgotten', async () => {
    const { running, run } = await start();
    for (const query of ['SELECT Id FROM Case', 'SELECT Id FROM Lead', ' SELECT Id FROM Case ', 'SELECT nothing'])
      await run({ query });
    const texts = async () => (await call(running.router.soql.history, undefined)).map(({ query }) => query);
    expect(await texts()).toEqual(['SELECT Id FROM Case', 'SELECT Id FROM Lead']);
    await call(running.router.soql.forgetHistory, undefined);
    expect(await texts()).toEqual([]);
  });
});

it('objects that can be queried are listed by name', async () => {
  const { running } = await start();
  const objects = await call(running.router.soql.objects, { org: running.orgs.main()?.id ?? '' });
  expect(objects).toContainEqual({ name: 'Case', label: 'Case' });
  expect(objects.map(({ name }) => name)).toEqual(objects.map(({ name }) => name).sort((a, b) => a.localeCompare(b)));
});
