import { apiError } from '../http/api-error.ts';
import type { Org } from '../org.ts';
import type { SqlRow } from '../store/store.ts';
import type { DraftRow } from './derive-row.ts';

/** Refuses what an object refuses by nature, whatever rules the org has. */
export function checkObjectRules(org: Org, objectName: string, row: DraftRow, before: SqlRow | undefined): void {
  objectRules[objectName]?.(org, row, before);
}

type ObjectRule = (org: Org, row: DraftRow, before: SqlRow | undefined) => void;

const convertedLead = () => apiError(400, 'CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead', []);

const activityRule: ObjectRule = (org, row) => {
  if (typeof row.WhoId !== 'string' || !row.WhoId.startsWith('00Q')) return;
  if (row.WhatId != null) {
    throw apiError(400, 'FIELD_INTEGRITY_EXCEPTION', 'Related To ID: Cannot specify a WhatId when WhoId is a Lead', [
      'WhatId',
    ]);
  }
  if (org.store.get('SELECT "IsConverted" AS c FROM "Lead" WHERE "Id" = ?', [row.WhoId])?.c === 1)
    throw convertedLead();
};

const objectRules: Record<string, ObjectRule> = {
  Task: activityRule,
  Event: (org, row, before) => {
    activityRule(org, row, before);
    if (row.StartDateTime == null && row.ActivityDate == null) {
      throw apiError(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [ActivityDateTime]', [
        'ActivityDateTime',
      ]);
    }
    if (row.DurationInMinutes == null && row.EndDateTime == null && row.IsAllDayEvent !== 1) {
      throw apiError(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [DurationInMinutes]', [
        'DurationInMinutes',
      ]);
    }
  },
  Lead: (_org, _row, before) => {
    if (before?.IsConverted === 1) throw convertedLead();
  },
  Topic: (_org, row, before) => {
    const fold = (text: unknown) => String(text).toLowerCase().replace(/\s+/g, '');
    if (before !== undefined && fold(before.Name) !== fold(row.Name)) {
      throw apiError(
        400,
        'FIELD_INTEGRITY_EXCEPTION',
        'You can change only the capitalization and spacing of a topic name.',
        ['Name'],
      );
    }
  },
  ContentVersion: (_org, row, before) => {
    if (before === undefined && row.PathOnClient == null && row.ContentUrl == null) {
      throw apiError(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [PathOnClient]', ['PathOnClient']);
    }
    if (before === undefined && row.VersionData == null && row.ContentUrl == null) {
      throw apiError(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [VersionData]', ['VersionData']);
    }
  },
  User: (_org, row) => {
    if (!String(row.Username).includes('@')) {
      throw apiError(400, 'FIELD_INTEGRITY_EXCEPTION', `Username: must be in the form of an email address`, [
        'Username',
      ]);
    }
  },
};
