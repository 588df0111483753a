import { findUserByName } from '../oauth/users.ts';
import type { ObjectRights, Org, OrgRules, ProfileRights } from '../org.ts';
import type { DraftRow } from '../rows/derive-row.ts';
import { toStoredValue } from '../rows/values.ts';
import { standardRights } from '../rules/standard-rights.ts';
import { findField } from '../schema/object-type.ts';
import { createSeeder } from '../seed/seed-org.ts';
import { recordTypeId } from './apply-metadata.ts';
import type { OrgMetadata } from './org-metadata.ts';

/** The rules of a metadata file, besides the rights every practice org has. */
export function rulesOf(metadata: OrgMetadata): OrgRules {
  const named = (metadata.permissions ?? []).map(toRights);
  return {
    validations: (metadata.validationRules ?? []).map((rule) => ({ ...rule, field: rule.field ?? null })),
    duplicates: (metadata.duplicateRules ?? []).map((rule) => ({
      ...rule,
      label: rule.label ?? rule.name,
      message: rule.message ?? 'Use one of these records?',
    })),
    assignments: [],
    profiles: [...named, ...standardRights.filter((one) => !named.some(({ profile }) => profile === one.profile))],
    lockedIds: new Set(),
  };
}

type Permission = NonNullable<OrgMetadata['permissions']>[number];

const everything: ObjectRights = { create: true, read: true, update: true, delete: true };

/** What a file says of a profile goes over what the profile may anyway, object by object and field by field. */
function toRights(permission: Permission): ProfileRights {
  const standard = standardRights.find(({ profile }) => profile === permission.profile);
  const objects = Object.entries(permission.objects ?? {}).map(([name, some]): [string, ObjectRights] => {
    const anyway = standard?.objects[name] ?? standard?.objects['*'] ?? everything;
    return [name, { ...anyway, ...some }];
  });
  return {
    profile: permission.profile,
    apiEnabled: permission.apiEnabled ?? standard?.apiEnabled ?? true,
    objects: { ...standard?.objects, ...Object.fromEntries(objects) },
    fields: { ...standard?.fields, ...permission.fields },
  };
}

/** Stores what of a metadata file are rows: record types, rules that can be queried, and its own rows, once. */
export function addMetadataRows(org: Org, metadata: OrgMetadata): void {
  const by = org.store.get('SELECT "Id" AS id FROM "User" ORDER BY "Id" LIMIT 1')?.id;
  const seeder = createSeeder(org, Math.floor(org.clock() / 1000) * 1000, String(by));
  for (const [index, recordType] of (metadata.recordTypes ?? []).entries()) {
    const { name: Name, developerName: DeveloperName, object: SobjectType } = recordType;
    seeder.add('RecordType', { Id: recordTypeId(index), Name, DeveloperName, SobjectType, IsActive: 1 });
  }
  for (const rule of metadata.duplicateRules ?? []) {
    seeder.add('DuplicateRule', {
      SobjectType: rule.object,
      DeveloperName: rule.name,
      MasterLabel: rule.label ?? rule.name,
      Language: 'en_US',
      IsActive: 1,
    });
  }
  for (const rule of metadata.assignmentRules ?? []) {
    seeder.add('AssignmentRule', { Name: rule.name, SobjectType: rule.object, Active: 1 });
  }
  addRows(org, seeder, metadata);
}

function addRows(org: Org, seeder: ReturnType<typeof createSeeder>, metadata: OrgMetadata): void {
  const ids = new Map<string, string>();
  for (const row of metadata.rows ?? []) {
    const object = org.schema.find(row.object);
    if (object === undefined) throw new Error(`The metadata has rows of an object there is none of: ${row.object}`);
    const values: DraftRow = {};
    for (const [name, value] of Object.entries(row.values)) {
      const field = findField(object, name);
      if (field === undefined)
        throw new Error(`The metadata has a row with a field there is none of: ${row.object}.${name}`);
      const meant = typeof value === 'string' && value.startsWith('@') ? (ids.get(value.slice(1)) ?? value) : value;
      values[field.name] = toStoredValue(field, meant, '');
    }
    const id = seeder.add(object.name, values);
    if (row.name !== undefined) ids.set(row.name, id);
  }
}

/** Assignment rules name a user or a queue; their ids are known only once rows are there. */
export function assignmentRulesOf(org: Org, metadata: OrgMetadata): OrgRules['assignments'] {
  return (metadata.assignmentRules ?? []).map((rule) => {
    const queue = org.store.get('SELECT "Id" AS id FROM "Group" WHERE "DeveloperName" = ?', [rule.owner])?.id;
    const ownerId = queue ?? findUserByName(org, rule.owner)?.Id;
    if (typeof ownerId !== 'string')
      throw new Error(`The assignment rule ${rule.name} names an owner there is none of: ${rule.owner}`);
    const stored = org.store.get('SELECT "Id" AS id FROM "AssignmentRule" WHERE "Name" = ?', [rule.name]);
    return { object: rule.object, id: String(stored?.id ?? ''), name: rule.name, when: rule.when ?? null, ownerId };
  });
}
