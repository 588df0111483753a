import { nthRecordId, toRecordId } from './ids/record-id.ts';
import { applyMetadata } from './metadata/apply-metadata.ts';
import { addMetadataRows, assignmentRulesOf, rulesOf } from './metadata/apply-rules.ts';
import { readMetadata } from './metadata/read-metadata.ts';
import type { Org } from './org.ts';
import type { PracticeOrgOptions } from './practice-org.ts';
import { createSchema, standardObjects } from './schema/schema.ts';
import { seedOrg } from './seed/seed-org.ts';
import { openStore, type Store } from './store/store.ts';
import { prepareTables } from './store/tables.ts';

/** Opens (or makes) an org: its store, its schema, its rules, its rows. */
export function createOrg(options: PracticeOrgOptions, url: () => string): Org {
  const clock = options.clock ?? Date.now;
  const metadata = readMetadata(options.metadata ?? {});
  const store = openStore(options.dataFolder, options.image);
  const standard = standardObjects({ changedAt: clock(), countersignKey: options.empty !== true });
  const objects = applyMetadata(standard, metadata, clock());
  prepareTables(store, objects);
  const org: Org = {
    store,
    schema: createSchema(objects),
    rules: rulesOf(metadata),
    clock,
    url,
    settings: {
      organizationId: toRecordId(options.organizationId ?? '00DCs0000000001') ?? '',
      instanceName: 'CS1',
      apiUsageLimit: options.apiUsageLimit ?? 15_000,
      longRunningLimit: options.longRunningLimit ?? 25,
      sessionSeconds: options.sessionSeconds ?? 7200,
      rotateRefreshTokens: options.rotateRefreshTokens ?? true,
    },
    nextNumber: (name) => nextNumber(store, name),
    nextId: (prefix) => nthRecordId(prefix, firstId + nextNumber(store, `id:${prefix}`)),
  };
  if (store.get("SELECT value FROM _setting WHERE name = 'seeded'") === undefined) {
    store.transaction(() => {
      seedOrg(org, { empty: options.empty === true });
      addMetadataRows(org, metadata);
    });
  }
  return { ...org, rules: { ...org.rules, assignments: assignmentRulesOf(org, metadata) } };
}

/** Ids start where a used org's would. */
const firstId = 90_000;
const firstNumbers: Readonly<Record<string, number>> = { Case: 1026 };

function nextNumber(store: Store, name: string): number {
  const row = store.get(
    'INSERT INTO _counter (name, next) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET next = next + 1 RETURNING next',
    [name, firstNumbers[name] ?? 1],
  );
  return Number(row?.next);
}
