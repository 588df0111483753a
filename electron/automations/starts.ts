import { randomUUID } from 'node:crypto';
import type { StartOn } from '../../shared/contract/automations-contract.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import { type AutomationDraft, mostFound } from '../../shared/model/automation.ts';
import { type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';
import { readSoql } from '../actions/read-soql.ts';
import { callName, loadCall } from '../calls/call-store.ts';
import { loadOutcome } from '../outcomes/outcome-store.ts';
import { loadProposal } from '../proposals/proposal-store.ts';
import { requireId, toId18 } from '../salesforce/ids.ts';
import { displayFields, toRecordRef } from '../salesforce/records/display-name.ts';
import type { SalesforceConnection } from '../salesforce/salesforce-connection.ts';
import type { ConnectionOf } from '../salesforce/salesforce-target.ts';
import { queryPage } from '../salesforce/search/query.ts';
import { identifier, identifiers, soql } from '../salesforce/search/soql.ts';
import type { Store } from '../store/open-store.ts';
import { recordFacts } from './facts.ts';
import { recordFieldsOf } from './places.ts';
import type { Start } from './run-store.ts';
import type { StepParts } from './steps/step.ts';
import { known } from './triggers/record-rows.ts';
import { ofCall, ofPromise, ofProposal, promises } from './triggers/store-triggers.ts';
import { triggerFacts } from './triggers/trigger-facts.ts';

/** Makes what a person, or a schedule, starts an automation on. */
export type Starts = {
  on(of: AutomationDraft, on: StartOn, by: string): Promise<Start[]>;
  /** Every record that a query finds; rejects with a problem. */
  fromQuery(of: AutomationDraft, text: string, startedBy: string): Promise<Start[]>;
};

/** What it works with. */
export type StartsParts = { store: Store; connectionOf: ConnectionOf; query: StepParts['query']; now(): number };

/** Makes it. */
export function createStarts(parts: StartsParts): Starts {
  const { store, now } = parts;

  function connect(org: string): SalesforceConnection {
    const found = parts.connectionOf(org);
    if ('message' in found) throw new ProblemError(found);
    return found;
  }

  async function fromRecords(
    of: AutomationDraft,
    object: string,
    ids: readonly string[],
    startedBy: string,
  ): Promise<Start[]> {
    const connection = connect(of.org);
    const described = await connection.describeObject(object);
    const wanted = [...new Set(ids.map((id) => requireId(id, described)))].slice(0, mostFound);
    if (wanted.length === 0) return [];
    const names = ['Id', ...displayFields(described), ...known(described, recordFieldsOf(of))];
    const fields = identifiers([...new Set(names)]);
    const query = soql`SELECT ${fields} FROM ${identifier(described.name)} WHERE Id IN ${wanted}`;
    const { rows } = await queryPage(connection, query);
    return rows.map((row) => {
      const record = toRecordRef(described, row);
      return {
        key: `hand ${randomUUID()}`,
        startedBy: `${startedBy}: ${record.name}`,
        record,
        call: null,
        facts: { record: recordFacts(described.name, { ...row, Id: record.id, Name: record.name }) },
      };
    });
  }

  async function fromQuery(of: AutomationDraft, text: string, startedBy: string): Promise<Start[]> {
    // One more than is taken: what does not fit is told, rather than left out unseen.
    const read = readSoql(text, mostFound + 1);
    if ('message' in read) throw new ProblemError(read);
    if (!read.fields.some((name) => name.toLowerCase() === 'id')) throw new ProblemError(needsId);
    const { rows, totalSize } = await parts.query(of.org, read.text);
    if (totalSize > mostFound) throw new ProblemError(tooMany);
    const ids = rows.flatMap((row) => toId18(String(row.Id)) ?? []);
    return fromRecords(of, read.object, ids, startedBy);
  }

  async function started(of: AutomationDraft, on: StartOn, by: string): Promise<Omit<Start, 'key'>[]> {
    const byHand = `By ${by}`;
    switch (on.kind) {
      case 'nothing':
        return [{ startedBy: byHand, record: null, call: null, facts: {} }];
      case 'records':
        return fromRecords(of, on.object, on.ids, byHand);
      case 'query':
        return fromQuery(of, on.soql, byHand);
      case 'call': {
        const call = await loadCall(store.db, on.call);
        if (!call) throw new ProblemError(gone('call'));
        return [{ startedBy: `${byHand}: ${callName(call)}`, ...ofCall(call, await loadOutcome(store.db, call.id)) }];
      }
      case 'proposal': {
        const stored = await loadProposal(store.db, on.proposal);
        const told = stored && (await ofProposal(store.db, stored.proposal));
        if (!told) throw new ProblemError(toProblem('not-found', 'This proposal was not written.'));
        return [{ ...told, startedBy: `${byHand}: ${told.startedBy}` }];
      }
      case 'follow-up': {
        const row = await promises(store.db).where('follow_ups.id', '=', on.followUp).executeTakeFirst();
        if (!row) throw new ProblemError(gone('follow-up'));
        const told = await ofPromise(store.db, row);
        return [{ ...told, startedBy: `${byHand}: ${told.startedBy}` }];
      }
      default:
        return assertNever(on);
    }
  }

  return {
    fromQuery,
    async on(of, on, by) {
      const trigger = triggerFacts('by-hand', now(), now());
      return (await started(of, on, by)).map(({ startedBy, record, call, facts }) => ({
        key: `hand ${randomUUID()}`,
        startedBy,
        record,
        call,
        facts: { ...facts, trigger },
      }));
    },
  };
}

const needsId = toProblem('invalid-input', 'The query has to ask for Id, so that each record is known.', {
  next: 'edit',
  code: 'bad-query',
});

const tooMany = toProblem(
  'invalid-input',
  `The query finds more than ${mostFound} records. Narrow it, or say LIMIT ${mostFound}.`,
  { next: 'edit', code: 'bad-query' },
);

function gone(what: string): Problem {
  return toProblem('not-found', `This ${what} does not exist.`);
}
