import type { Org } from '../org.ts';

/** Publishes a gap event: something changed, the event cannot say what; a subscriber has to read again. */
export function publishGap(org: Org, gap: { object: string; changeType: string; recordIds: readonly string[] }): void {
  const now = org.clock();
  const user = org.store.get('SELECT "Id" AS id FROM "User" ORDER BY "Id" LIMIT 1')?.id;
  const payload = {
    ChangeEventHeader: {
      entityName: gap.object,
      recordIds: gap.recordIds,
      changeType: gap.changeType,
      changeOrigin: '',
      transactionKey: `00000000-0000-4000-8000-${String(org.nextNumber('transaction')).padStart(12, '0')}`,
      sequenceNumber: 1,
      commitTimestamp: now,
      commitUser: user,
      commitNumber: now * 1000,
      changedFields: [],
      nulledFields: [],
      diffFields: [],
    },
  };
  const channel = gap.object.endsWith('__c') ? gap.object.replace(/__c$/, '__ChangeEvent') : `${gap.object}ChangeEvent`;
  org.store.run('INSERT INTO _change (at, channel, payload) VALUES (?, ?, ?)', [now, channel, JSON.stringify(payload)]);
}
