// @vitest-environment jsdom
import { afterEach, beforeAll, expect, test } from 'vitest';
import { planBulk } from '../../../renderer/approvals/bulk-groups.ts';
import { BulkTable } from '../../../renderer/approvals/bulk-table.tsx';
import { handoverCsv } from '../../../renderer/handover/handover-lines.ts';
import { JournalRow } from '../../../renderer/journal/journal-row.tsx';
import { RecordValue } from '../../../renderer/records/record-value.tsx';
import { ResultCell } from '../../../renderer/soql/result-cell.tsx';
import { toCsv } from '../../../renderer/soql/to-csv.ts';
import { hasHidden, visibleRuns } from '../../../renderer/ui/visible-characters.ts';
import type { SoqlColumn } from '../../../shared/contract/soql-contract.ts';
import type { JournalEntry } from '../../../shared/model/journal-entry.ts';
import { exportLine } from '../../../shared/model/journal-export.ts';
import { endlessText, hostileTexts } from '../../support/hostile-text.ts';
import { readCsv } from '../../support/read-csv.ts';
import { sampleClock, sampleField, sampleProposal, sampleValue } from '../../support/renderer-samples.ts';
import { closeWindow, furnishBrowser, pretendedState, showParts } from '../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
afterEach(closeWindow);

const traps = [...hostileTexts, endlessText];
const contact = { object: 'Contact', id: '003000000000001AAA' };
const column: SoqlColumn = {
  path: 'Name',
  label: null,
  type: 'string',
  field: null,
  refersTo: null,
  notEditable: null,
};
const manner = { locale: 'en_US', timeZone: 'UTC', instanceUrl: 'https://org.example' };

function entryOf(text: string): JournalEntry {
  const values = [{ field: text.slice(0, 40), label: text.slice(0, 40), value: text, origin: 'said' }];
  return {
    seq: 1,
    at: 0,
    kind: 'proposal.made',
    org: '00D',
    call: null,
    callName: text.slice(0, 200),
    proposal: null,
    reference: 'P-1',
    actor: text.slice(0, 200),
    summary: text.slice(0, 200),
    detail: { values, reason: text },
    hash: 'a'.repeat(64),
  };
}

const places: Record<string, (text: string) => React.ReactNode> = {
  'the table of many': (text) => {
    const proposal = sampleProposal({
      record: { ...contact, name: text.slice(0, 200), detail: null },
      values: [sampleValue('Description', text, { type: 'textarea' })],
      base: { fields: { Description: `was ${text}` }, modifiedAt: null, modifiedBy: null, readAt: 0 },
    });
    const listed = { proposal, callName: text, platform: 'vapi', callLive: false, clock: sampleClock() };
    const [group] = planBulk([listed], 'approve', () => 'practice').groups;
    return group ? <BulkTable group={group} /> : null;
  },
  'the journal': (text) => <JournalRow entry={entryOf(text)} now={0} open onToggle={() => {}} />,
  'a record': (text) => (
    <RecordValue
      org="00D"
      of={{
        record: { ...contact, name: text, detail: null },
        values: { Description: text },
        lookups: { AccountId: { object: 'Account', id: '001', name: text.slice(0, 200), detail: null } },
      }}
      field={sampleField('Description', 'textarea')}
    />
  ),
  'a result': (text) => (
    <table>
      <tbody>
        <tr>
          <ResultCell
            id="c"
            org="00D"
            cell={text}
            column={column}
            index={0}
            active={false}
            mark={null}
            manner={manner}
          />
        </tr>
      </tbody>
    </table>
  ),
};

/** What is only there to be a trap, or can lead out of the window. */
const dangerous = 'img, script, iframe, object, embed, svg a, [onerror], a[href]:not([href^="/"]):not([href^="#"])';

test.each(Object.keys(places))('what is meant to deceive is shown as text and marked in %s', (place) => {
  const all = traps.map((text) => (
    <div key={text.slice(0, 99)} data-trap>
      {places[place]?.(text)}
    </div>
  ));
  const shown = [...showParts(pretendedState([]), all).container.querySelectorAll('[data-trap]')];
  for (const [at, text] of traps.entries()) {
    const element = shown[at] ?? document.body;
    const read = element.textContent ?? '';
    expect(element.querySelector(dangerous), text.slice(0, 60)).toBeNull();
    expect(hasHidden(read), text.slice(0, 60)).toBe(false);
    for (const run of visibleRuns(text.slice(0, 100))) {
      // In a cell of one line a line's end is a space.
      if (run.kind === 'hidden' && run.text !== '\r') expect(read).toContain(run.code);
      if (run.kind === 'lookalike') expect(element.querySelector(`[data-mark="${run.mark}"]`)).not.toBeNull();
    }
    // Of a text without end only the beginning is drawn, until somebody asks for more.
    expect(element.innerHTML.length).toBeLessThan(60_000);
  }
});

test('what is meant to deceive leaves in a file as it was, and begins no formula', () => {
  const formula = /^[=+\-@\t\r\n＝＋－＠]/;
  const rows = traps.map((text) => ({ id: null, cells: [text] }));
  const line = { id: 'l', kind: 'waiting' as const, from: '', dueAt: null, overdue: false, path: null };
  const files = {
    result: toCsv([column], rows),
    journal: traps.map((text) => exportLine(entryOf(text), 'csv')).join(''),
    handover: handoverCsv(traps.map((text) => ({ ...line, reference: text, what: text, whom: text }))).slice(1),
  };
  for (const file of Object.values(files)) {
    const cells = readCsv(file).flat();
    expect(cells.filter((cell) => formula.test(cell))).toEqual([]);
  }
  const sent = readCsv(files.result).slice(1).flat();
  expect(sent).toEqual(traps.map((text) => (formula.test(text) ? `'${text}` : text)));
  expect(readCsv(files.journal)).toHaveLength(traps.length);
});
