import type { Org } from '../org.ts';
import type { DraftRow } from '../rows/derive-row.ts';
import { deriveRow } from '../rows/derive-row.ts';
import { loadRow } from '../rows/read-row.ts';
import { indexRow } from '../rows/search-index.ts';
import { insertRow, secondsNow } from '../rows/write-row.ts';
import { seedCustomers } from './seed-customers.ts';
import { seedSetup } from './seed-setup.ts';

/** Writes seed rows: as they are, with the audit fields filled in. */
export interface Seeder {
  readonly org: Org;
  readonly now: number;
  /** The user that made everything; set once users exist. */
  readonly byUser: string;
  add(objectName: string, values: DraftRow, at?: number): string;
}

/** Fills a fresh org: who uses it and how it is set up, and unless it starts empty, its customers. */
export function seedOrg(org: Org, options: { empty: boolean }): void {
  org.store.transaction(() => {
    const now = secondsNow(org);
    const setup = createSeeder(org, now, org.nextId('005'));
    const userIds = seedSetup(setup);
    if (!options.empty) seedCustomers({ ...setup }, userIds);
    org.store.run("INSERT OR REPLACE INTO _setting (name, value) VALUES ('seeded', ?)", [String(now)]);
  });
}

/** A seeder whose rows are made by one user. */
export function createSeeder(org: Org, now: number, byUser: string): Seeder {
  return {
    org,
    now,
    byUser,
    add(objectName, values, at = now) {
      const object = org.schema.find(objectName);
      if (object === undefined) throw new Error(`no object ${objectName} to seed`);
      const id = typeof values.Id === 'string' ? values.Id : org.nextId(object.keyPrefix);
      const audit: DraftRow = {
        CreatedDate: at,
        CreatedById: byUser,
        LastModifiedDate: at,
        LastModifiedById: byUser,
        SystemModstamp: at,
        OwnerId: byUser,
      };
      const known = Object.fromEntries(Object.entries(audit).filter(([name]) => object.byName.has(name.toLowerCase())));
      const defaults = Object.fromEntries(
        object.fields.flatMap((field) => {
          const choice = field.picklist.find((one) => one.defaultValue)?.value;
          return choice === undefined || !field.defaultedOnCreate ? [] : [[field.name, choice]];
        }),
      );
      const row: DraftRow = { ...defaults, ...known, ...values, Id: id };
      deriveRow(object.name, row, { org, before: undefined, now: at });
      insertRow(org, object, row);
      const stored = object.searchable ? loadRow(org.store, object, id) : undefined;
      if (stored !== undefined) indexRow(org.store, object, stored);
      return id;
    },
  };
}
