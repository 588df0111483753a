import type { SQLInputValue } from 'node:sqlite';
import { toRecordId } from '../ids/record-id.ts';
import type { Org } from '../org.ts';
import { quoted, type SqlRow } from '../store/store.ts';

/** A row about to be stored. */
export type DraftRow = Record<string, SQLInputValue>;

/** What a derivation may look at: the row as it was (undefined on create), and the time. */
interface Derivation {
  readonly org: Org;
  readonly before: SqlRow | undefined;
  readonly now: number;
}

/** Fills the fields that follow from others, the way the object itself does. */
export function deriveRow(objectName: string, row: DraftRow, derivation: Derivation): void {
  derivations[objectName]?.(row, derivation);
}

type Derive = (row: DraftRow, derivation: Derivation) => void;

const personName: Derive = (row) => {
  row.Name = [row.FirstName, row.LastName].filter((part) => part != null && part !== '').join(' ') || null;
};

const deriveCase: Derive = (row, { org, before, now }) => {
  row.CaseNumber ??= String(org.nextNumber('Case')).padStart(8, '0');
  const closed = setupFlag(org, 'CaseStatus', row.Status, 'IsClosed');
  row.IsClosed = closed ? 1 : 0;
  if (!closed) row.ClosedDate = null;
  else if (before?.IsClosed !== 1) row.ClosedDate = now;
  if (before === undefined && row.AccountId == null && row.ContactId != null) {
    row.AccountId = org.store.get('SELECT "AccountId" AS a FROM "Contact" WHERE "Id" = ?', [row.ContactId])?.a ?? null;
  }
};

const deriveTask: Derive = (row, { org, before, now }) => {
  const closed = setupFlag(org, 'TaskStatus', row.Status, 'IsClosed');
  row.IsClosed = closed ? 1 : 0;
  row.IsHighPriority = setupFlag(org, 'TaskPriority', row.Priority, 'IsHighPriority') ? 1 : 0;
  if (!closed) row.CompletedDateTime = null;
  else if (before?.IsClosed !== 1) row.CompletedDateTime = now;
  row.AccountId = accountOf(org, row);
};

const deriveEvent: Derive = (row, { org }) => {
  row.AccountId = accountOf(org, row);
  row.StartDateTime ??= row.ActivityDateTime ?? null;
  row.ActivityDateTime = row.StartDateTime ?? null;
  if (typeof row.StartDateTime !== 'number') return;
  row.ActivityDate = new Date(row.StartDateTime).toISOString().slice(0, 10);
  if (typeof row.EndDateTime === 'number') row.DurationInMinutes = (row.EndDateTime - row.StartDateTime) / 60_000;
  else if (typeof row.DurationInMinutes === 'number')
    row.EndDateTime = row.StartDateTime + row.DurationInMinutes * 60_000;
  if (typeof row.EndDateTime === 'number') row.EndDate = new Date(row.EndDateTime).toISOString().slice(0, 10);
};

const deriveOpportunity: Derive = (row, { org, before, now }) => {
  const stage = org.store.get('SELECT * FROM "OpportunityStage" WHERE "ApiName" = ?', [row.StageName ?? null]);
  const stageChanged = before === undefined || before.StageName !== row.StageName;
  row.IsClosed = stage?.IsClosed ?? 0;
  row.IsWon = stage?.IsWon ?? 0;
  if (stageChanged) {
    if (before === undefined ? row.Probability == null : before.Probability === row.Probability) {
      row.Probability = stage?.DefaultProbability ?? 0;
    }
    row.ForecastCategory = stage?.ForecastCategory ?? 'Pipeline';
    row.ForecastCategoryName = stage?.ForecastCategoryName ?? 'Pipeline';
    row.LastStageChangeDate = before === undefined ? null : now;
  }
  row.ExpectedRevenue = row.Amount == null ? null : (Number(row.Amount) * Number(row.Probability ?? 0)) / 100;
  const [year, month] = String(row.CloseDate ?? '')
    .split('-')
    .map(Number);
  if (year === undefined || month === undefined) return;
  row.FiscalYear = year;
  row.FiscalQuarter = Math.ceil(month / 3);
  row.Fiscal = `${year} ${row.FiscalQuarter}`;
};

const deriveTopicAssignment: Derive = (row, { org }) => {
  row.EntityKeyPrefix = String(row.EntityId ?? '').slice(0, 3);
  row.EntityType = org.schema.byKeyPrefix(String(row.EntityKeyPrefix))?.name ?? null;
};

const deriveContentVersion: Derive = (row, { before, now }) => {
  const path = String(row.PathOnClient ?? row.ContentUrl ?? '');
  const fileName = path.split(/[/\\]/).at(-1) ?? '';
  const dot = fileName.lastIndexOf('.');
  row.Title ??= dot > 0 ? fileName.slice(0, dot) : fileName;
  if (before !== undefined) return;
  row.FileExtension = dot > 0 ? fileName.slice(dot + 1).toLowerCase() : null;
  row.FileType = row.ContentUrl == null ? fileTypeOf(row.FileExtension) : 'LINK';
  row.IsLatest = 1;
  row.IsMajorVersion = 1;
  row.ContentModifiedDate = now;
};

const derivations: Record<string, Derive> = {
  Contact: personName,
  Lead: personName,
  User: personName,
  Case: deriveCase,
  Task: deriveTask,
  Event: deriveEvent,
  Opportunity: deriveOpportunity,
  TopicAssignment: deriveTopicAssignment,
  ContentVersion: deriveContentVersion,
};

function setupFlag(org: Org, table: string, value: SQLInputValue | undefined, flag: string): boolean {
  if (value == null) return false;
  const row = org.store.get(`SELECT ${quoted(flag)} AS flag FROM ${quoted(table)} WHERE "ApiName" = ?`, [value]);
  return row?.flag === 1;
}

/** A task or event belongs to the account of what it is about, else of whom it is with. */
function accountOf(org: Org, row: DraftRow): SQLInputValue {
  for (const lookup of [row.WhatId, row.WhoId]) {
    const id = typeof lookup === 'string' ? toRecordId(lookup) : null;
    if (id === null) continue;
    if (id.startsWith('001')) return id;
    const object = org.schema.byKeyPrefix(id.slice(0, 3));
    if (object === undefined || !object.byName.has('accountid')) continue;
    const found = org.store.get(`SELECT "AccountId" AS a FROM ${quoted(object.name)} WHERE "Id" = ?`, [id])?.a;
    if (found != null) return found;
  }
  return null;
}

function fileTypeOf(extension: SQLInputValue): string {
  if (typeof extension !== 'string') return 'UNKNOWN';
  const known: Record<string, string> = { txt: 'TEXT', jpg: 'JPG', jpeg: 'JPG', htm: 'HTML', md: 'UNKNOWN' };
  return known[extension] ?? extension.toUpperCase();
}
