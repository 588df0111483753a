import type { Browser, Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { contactsNamed, type ServedConsole, servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { deleteContact } from '../support/org-requests.ts';
import { type FaultyOrg, refusal, reply, startFaultyOrg } from '../support/salesforce-faults.ts';
import { asks, callEvent, danaCalls, deliver } from '../support/test-console.ts';

// What a validation rule refuses is in against-salesforce.test.ts, what a duplicate rule finds in cards.test.ts,
// a login that ended in login.test.ts.

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

type Shown = ServedConsole & { front: FaultyOrg; page: Page; card: Locator };

/** A window on the one proposal that Dana Reyes's agent asks for. */
async function shown(action: 'create_case' | 'update_contact', inputs: Record<string, unknown>): Promise<Shown> {
  let front: FaultyOrg | null = null;
  const served = await servedConsole(undefined, async ({ url }) => {
    front = await startFaultyOrg(url);
    onTestFinished(() => front?.close());
    return front;
  });
  if (!front) throw new Error('nothing stands before the org');
  await deliver(served.running, callEvent('start', danaCalls()), asks('t1', action, inputs));
  const page = await openWindow(browser, served.address());
  const card = screenOf(page).card(action === 'create_case' ? 'Create case' : 'Update contact');
  return { ...served, front, page, card };
}

describe('on the card', () => {
  it('a field that Salesforce asks for is named, can be filled in though nobody named it, and is sent', async () => {
    const { org, front, page, card } = await shown('create_case', { subject: 'Lamp', description: 'It is broken.' });
    const { dialog } = screenOf(page);
    const missing = refusal('REQUIRED_FIELD_MISSING', 'Required fields are missing: [Reason]', ['Reason']);
    front.next(/^PATCH /, reply(400, missing));
    await button(card, 'Approve').click();
    await seen(
      card.getByText('Salesforce refused it: Salesforce needs the case reason to be filled in. Nothing was written.'),
    );
    await button(card, 'Fix and retry').click();
    await seen(dialog.getByText('Salesforce needs the case reason to be filled in.'));
    await dialog.getByRole('combobox', { name: 'Case Reason' }).fill('Breakdown');
    await page.getByRole('option', { name: 'Breakdown' }).click();
    await button(dialog, 'Approve').click();
    await gone(dialog);
    await seen(card.getByText(/^Written .* edited and approved by/));
    expect(org.effects().filter(({ fields }) => fields.Subject === 'Lamp')).toMatchObject([
      { fields: { Reason: 'Breakdown' } },
    ]);
  });

  it('a locked record is told, and written by itself once it is free', async () => {
    const { org, front, card } = await shown('update_contact', { title: 'Founder' });
    const locked = refusal('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record or 1 records: 003');
    front.next(/^PATCH /, reply(400, locked));
    await button(card, 'Approve').click();
    await seen(card.getByText(/Not sent yet: Somebody else is saving this contact right now\. .* It is tried again\./));
    await seen(card.getByText(/^Written .* approved by/));
    expect(org.effects().filter(({ fields }) => fields.Title === 'Founder')).toHaveLength(1);
  });

  it('a missing right is told, with who can grant it, and the proposal goes back to waiting', async () => {
    const { org, front, card } = await shown('update_contact', { title: 'Founder' });
    const refused = refusal('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    front.next(/^PATCH /, reply(403, refused));
    await button(card, 'Approve').click();
    await seen(
      card.getByText(/may not do this to this contact\. An admin can grant the right\. Nothing was written\./),
    );
    await button(card, 'Back to waiting').click();
    await button(card, 'Approve').click();
    await seen(card.getByText(/^Written .* approved by/));
    expect(org.effects().filter(({ fields }) => fields.Title === 'Founder')).toHaveLength(1);
  });

  it('a record that was deleted meanwhile is told, and another one can be chosen', async () => {
    const { org, card } = await shown('update_contact', { title: 'Founder' });
    const [dana] = await contactsNamed(org, 'Dana Reyes');
    const [priya] = await contactsNamed(org, 'Priya Natarajan');
    await seen(button(card, 'Approve'));
    await deleteContact(org, String(dana));
    await button(card, 'Approve').click();
    await seen(card.getByText(/^Salesforce refused it: This contact does not exist \(any more\)/));
    await button(card, 'Back to waiting').click();
    await card.getByLabel('Find a contact by name').fill('Priya');
    await card.getByRole('button', { name: /^Priya Natarajan/ }).click();
    await button(card, 'Approve').click();
    await seen(card.getByText(/^Written .* approved by/));
    expect(org.effects().filter(({ fields }) => fields.Title === 'Founder')).toMatchObject([{ id: priya }]);
  });
});
