import type { ObjectRights, Org, ProfileRights } from '../org.ts';
import { type ObjectType, withFields } from './object-type.ts';
import { createSchema, type Schema } from './schema.ts';

const views = new WeakMap<Schema, Map<string, Schema>>();

/** The org as a profile sees it: objects and fields it may not read are not there, rights show in the flags. */
export function schemaFor(org: Org, profileName: string): Schema {
  const rights = org.rules.profiles.find((one) => one.profile === profileName);
  if (rights === undefined) return org.schema;
  const known = views.get(org.schema) ?? new Map<string, Schema>();
  views.set(org.schema, known);
  const view = known.get(profileName) ?? createSchema(org.schema.objects.flatMap((object) => limited(object, rights)));
  known.set(profileName, view);
  return view;
}

const everything: ObjectRights = { create: true, read: true, update: true, delete: true };

function limited(object: ObjectType, rights: ProfileRights): ObjectType[] {
  const allowed = rights.objects[object.name] ?? rights.objects['*'] ?? everything;
  if (!allowed.read) return [];
  const fields = object.fields
    .filter((field) => rights.fields[`${object.name}.${field.name}`] !== 'hidden')
    .map((field) => {
      const readOnly = rights.fields[`${object.name}.${field.name}`] === 'read';
      return readOnly ? { ...field, createable: false, updateable: false } : field;
    });
  const flags = {
    createable: object.createable && allowed.create,
    updateable: object.updateable && allowed.update,
    deletable: object.deletable && allowed.delete,
  };
  return [withFields({ ...object, ...flags }, fields)];
}
