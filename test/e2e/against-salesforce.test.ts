import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { holdClock } from '../support/e2e-clock.ts';
import { asSomebodyElse, contactsNamed, servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

const theirs = { MobilePhone: '+1 917 555 0100' };

/** Does something while the console's next write is on its way: what is open is watched, and would show it before. */
async function onceSent(org: PracticeOrg, work: () => Promise<unknown>): Promise<void> {
  org.faults.add({ match: { method: 'PATCH', path: '/sobjects/Contact/' }, fault: { kind: 'delay', ms: 1500 } });
  await eventually(() => org.faults.list()).toEqual([]);
  await work();
}

describe('a record that changed after its diff was shown', () => {
  it('is not written over: three ways are shown, and approving again writes', async () => {
    const { org, play, address } = await servedConsole();
    await play('priya-natarajan');
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const card = screen.card('Update contact');
    await seen(card.getByText('+1 917 555 0142'));
    const [priya] = await contactsNamed(org, 'Priya Natarajan');
    const changed = onceSent(org, () => asSomebodyElse(org, 'PATCH', `/sobjects/Contact/${priya}`, theirs));
    const before = org.effects().length + 1;
    await button(card, 'Approve').click();
    await changed;
    await seen(card.getByText(/changed Mobile Phone after you saw it\. Nothing was sent\./));
    const row = card.getByRole('row', { name: /^Mobile Phone/ });
    for (const name of ['Then', 'Now in Salesforce', 'Proposed']) await seen(card.getByRole('columnheader', { name }));
    await seen(
      row.getByText('+1 917 555 0142'),
      row.getByText('+1 917 555 0100'),
      row.getByText('+1 917 555 0166'),
      row.getByText('in conflict'),
    );
    expect(org.effects(before)).toEqual([]);

    await button(card, 'Approve').click();
    await seen(card.getByText(/^Written .* approved by/));
    expect(org.effects(before)).toMatchObject([{ id: priya, fields: { MobilePhone: '+1 917 555 0166' } }]);
  });

  it('is found so in Approvals and decided by keyboard alone', async () => {
    const { org, play, address } = await servedConsole();
    await play('priya-natarajan');
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    await seen(screen.selectedCard.getByText('+1 917 555 0142'));
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await seen(screen.selectedRow);
    const [priya] = await contactsNamed(org, 'Priya Natarajan');
    const changed = onceSent(org, () => asSomebodyElse(org, 'PATCH', `/sobjects/Contact/${priya}`, theirs));
    const before = org.effects().length + 1;
    const clock = await holdClock(page);
    await page.keyboard.press('a');
    await changed;
    await seen(screen.chosen.getByText('Changed since you saw it'), screen.chosen.getByText('Now in Salesforce'));
    expect(org.effects(before)).toEqual([]);
    await clock.afterTheGuard();
    await page.keyboard.press('a');
    await seen(screen.foot.getByText('0 waiting'));
    await eventually(() => org.effects(before)).toMatchObject([{ fields: { MobilePhone: '+1 917 555 0166' } }]);
  });
});

describe('what Salesforce refuses', () => {
  it('is told field by field, fixed and tried again', async () => {
    const rule = {
      object: 'Contact',
      name: 'OwnDomain',
      when: "Email = 'dana@reyesinteriors.com'",
      message: 'Use the address of the shop.',
      field: 'Email',
    };
    const { org, play, address } = await servedConsole({ validationRules: [rule] });
    await play('dana-reyes');
    const before = org.effects().length;
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const card = screen.card('Update contact');
    await button(card, 'Approve').click();
    await seen(card.getByText(/^Salesforce refused it: .* Nothing was written\./));
    await seen(card.getByText(/^Salesforce: .*Use the address of the shop\./));
    expect(org.effects(before)).toEqual([]);

    await button(card, 'Fix and retry').click();
    const email = screen.dialog.getByRole('textbox', { name: 'Email' });
    await seen(screen.dialog.getByText('Use the address of the shop.'));
    await email.fill('shop@reyesinteriors.com');
    await button(screen.dialog, 'Approve').click();
    await gone(screen.dialog);
    await seen(card.getByText(/^Written .* edited and approved by/));
    expect(org.effects(before)).toMatchObject([{ fields: { Email: 'shop@reyesinteriors.com' } }]);
  });
});

describe('an org in trouble', () => {
  it('that answers 500 to a read is told on the card, and read again once it is well', async () => {
    const { org, play, address } = await servedConsole();
    org.faults.add({ match: { method: 'GET', path: '003Cs' }, times: 100, fault: { kind: 'status', status: 500 } });
    await play('priya-natarajan');
    const page = await openWindow(browser, address());
    const card = screenOf(page).card('Update contact');
    const again = button(card, 'Read it again');
    await seen(again);
    org.faults.clear();
    await again.click();
    await seen(card.getByText('+1 917 555 0142'));
    await button(card, 'Approve').click();
    await seen(card.getByText(/^Written .* approved by/));
  });

  it('that cuts the line after a write is looked at, and found to have written once', async () => {
    const { org, play, address } = await servedConsole();
    await play('priya-natarajan');
    const before = org.effects().length;
    const page = await openWindow(browser, address());
    const card = screenOf(page).card('Update contact');
    org.faults.add({ match: { method: 'PATCH' }, fault: { kind: 'reset-after-commit' } });
    await button(card, 'Approve').click();
    await seen(card.getByText(/^Found written .* approved by/));
    expect(org.effects(before)).toHaveLength(1);
  });

  it('that hangs over one write and answers 500 to another holds up nothing else, and has written each once', async () => {
    const { org, play, address } = await servedConsole();
    await play('noah-whitfield', 'samir-haddad');
    const before = org.effects().length;
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const update = screen.card('Update contact');
    const create = screen.card('Create case');
    org.faults.add({ match: { method: 'PATCH', path: '/sobjects/Contact/' }, fault: { kind: 'delay', ms: 4000 } });
    await screen.callNamed('Samir Haddad').click();
    await seen(page.getByRole('heading', { name: 'Samir Haddad', level: 1 }));
    await button(update, 'Approve').click();
    await seen(update.getByText('Writing to Salesforce.'));
    await screen.callNamed('Noah Whitfield').click();
    await seen(page.getByRole('heading', { name: 'Noah Whitfield', level: 1 }));
    await button(create, 'Approve').click();
    await seen(create.getByText(/^Written .* approved by/));
    expect(org.effects(before)).toMatchObject([{ object: 'Case' }]);

    await screen.callNamed('Samir Haddad').click();
    await seen(page.getByRole('heading', { name: 'Samir Haddad', level: 1 }));
    org.faults.add({ match: { method: 'PATCH', path: '/sobjects/Case/' }, fault: { kind: 'status', status: 500 } });
    await button(create, 'Approve').click();
    await seen(update.getByText(/^Written .* approved by/), create.getByText(/^Written .* approved by/));
    expect(org.effects(before)).toHaveLength(3);
  });
});
