import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { payloadHash } from '../../electron/proposals/executor/payload-hash.ts';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import { usualDeciding } from '../../shared/model/deciding.ts';
import { canonicalPayload, type Payload } from '../../shared/model/payload.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { sensitivityOf } from '../../shared/model/sensitivity.ts';
import { contactsNamed, servedConsole } from '../support/e2e-console.ts';
import { button } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { hostileTexts } from '../support/hostile-text.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { askOrg, rowsOf } from '../support/org-requests.ts';
import { payloadOnCard } from '../support/payload-on-card.ts';
import { readCard } from '../support/read-card.ts';
import { type FaultyOrg, startFaultyOrg } from '../support/salesforce-faults.ts';
import { allProposals, asks, callEvent, danaCalls, deliver } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

/** What an agent asks for, with texts in it that are not what they seem. */
function hostileAsks(known: { contact: string; danasCase: string; lead: string }) {
  const long = (text: string) => `${text} ${'and so it goes on, '.repeat(60)}${text}`;
  const texts = hostileTexts.map((text) => [text.slice(0, 120), long(text)] as const);
  const cases = texts.slice(0, 4).map(([subject, description]) => ({ subject, description }));
  const rest = texts.slice(4).map(([short]) => short);
  const [comment = '', topic = '', title = '', name = '', ...others] = rest;
  return [
    ...cases.map((inputs) => ['create_case', inputs] as const),
    ['add_comment', { record_id: known.danasCase, comment: others.join('\n') }] as const,
    ['add_topic', { record_id: known.danasCase, topic: `${topic} billing`.slice(0, 99) }] as const,
    [
      'update_contact',
      { title: `${title} boss`, mailing_street: others.slice(0, 5).join('\r\n').slice(0, 255) },
    ] as const,
    [
      'create_contact',
      { last_name: `Q${name}`.slice(0, 80), title: others[6], mailing_city: comment.slice(0, 40) },
    ] as const,
    [
      'create_object',
      {
        object: 'Opportunity',
        fields: { Name: others[7], StageName: 'Prospecting', CloseDate: '2027-01-31', Amount: 1234.5 },
      },
    ] as const,
    [
      'update_object',
      { object: 'Lead', record_id: known.lead, fields: { Description: long(others[8] ?? ''), Title: '' } },
    ] as const,
    ['log_call_outcome', { disposition: others[9], summary: long(others[10] ?? '') }] as const,
    ['delete_object', { object: 'Contact', record_id: known.contact }] as const,
  ];
}

/** The write that a card shows in a real browser, all of it unfolded. */
async function shownOn(page: Page, of: Proposal): Promise<Payload> {
  const card = page.locator(`article[data-proposal="${of.id}"]`);
  await seen(button(card, 'Approve'));
  for (const each of await card.getByRole('button', { name: /^Show all/ }).all()) await each.click();
  return payloadOnCard(await card.evaluate(readCard), of);
}

/** What was sent for a proposal: the body of its own request, null where it took several or none. */
function sentFor(front: FaultyOrg, { id, record, operation }: Proposal): unknown {
  const place = operation === 'update' ? `/${record?.id}` : `/Countersign_Key__c/${id}`;
  const request = front.seen.find(({ method, path }) => method === 'PATCH' && path.endsWith(place));
  return request ? JSON.parse(request.body) : null;
}

it('what Chromium shows on a card is what the decision is bound to, and what reaches the org', {
  timeout: 120_000,
}, async () => {
  let front: FaultyOrg | null = null;
  const { org, running, address } = await servedConsole(undefined, async ({ url }) => {
    front = await startFaultyOrg(url);
    onTestFinished(() => front?.close());
    return front;
  });
  if (!front) throw new Error('nothing stands before the org');
  const [contact = ''] = await contactsNamed(org, 'Priya Natarajan');
  const [danasCase] = await rowsOf(org, "SELECT Id FROM Case WHERE Contact.Name = 'Dana Reyes'");
  const lead = await askOrg(org, 'POST', '/sobjects/Lead', {
    LastName: 'L',
    Company: 'L',
    Description: `was ${'so and so, '.repeat(60)}`,
    Title: 'X',
  });
  const wanted = hostileAsks({ contact, danasCase: danasCase.Id, lead: lead.id });
  const calls = wanted.map(([action, inputs], index) => asks(`t${index}`, action, inputs));
  await deliver(running, callEvent('start', danaCalls()), ...calls);
  const proposals = await allProposals(running);
  expect(proposals.length).toBe(wanted.length);
  expect(proposals.filter(({ readiness }) => readiness.state !== 'ready').map(({ readiness }) => readiness)).toEqual(
    [],
  );
  const page = await openWindow(browser, address());

  for (const of of proposals) {
    const card = page.locator(`article[data-proposal="${of.id}"]`);
    await seen(button(card, 'Approve'));
    // What is not the caller's own record is confirmed first.
    const itIsThisOne = card.getByRole('button', { name: /Yes, it is this one$/ });
    if (await itIsThisOne.count()) {
      await itIsThisOne.click();
      await gone(itIsThisOne);
    }
    const shown = await shownOn(page, of);
    await button(card, 'Approve').click();
    if (sensitivityOf(of, usualDeciding.sensitive)) {
      await seen(card.getByText(/once more to (delete|send) it/));
      await button(card, 'Approve once more').click();
    }
    const now = async () => (await loadProposal(running.store.db, of.id))?.proposal.status;
    await eventually(async () => (await now())?.state).toBe('written');
    const status = await now();
    const hash = status && 'decision' in status ? status.decision.payloadHash : null;
    expect([of.reference, payloadHash(canonicalPayload(shown))]).toEqual([of.reference, hash]);
    const sent = sentFor(front, of);
    if (sent !== null) expect(sent).toEqual(shown.fields);
  }
  expect(proposals.filter((of) => front && sentFor(front, of) !== null).length).toBeGreaterThan(7);
});
