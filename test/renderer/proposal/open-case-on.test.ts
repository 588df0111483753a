import { expect, test } from 'vitest';
import { openCaseOn } from '../../../renderer/proposal/use-caller-panel.ts';
import type { OpenCase } from '../../../shared/contract/caller-contract.ts';

const lamp: OpenCase = {
  record: { object: 'Case', id: '500000000000001AAA', name: '00001026', detail: 'Lamp damaged in transit' },
  url: 'https://lumen.example/case',
  status: 'Working',
  about: 'Brass floor lamp from order 40218 arrived with a dented shade.',
  openedAt: null,
};

test('a case is on the matter by its subject, or by how its description begins', () => {
  expect(openCaseOn('The lamp was damaged', [lamp])).toBe(lamp);
  expect(openCaseOn('Refund for order 40218: brass floor lamp', [lamp])).toBe(lamp);
});

test('another matter of the same caller is not', () => {
  expect(openCaseOn('Change of delivery address', [lamp])).toBeNull();
  expect(openCaseOn('Refund for order 51177: wool rug', [{ ...lamp, about: null }])).toBeNull();
});
