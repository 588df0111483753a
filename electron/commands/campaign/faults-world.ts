import { resultToken } from '../../../shared/model/change-set.ts';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import type { Snapshot } from '../../../shared/model/proposal.ts';
import type { Target } from '../../../shared/model/target.ts';
import type { PracticeOrg } from '../../practice/org/practice-org.ts';
import { startPracticeOrg } from '../../practice/org/start-practice-org.ts';
import { isRecord } from '../../salesforce/faults.ts';
import { openConnection } from '../../salesforce/open-connection.ts';
import { readRecords } from '../../salesforce/records/read-record.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import { createSalesforceTarget } from '../../salesforce/salesforce-target.ts';
import type { PlannedProposal } from './faults-scenario.ts';
import { answerWithinMs } from './faults-scenario.ts';
import { createSimulatedClock, type SimulatedClock } from './simulated-clock.ts';

/** A practice org, the console's way to it, and a way past all that goes wrong. */
export type FaultsWorld = {
  org: PracticeOrg;
  orgId: string;
  clock: SimulatedClock;
  target: Target;
  calm: SalesforceConnection;
  topic: string;
  close(): Promise<void>;
};

/** What a planned proposal is about, once its records are there. */
export type PreparedWrite = {
  planned: PlannedProposal;
  object: string;
  recordId: string | null;
  fields: FieldValues;
  base: Snapshot | null;
};

/** Starts a world; runs may follow each other in it. */
export async function startFaultsWorld(): Promise<FaultsWorld> {
  const org = await startPracticeOrg({ apiUsageLimit: 100_000_000 });
  const clock = createSimulatedClock(Date.now(), 50);
  const { url: instanceUrl, accessToken } = org;
  const hasty = openConnection({
    instanceUrl,
    accessToken,
    timeoutMs: answerWithinMs,
    now: clock.now,
    refresh: async () => accessToken,
  });
  const calm = openConnection({ instanceUrl, accessToken });
  const [topic = ''] = await create(calm, [{ type: 'Topic', fields: { Name: 'Faults' } }]);
  return {
    org,
    orgId: (await calm.identity()).id,
    clock,
    // Salesforce's clock is not the simulated one: records never look as if they had settled down.
    target: createSalesforceTarget(() => hasty, { wait: async () => {} }),
    calm,
    topic,
    async close() {
      hasty.close();
      calm.close();
      await org.stop();
    },
  };
}

/** Makes the records that a run is about, reads them as its supervisor saw them, and lets others change some since. */
export async function prepareWrites(
  { calm, topic }: FaultsWorld,
  planned: readonly PlannedProposal[],
): Promise<PreparedWrite[]> {
  const ids = await create(
    calm,
    planned.map(
      ({ writeClass, mark }): NewRecord =>
        writeClass === 'absolute-update'
          ? { type: 'Contact', fields: { LastName: mark, Department: 'Before', Title: 'Before' } }
          : { type: 'Case', fields: { Subject: `About ${mark}` } },
    ),
  );
  const records = planned.map(({ sameRecord }, at) => (sameRecord ? (ids[at - 1] ?? '') : (ids[at] ?? '')));
  const of = (at: number) => records[at] ?? '';
  const idsOf = (wanted: (each: PlannedProposal) => boolean) => records.filter((_, at) => wanted(need(planned[at])));
  const contacts = await readRecords(calm, 'Contact', idsOf(isUpdate), ['Department', 'Title', 'Email']);
  const cases = await readRecords(
    calm,
    'Case',
    idsOf(({ writeClass }) => writeClass === 'delete'),
    ['Subject'],
  );
  for (const [at, each] of planned.entries()) await changeElsewhere(calm, of(at), each);
  return planned.map((each, at) => {
    const id = of(at);
    const base = contacts.get(id)?.snapshot ?? cases.get(id)?.snapshot ?? null;
    return toWrite(each, { id, base, topic });
  });
}

function toWrite(
  planned: PlannedProposal,
  { id, base, topic }: { id: string; base: Snapshot | null; topic: string },
): PreparedWrite {
  const onNothing = { planned, recordId: null, base: null };
  const parent = planned.after === null ? null : resultToken(planned.after);
  switch (planned.writeClass) {
    case 'absolute-update':
      return { planned, object: 'Contact', recordId: id, fields: updateFields(planned), base };
    case 'keyed-create':
      return {
        ...onNothing,
        object: 'Case',
        fields: { Subject: planned.mark, Origin: 'Phone', ...(parent && { ParentId: parent }) },
      };
    case 'append':
      return { ...onNothing, object: 'CaseComment', fields: { ParentId: parent ?? id, CommentBody: planned.mark } };
    case 'natural-key':
      return { ...onNothing, object: 'TopicAssignment', fields: { TopicId: topic, EntityId: id } };
    case 'delete':
      return { planned, object: 'Case', recordId: id, fields: {}, base };
    case 'read':
      throw new Error('a read has no effect to count');
  }
}

type NewRecord = { type: string; fields: FieldValues };

const isUpdate = ({ writeClass }: PlannedProposal) => writeClass === 'absolute-update';

/** The second update of a record is about another field: both can be written, in their order. */
function updateFields({ mark, sameRecord, invalid }: PlannedProposal): FieldValues {
  const field = sameRecord ? 'Title' : 'Department';
  return invalid ? { [field]: mark, Email: `${mark} at example` } : { [field]: mark };
}

async function changeElsewhere(calm: SalesforceConnection, id: string, planned: PlannedProposal): Promise<void> {
  if (planned.meanwhile === 'nothing') return;
  const own = planned.sameRecord ? 'Title' : 'Department';
  const field = planned.meanwhile === 'same field' ? own : 'AssistantName';
  await calm.request({ method: 'PATCH', path: ['sobjects', 'Contact', id], body: { [field]: `Not ${planned.mark}` } });
}

async function create(calm: SalesforceConnection, wanted: readonly NewRecord[]): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < wanted.length; at += 200) {
    const records = wanted.slice(at, at + 200).map(({ type, fields }) => ({ attributes: { type }, ...fields }));
    const { body } = await calm.request({
      method: 'POST',
      path: ['composite', 'sobjects'],
      body: { allOrNone: true, records },
    });
    if (!Array.isArray(body)) throw new Error('the records of a run could not be made');
    ids.push(...body.map((row: unknown) => (isRecord(row) ? String(row.id) : '')));
  }
  return ids;
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a record of the run is missing');
  return value;
}
