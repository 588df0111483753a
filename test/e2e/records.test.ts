import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { bothSizes, inspection } from '../support/e2e-axe.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { askOrg, rowsOf } from '../support/org-requests.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

/** The parts of the Records screen. */
function recordsOf(page: Page) {
  return {
    search: page.getByRole('searchbox', { name: /^Search records/ }),
    found: page.getByRole('navigation', { name: 'Records found' }),
    record: page.getByRole('region', { name: 'The record' }),
    side: page.getByRole('complementary', { name: 'Proposals and decisions' }),
    card: (action: string) => page.getByRole('article', { name: action }),
    /** What stands beside a field's label. */
    field: (name: string) =>
      page
        .locator('dl > div')
        .filter({ has: page.getByText(new RegExp(`^${name} · `)) })
        .locator('dd'),
  };
}

async function openDana(page: Page): Promise<void> {
  const { search, record } = recordsOf(page);
  await screenOf(page).goTo('Records');
  await search.fill('dana reyes');
  await search.press('Enter');
  await seen(record.getByRole('heading', { name: /^Dana Reyes/ }));
}

async function openCase(page: Page): Promise<void> {
  const { search, record, found } = recordsOf(page);
  await screenOf(page).goTo('Records');
  await search.fill('lamp damaged');
  await found.getByRole('link', { name: /Lamp damaged in transit/ }).click();
  await seen(record.getByText('Lamp damaged in transit').first());
}

test('a record is found, opened, edited and written by keyboard alone', async () => {
  const { org, address } = await servedConsole();
  const page = await openWindow(browser, address());
  const { search, found, record, card, field } = recordsOf(page);
  const before = org.effects().length;
  await seen(page.getByRole('link', { name: 'Records' }));
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await seen(page.getByRole('heading', { name: 'Records', level: 1 }));
  await page.keyboard.press('/');
  await page.keyboard.type('reyes');
  await seen(found.getByRole('link', { name: /Dana Reyes/ }));
  await search.press('ArrowDown');
  await page.keyboard.press('Enter');
  await seen(record.getByRole('heading', { name: /^Dana Reyes/ }));
  expect(await field('AccountId').innerText()).toContain('Reyes Interiors');
  await page.keyboard.press('e');
  await seen(page.getByRole('form', { name: 'Edit Dana Reyes' }));
  await page.keyboard.type('email');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('dana@reyesinteriors.example');
  await page.keyboard.press('Enter');
  await seen(card('Update object').getByText('d.reyes@oldmail.example'));
  await seen(card('Update object').locator('ins', { hasText: 'dana@reyesinteriors.example' }));
  expect(org.effects()).toHaveLength(before);
  await eventually(async () => {
    await page.keyboard.press('a');
    return card('Update object')
      .getByText(/^Written/)
      .count();
  }).toBe(1);
  expect(org.effects(before)).toHaveLength(1);
  expect(await rowsOf(org, "SELECT Email FROM Contact WHERE Name = 'Dana Reyes'")).toMatchObject([
    { Email: 'dana@reyesinteriors.example' },
  ]);
  // The record says what was written.
  await eventually(() => field('Email').innerText()).toBe('dana@reyesinteriors.example');
});

test('a record is compared with itself at an earlier decision', async () => {
  const { org, address, running } = await servedConsole();
  const page = await openWindow(browser, address());
  const { record, card, side, field } = recordsOf(page);
  await openDana(page);
  await button(record, 'Edit').click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Founder');
  await page.getByRole('textbox', { name: 'Email', exact: true }).fill('dana@one.example');
  await page.getByRole('button', { name: 'Propose 2 changes' }).click();
  await button(card('Update object'), 'Approve').click();
  await seen(card('Update object').getByText(/^Written/));
  await running.idle();
  const [{ Id }] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
  await askOrg(org, 'PATCH', `/sobjects/Contact/${Id}`, { Email: 'dana@two.example' });
  await button(record, 'Read again').click();
  await eventually(() => field('Email').innerText()).toBe('dana@two.example');
  await side.getByRole('button', { name: /^Update object/ }).click();
  const rows = side.getByRole('table').getByRole('row');
  const cells = async (name: string) => (await rows.filter({ hasText: name }).innerText()).split(/\s*[\t\n]+\s*/);
  expect(await cells('Title')).toEqual(['Title', 'Owner', 'Founder', 'Founder']);
  const email = await cells('Email');
  expect(email).toEqual(['Email', 'changed since', 'd.reyes@oldmail.example', 'dana@one.example', 'dana@two.example']);
});

test('a record is made, of any object, and opened', async () => {
  const { org, address } = await servedConsole();
  const page = await openWindow(browser, address());
  const { card, record } = recordsOf(page);
  await screenOf(page).goTo('Records');
  await page.getByRole('button', { name: 'New record' }).click();
  await page.getByRole('combobox', { name: 'Object', exact: true }).fill('Lead');
  await page.getByRole('option', { name: 'Lead', exact: true }).click();
  const form = page.getByRole('form', { name: 'New lead' });
  await form.getByRole('textbox', { name: 'Last Name' }).fill('Okoye');
  await form.getByRole('button', { name: 'Propose this lead' }).click();
  await seen(form.getByText(/^Look at Company/));
  await form.getByRole('textbox', { name: 'Company', exact: true }).fill('Lamps & Co <b>');
  await form.getByRole('button', { name: 'Propose this lead' }).click();
  await seen(card('Create object').getByText('Lamps & Co <b>'));
  expect(await rowsOf(org, "SELECT Id FROM Lead WHERE LastName = 'Okoye'")).toEqual([]);
  await button(card('Create object'), 'Approve').click();
  await page.getByRole('button', { name: 'Open Okoye' }).click();
  await seen(record.getByRole('heading', { name: /^Okoye/ }));
  expect(await rowsOf(org, "SELECT Company FROM Lead WHERE LastName = 'Okoye'")).toMatchObject([
    { Company: 'Lamps & Co <b>' },
  ]);
  await seen(page.getByRole('button', { name: /^Create object/ }));
});

test('a case gets a comment and a topic, and is deleted after being asked twice', async () => {
  const { org, address } = await servedConsole();
  const page = await openWindow(browser, address());
  const { record, card, side } = recordsOf(page);
  await openCase(page);
  await record.getByRole('button', { name: 'Comment' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Rang back; a new lamp is on its way.');
  await dialog.getByRole('checkbox', { name: 'The customer may read it' }).check();
  await dialog.getByRole('button', { name: 'Propose this comment' }).click();
  await button(card('Add comment to a case'), 'Approve').click();
  await seen(card('Add comment to a case').getByText(/^Written/));
  expect(
    await rowsOf(org, "SELECT CommentBody, IsPublished FROM CaseComment WHERE CommentBody LIKE 'Rang%'"),
  ).toMatchObject([{ CommentBody: 'Rang back; a new lamp is on its way.', IsPublished: true }]);

  await record.getByRole('button', { name: 'Add topic' }).click();
  await dialog.getByRole('textbox', { name: 'Topic' }).fill('Damaged goods');
  await dialog.getByRole('button', { name: 'Propose this topic' }).click();
  await button(card('Add topic to object'), 'Approve').click();
  await seen(card('Add topic to object').getByText(/^Written/));
  expect(await rowsOf(org, "SELECT Id FROM TopicAssignment WHERE Topic.Name = 'Damaged goods'")).toHaveLength(1);

  const [{ Id }] = await rowsOf(org, "SELECT Id FROM Case WHERE Subject = 'Lamp damaged in transit'");
  await record.getByRole('button', { name: 'Delete' }).click();
  await seen(card('Delete object').getByText(/1 case comment/));
  await button(card('Delete object'), 'Approve').click();
  await seen(card('Delete object').getByText(/Approve once more/));
  expect(await rowsOf(org, `SELECT Id FROM Case WHERE Id = '${Id}'`)).toHaveLength(1);
  await button(card('Delete object'), 'Approve').click();
  await seen(record.getByText(/This case was deleted/));
  expect(await rowsOf(org, `SELECT Id FROM Case WHERE Id = '${Id}'`)).toEqual([]);
  await seen(side.getByRole('heading', { name: /Compare with an earlier decision/ }));
});

describe('a record that cannot be shown', () => {
  it('is told by what is the matter, and what can be done', async () => {
    const { org, address } = await servedConsole();
    const page = await openWindow(browser, address());
    const { search, found, record } = recordsOf(page);
    await openDana(page);
    await search.fill(`${org.url}/lightning/r/Contact/003Xx0000000zzz/view`);
    await seen(found.getByText(/has no contact with the id/));
    await search.fill('https://other.my.salesforce.com/003Xx0000000zzz');
    await seen(found.getByText(/which Countersign is not connected to/));
    await search.fill('zzzzzz');
    await seen(found.getByText('Nothing in the org fits.'));
    org.expireSessions();
    await button(record, 'Read again').click();
    const alert = record.getByRole('alert');
    await seen(alert.getByRole('button', { name: 'Try again' }), alert.getByRole('link', { name: /^Sign in/ }));
  });
});

describe('a window at 200 %', () => {
  it('does not scroll sideways, and every action can be reached', async () => {
    const { org, address } = await servedConsole();
    const page = await openWindow(browser, address(), { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });
    const { record, card } = recordsOf(page);
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await openDana(page);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await button(record, 'Edit').click();
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Founder');
    await page.getByRole('button', { name: 'Propose this change' }).click();
    await button(card('Update object'), 'Approve').click();
    await seen(card('Update object').getByText(/^Written/));
    expect(await sideways()).toBeLessThanOrEqual(0);
    expect(await rowsOf(org, "SELECT Title FROM Contact WHERE Name = 'Dana Reyes'")).toMatchObject([
      { Title: 'Founder' },
    ]);
  });
});

test('a lookup is chosen by name and shown by name on the card; an id alone finds its record', async () => {
  const { org, address, running } = await servedConsole();
  const page = await openWindow(browser, address());
  const { record, card } = recordsOf(page);
  const accounts = await rowsOf(
    org,
    "SELECT Id, Name FROM Account WHERE Name != 'Reyes Interiors' ORDER BY Name LIMIT 1",
  );
  await openDana(page);
  await button(record, 'Edit').click();
  const account = page.getByRole('combobox', { name: 'Account ID' });
  await account.fill(accounts[0].Name);
  await page.getByRole('option', { name: accounts[0].Name }).first().click();
  await page.getByRole('button', { name: 'Propose this change' }).click();
  await seen(card('Update object').locator('del', { hasText: 'Reyes Interiors' }));
  await seen(card('Update object').locator('ins', { hasText: accounts[0].Name }));
  // An owner may be a person or a queue: both are sought.
  await button(record, 'Edit').click();
  await page.getByRole('combobox', { name: 'Owner ID' }).fill('ortiz');
  await seen(page.getByRole('option', { name: /^Sam Ortiz/ }));
  await page.keyboard.press('Escape');

  const main = running.orgs.main()?.id ?? '';
  await page.goto(`${new URL(page.url()).origin}/#/records/${main}/unknown/${accounts[0].Id}`);
  await seen(record.getByRole('heading', { name: accounts[0].Name }));
});

describe('fields', () => {
  it('are narrowed by label, API name or value, and blank ones can be hidden', async () => {
    const { address } = await servedConsole();
    const page = await openWindow(browser, address());
    const { field, record } = recordsOf(page);
    await openDana(page);
    const narrow = page.getByRole('searchbox', { name: /^Narrow the fields/ });
    await narrow.fill('oldmail');
    await seen(field('Email'));
    await gone(field('Phone'));
    await narrow.fill('no such field');
    await record.getByRole('button', { name: 'Show all fields' }).click();
    await seen(field('MobilePhone'));
    await page.getByRole('checkbox', { name: /^Hide \d+ blank/ }).check();
    await gone(field('MobilePhone'));
    await field('AccountId').getByRole('link', { name: 'Reyes Interiors' }).click();
    await seen(record.getByRole('heading', { name: /^Reyes Interiors/ }));
  });
});

describe('the Records screen', () => {
  it('is without violations, in dark and in light, in a large window and in a small one', {
    timeout: 90_000,
  }, async () => {
    const { address } = await servedConsole();
    const page = await openWindow(browser, address());
    const { record, card, side } = recordsOf(page);
    const { inspect, expectNothingFound } = inspection(page, bothSizes);
    await screenOf(page).goTo('Records');
    await seen(page.getByText('Choose a record.'));
    await inspect('nothing yet');
    await openDana(page);
    await inspect('a record');
    await button(record, 'Edit').click();
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Founder');
    await inspect('editing');
    await page.getByRole('button', { name: 'Propose this change' }).click();
    await seen(card('Update object'));
    await inspect('a card');
    await button(card('Update object'), 'Approve').click();
    await seen(card('Update object').getByText(/^Written/));
    await side.getByRole('button', { name: /^Update object/ }).click();
    await inspect('compared');
    await record.getByRole('button', { name: 'Add topic' }).click();
    await seen(page.getByRole('dialog'));
    await inspect('a topic');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'New record' }).click();
    await seen(page.getByRole('form', { name: 'New case' }));
    await inspect('a new record');
    expectNothingFound();
  });
});
