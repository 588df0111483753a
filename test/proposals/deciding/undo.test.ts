import { expect, test } from 'vitest';
import { builtInActions } from '../../../electron/actions/built-in/built-in-actions.ts';
import { createStoredCatalogue } from '../../../electron/actions/stored-catalogue.ts';
import { createExecutor } from '../../../electron/proposals/executor/executor.ts';
import { insertProposal, loadProposal } from '../../../electron/proposals/proposal-store.ts';
import { createProposals } from '../../../electron/proposals/proposals.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import { type FieldValues, sameFieldValue } from '../../../shared/model/field-value.ts';
import type { Proposal, Snapshot } from '../../../shared/model/proposal.ts';
import type { Sent, Target, WriteOrder } from '../../../shared/model/target.ts';
import { describedField, describedObject } from '../../support/described.ts';
import { fc } from '../../support/properties.ts';
import { sampleProposal, sampleValue } from '../../support/sample-proposal.ts';
import { sam } from '../../support/test-console.ts';
import { testStore } from '../../support/test-store.ts';

const names = ['Email', 'Phone', 'Title'];
const contact = describedObject(
  'Contact',
  names.map((name) => describedField(name)),
);
const anyValue = fc.constantFrom(null, 'a', 'b', 'c');
const anyFields = fc.record({ Email: anyValue, Phone: anyValue, Title: anyValue });
const anyWish = fc.dictionary(fc.constantFrom(...names), anyValue, { minKeys: 1 });
/** What somebody else sets, and when: before the undo is asked for, or while its card is looked at. */
const anyMeddling = fc.record({
  before: fc.dictionary(fc.constantFrom(...names), anyValue, { maxKeys: 2 }),
  meanwhile: fc.dictionary(fc.constantFrom(...names), anyValue, { maxKeys: 2 }),
});

/** A record in memory that is updated only while it is what the supervisor saw. */
function recordTarget(held: FieldValues) {
  const snapshot = (): Snapshot => ({ fields: { ...held }, modifiedAt: null, modifiedBy: null, readAt: 1 });
  const send = async ({ payload, held: kept, seen }: WriteOrder): Promise<Sent> => {
    const proposed = { ...kept, ...payload.fields };
    const fields = Object.keys(proposed).filter(
      (name) => !sameFieldValue(held[name], seen?.fields[name]) && !sameFieldValue(held[name], proposed[name]),
    );
    if (fields.length > 0) return { kind: 'conflict', current: snapshot(), fields };
    Object.assign(held, payload.fields);
    const record = { object: 'Contact', id: payload.recordId ?? '', name: 'Dana', detail: null };
    return { kind: 'written', result: { record, url: '', fields: payload.fields, at: 1, settled: false } };
  };
  const target: Target = {
    send,
    settle: async () => ({ kind: 'absent' }),
    readRecord: async () => snapshot(),
  };
  return { target, snapshot };
}

async function roomOver(store: Store, held: FieldValues) {
  const { target, snapshot } = recordTarget(held);
  let clock = 0;
  const now = () => {
    clock += 1;
    return clock;
  };
  const common = { store, now, checkpoint: () => {}, log: () => {} };
  const executor = createExecutor({ ...common, target, setTimer: () => () => {} });
  const none = async () => [];
  const proposals = createProposals({
    ...common,
    executor,
    catalogue: await createStoredCatalogue(store, builtInActions),
    policy: { rules: () => [], place: () => ({ environment: 'practice', timeZone: 'UTC' }) },
    readingOf: () => ({ timeZone: 'UTC', locale: 'en-US', country: 'US' }),
    reader: {
      describe: async () => contact,
      readRecord: async () => snapshot(),
      findRecords: none,
      keepRecording: () => Promise.reject(new Error('there is none')),
      statusValues: none,
      recordTypePicklists: async () => new Map(),
      countDeletedWith: async () => ({ counts: [], keeps: [], all: true }),
    },
  });
  const read = async (id: string): Promise<Proposal> => {
    const found = await loadProposal(store.db, id);
    if (!found) throw new Error('not there');
    return found.proposal;
  };
  const approve = async (id: string) => {
    const of = await read(id);
    await proposals.approve(id, of.revision, null, sam);
    await executor.idle();
    await proposals.idle();
    return read(id);
  };
  return { proposals, approve, read, snapshot };
}

test('an undo restores exactly what was there before, or asks and writes nothing', async () => {
  const store = await testStore();
  let made = 0;
  await fc.assert(
    fc.asyncProperty(anyFields, anyWish, anyMeddling, async (start, wish, meddling) => {
      made += 1;
      const held: FieldValues = { ...start };
      const room = await roomOver(store, held);
      const values = Object.entries(wish).map(([field, value]) => sampleValue({ field, value }));
      const written = Object.keys(wish).filter(
        (name) => !sameFieldValue(wish[name], start[name as keyof typeof start]),
      );
      fc.pre(written.length > 0);
      const of = sampleProposal({ id: `p${made}`, call: null, values, base: room.snapshot() });
      await store.transact((tx) => insertProposal(store, tx, { proposal: of, requested: [], matter: '' }, made));
      expect((await room.approve(of.id)).status.state).toBe('written');
      Object.assign(held, meddling.before);
      const reverse = await room.proposals.undo(of.id, (await room.read(of.id)).revision, sam);
      await room.proposals.idle();
      const shown = await room.read(reverse.id);
      Object.assign(held, meddling.meanwhile);
      const untouched = { ...held };
      const asked = shown.status.state === 'waiting' && shown.status.conflict !== null;
      // What asks is a person's own decision; only what does not ask has to be exact.
      const outcome = asked ? shown : await room.approve(reverse.id).catch(() => shown);
      if (outcome.status.state === 'written') {
        for (const name of written) expect(held[name] ?? null).toBe(start[name as keyof typeof start]);
        expect((await room.read(of.id)).status.state).toBe('undone');
      } else {
        expect(held).toEqual(untouched);
        expect((await room.read(of.id)).status.state).toBe('written');
      }
    }),
    {
      numRuns: 60,
      examples: [
        // A field that others had put back already, and change again while the undo is looked at.
        [
          { Email: null, Phone: 'b', Title: null },
          { Phone: null, Email: 'b' },
          { before: { Phone: 'b' }, meanwhile: { Phone: null } },
        ],
      ],
    },
  );
}, 60_000);
