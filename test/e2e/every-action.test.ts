import type { Browser, Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { builtInActions } from '../../electron/actions/built-in/built-in-actions.ts';
import { agentOnCall } from '../support/agent-on-call.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { askOrg, rowsOf } from '../support/org-requests.ts';
import { type CardRow, readCard } from '../support/read-card.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

/** Records of the practice org that the actions are about. */
type Known = { dana: string; account: string; danasCase: string; lead: string };

/** One action, from what the agent asks for to what the org holds. */
type Case = {
  inputs: (known: Known) => Record<string, unknown>;
  /** What the card has to show, beside what stands there anyway: field, what was there, what will be. */
  shows: readonly (readonly [field: string, old: string | null, proposed: string])[];
  /** It is about a caller who is no customer yet. */
  ofLead?: boolean;
  /** It is asked once more. */
  again?: boolean;
  /** A query, and what it finds afterwards. */
  found: (known: Known) => [soql: string, rows: unknown[]];
  /** What the agent is told, where that is not the reference alone. */
  told?: RegExp;
};

const CASES: Readonly<Record<string, Case>> = {
  create_case: {
    inputs: () => ({ subject: 'The lamp flickers', description: 'Since yesterday.', priority: 'High' }),
    shows: [
      ['Subject', null, 'The lamp flickers'],
      ['Priority', null, 'High'],
      ['Origin', null, 'Phone'],
    ],
    found: ({ dana }) => [
      "SELECT ContactId, Priority FROM Case WHERE Subject = 'The lamp flickers'",
      [{ ContactId: dana, Priority: 'High' }],
    ],
  },
  update_case: {
    inputs: ({ danasCase }) => ({ record_id: danasCase, priority: 'Low' }),
    shows: [['Priority', 'Medium', 'Low']],
    found: ({ danasCase }) => [`SELECT Priority FROM Case WHERE Id = '${danasCase}'`, [{ Priority: 'Low' }]],
  },
  add_comment: {
    inputs: ({ danasCase }) => ({ record_id: danasCase, comment: 'She calls again on Monday.', public: true }),
    shows: [
      ['CommentBody', null, 'She calls again on Monday.'],
      ['IsPublished', null, 'Yes'],
    ],
    found: ({ danasCase }) => [
      `SELECT CommentBody, IsPublished FROM CaseComment WHERE ParentId = '${danasCase}'`,
      [{ CommentBody: 'She calls again on Monday.', IsPublished: true }],
    ],
  },
  create_contact: {
    inputs: ({ account }) => ({ first_name: 'Iris', last_name: 'Vandermeer', email: 'iris@vander.example', account }),
    shows: [
      ['LastName', null, 'Vandermeer'],
      ['Email', null, 'iris@vander.example'],
    ],
    found: ({ account }) => [
      "SELECT FirstName, AccountId FROM Contact WHERE LastName = 'Vandermeer'",
      [{ FirstName: 'Iris', AccountId: account }],
    ],
  },
  update_contact: {
    inputs: () => ({ email: 'dana@reyesinteriors.com', title: 'Founder' }),
    shows: [['Email', 'd.reyes@oldmail.example', 'dana@reyesinteriors.com']],
    found: ({ dana }) => [
      `SELECT Email, Title FROM Contact WHERE Id = '${dana}'`,
      [{ Email: 'dana@reyesinteriors.com', Title: 'Founder' }],
    ],
  },
  create_lead: {
    inputs: () => ({ first_name: 'Otto', last_name: 'Brandvold', company: 'Brandvold & Co' }),
    shows: [
      ['Company', null, 'Brandvold & Co'],
      ['LeadSource', null, 'Phone Inquiry'],
    ],
    found: () => [
      "SELECT FirstName, LeadSource FROM Lead WHERE Company = 'Brandvold & Co'",
      [{ FirstName: 'Otto', LeadSource: 'Phone Inquiry' }],
    ],
  },
  update_lead: {
    ofLead: true,
    inputs: () => ({ title: 'Head of purchasing' }),
    shows: [['Title', null, 'Head of purchasing']],
    found: ({ lead }) => [`SELECT Title FROM Lead WHERE Id = '${lead}'`, [{ Title: 'Head of purchasing' }]],
  },
  create_object: {
    inputs: () => ({
      object: 'Opportunity',
      fields: { Name: 'Lamps for the lobby', StageName: 'Prospecting', CloseDate: '2027-01-31', Amount: 1200 },
    }),
    shows: [
      ['Name', null, 'Lamps for the lobby'],
      ['Amount', null, '1,200.00'],
    ],
    again: true,
    found: () => [
      "SELECT Amount, CloseDate FROM Opportunity WHERE Name = 'Lamps for the lobby'",
      [{ Amount: 1200, CloseDate: '2027-01-31' }],
    ],
  },
  update_object: {
    inputs: ({ account }) => ({ object: 'Account', record_id: account, fields: { Website: 'reyes.example' } }),
    shows: [['Website', null, 'reyes.example']],
    found: ({ account }) => [`SELECT Website FROM Account WHERE Id = '${account}'`, [{ Website: 'reyes.example' }]],
  },
  add_topic: {
    inputs: ({ danasCase }) => ({ topic: 'Transport damage', record_id: danasCase }),
    shows: [['Topic.Name', null, 'Transport damage']],
    found: ({ danasCase }) => [
      `SELECT Topic.Name FROM TopicAssignment WHERE EntityId = '${danasCase}'`,
      [{ Topic: { Name: 'Transport damage' } }],
    ],
  },
  run_soql: {
    inputs: () => ({ query: "SELECT Id, Name FROM Account WHERE Name = 'Reyes Interiors'" }),
    shows: [['Query', null, "SELECT Id, Name FROM Account WHERE Name = 'Reyes Interiors' LIMIT 50"]],
    found: ({ account }) => ["SELECT Id FROM Account WHERE Name = 'Reyes Interiors'", [{ Id: account }]],
    told: /Reyes Interiors/,
  },
  log_call_outcome: {
    inputs: () => ({ disposition: 'Resolved', summary: 'Gets a new lamp.' }),
    shows: [
      ['CallDisposition', null, 'Resolved'],
      ['TaskSubtype', null, 'Call'],
    ],
    found: ({ dana }) => [
      "SELECT WhoId, CallDisposition, CallType FROM Task WHERE CallObject = 'call-1'",
      [{ WhoId: dana, CallDisposition: 'Resolved', CallType: 'Inbound' }],
    ],
  },
  attach_recording: {
    inputs: ({ danasCase }) => ({ recording_url: 'https://media.example/r1.mp3', record_id: danasCase }),
    shows: [['ContentUrl', null, 'https://media.example/r1.mp3']],
    found: ({ danasCase }) => [
      `SELECT ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = '${danasCase}'`,
      [{ ContentDocument: { Title: 'Call recording' } }],
    ],
  },
  // Last: the case that others are about goes.
  delete_object: {
    inputs: ({ danasCase }) => ({ object: 'Case', record_id: danasCase }),
    shows: [],
    again: true,
    found: ({ danasCase }) => [`SELECT Id FROM Case WHERE Id = '${danasCase}'`, []],
  },
};

/** Its answer is a secret that is shown nowhere: it has a test of its own. */
const elsewhere = ['get_access_token'];

/** The value on one side of a card's row; null where it shows that there was none. */
function side(rows: readonly CardRow[], field: string, of: 'old' | 'new'): string | null | undefined {
  const row = rows.find((each) => each.field === field);
  return row?.[of] === null || row?.[of] === undefined ? null : row[of].text;
}

const cardOf = (card: Locator) => card.evaluate(readCard);

describe('every action of the catalogue', () => {
  it('has a case here', () => {
    const keys = builtInActions.filter(({ deprecated }) => !deprecated).map(({ key }) => key);
    expect([...Object.keys(CASES), ...elsewhere].sort()).toEqual([...new Set([...keys, ...elsewhere])].sort());
  });

  it('is asked for over HTTP, shown as a diff, approved in the window, found in the org, and told to the agent', {
    timeout: 120_000,
  }, async () => {
    const { org, running, address } = await servedConsole();
    const [dana] = await rowsOf(org, "SELECT Id, AccountId FROM Contact WHERE Name = 'Dana Reyes'");
    const [danasCase] = await rowsOf(org, "SELECT Id FROM Case WHERE Contact.Name = 'Dana Reyes'");
    const lead = await askOrg(org, 'POST', '/sobjects/Lead', {
      FirstName: 'Ana',
      LastName: 'Lindqvist',
      Company: 'Lindqvist AB',
      Phone: '+1 415 555 0190',
    });
    const known = { dana: dana.Id, account: dana.AccountId, danasCase: danasCase.Id, lead: lead.id };
    const withDana = await agentOnCall(running, { number: '+14155550134', name: 'Dana Reyes' });
    const withLead = await agentOnCall(running, { number: '+14155550190', name: 'Ana Lindqvist' }, 'call-2');
    const page = await openWindow(browser, address());
    const screen = screenOf(page);

    for (const action of builtInActions) {
      const wanted = CASES[action.key];
      if (!wanted) continue;
      const before = org.effects().length;
      const answered = (wanted.ofLead ? withLead : withDana).ask(action.key, wanted.inputs(known));
      await screen.callNamed(wanted.ofLead ? 'Ana Lindqvist' : 'Dana Reyes').click();
      const card = screen.card(action.label);
      await seen(button(card, 'Approve'));
      const { rows } = await cardOf(card);
      for (const [field, old, proposed] of wanted.shows) {
        expect([action.key, field, side(rows, field, 'old'), side(rows, field, 'new')]).toEqual([
          action.key,
          field,
          old,
          proposed,
        ]);
      }
      expect(org.effects(), action.key).toHaveLength(before);
      await button(card, 'Approve').click();
      if (wanted.again) {
        await seen(card.getByText(/once more to (delete|send) it/));
        await button(card, 'Approve once more').click();
      }
      await seen(card.getByText(action.operation === 'read' ? /^Read .* approved by/ : /^Written .* approved by/));
      const [soql, found] = wanted.found(known);
      await eventually(() => rowsOf(org, soql)).toMatchObject(found);
      expect(await answered).toMatch(wanted.told ?? /P-\d+/);
    }
  });
});
