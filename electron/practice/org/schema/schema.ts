import type { Field } from './field.ts';
import { findField, type ObjectType, toObjectType, withFields } from './object-type.ts';
import { parseFieldLine } from './parse-field-line.ts';
import { countersignKeyLine, objectsWithCountersignKey, standardTables } from './standard-objects.ts';

/** All objects of one org, by name and by key prefix. */
export interface Schema {
  readonly objects: readonly ObjectType[];
  find(name: string): ObjectType | undefined;
  byKeyPrefix(prefix: string): ObjectType | undefined;
  /** The object whose children include `relationshipName`, as the child object and its lookup. */
  childOf(parent: ObjectType, relationshipName: string): { object: ObjectType; field: Field } | undefined;
}

/** The standard objects, with our key on those that carry it unless the org starts empty. */
export function standardObjects(options: { changedAt: number; countersignKey: boolean }): ObjectType[] {
  return standardTables.map((table) => {
    const object = toObjectType(table, options.changedAt);
    const carriesKey = options.countersignKey && objectsWithCountersignKey.has(object.name);
    return carriesKey ? withFields(object, [...object.fields, parseFieldLine(countersignKeyLine)]) : object;
  });
}

/** Puts objects together so that they can find each other. */
export function createSchema(objects: readonly ObjectType[]): Schema {
  const byName = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
  const byPrefix = new Map(objects.map((object) => [object.keyPrefix, object]));
  return {
    objects,
    find: (name) => byName.get(name.toLowerCase()),
    byKeyPrefix: (prefix) => byPrefix.get(prefix),
    childOf: (parent, relationshipName) => {
      const wanted = relationshipName.toLowerCase();
      const link = parent.children.find((child) => child.relationshipName?.toLowerCase() === wanted);
      const object = link === undefined ? undefined : byName.get(link.childObject.toLowerCase());
      const field = link === undefined || object === undefined ? undefined : findField(object, link.field);
      return object === undefined || field === undefined ? undefined : { object, field };
    },
  };
}
