import type { ObjectRights, OrgRights } from '../../../shared/contract/org-views.ts';
import type { Action } from '../../../shared/model/action.ts';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { Org } from '../../../shared/model/org.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import { fieldOf } from '../../salesforce/records/describe.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import { hasKeyField } from '../../salesforce/writes/keyed-create.ts';

/** What the signed-in user may do with the objects that the actions use. */
export async function readRights(
  org: Org,
  connection: SalesforceConnection,
  actions: readonly Action[],
): Promise<OrgRights> {
  // An action on any object names none: whether it may be written is told when it is asked for.
  const used = actions.filter((each) => !each.deprecated && /^\w+$/.test(each.object));
  const objects = [...new Set(used.map((each) => each.object))].sort();
  const rights = objects.map(async (object) => {
    const of = used.filter((each) => each.object === object);
    return rightsOn(object, await describeIfSeen(connection, object), of);
  });
  return { org, objects: await Promise.all(rights) };
}

async function describeIfSeen(connection: SalesforceConnection, object: string): Promise<ObjectDescribe | null> {
  try {
    return await connection.describeObject(object);
  } catch (cause) {
    if (cause instanceof ProblemError && cause.problem.kind === 'not-found') return null;
    throw cause;
  }
}

function rightsOn(object: string, describe: ObjectDescribe | null, actions: readonly Action[]): ObjectRights {
  const keyed = actions.some((each) => each.writeClass === 'keyed-create');
  if (!describe) {
    const none = { createable: false, updateable: false, deletable: false, notWritable: [] };
    return { object, label: object, visible: false, keyed: keyed ? false : null, ...none };
  }
  const { label, createable, updateable, deletable } = describe;
  return {
    object,
    label,
    visible: true,
    createable,
    updateable,
    deletable,
    notWritable: notWritable(describe, actions),
    keyed: keyed ? hasKeyField(describe) : null,
  };
}

function notWritable(describe: ObjectDescribe, actions: readonly Action[]): string[] {
  const blocked = actions.flatMap((action) =>
    action.inputs.flatMap(({ field: name }) => {
      const field = fieldOf(describe, name);
      const writable = action.operation === 'create' ? field?.createable : field?.updateable;
      return writable ? [] : [field?.label ?? name];
    }),
  );
  return [...new Set(blocked)];
}
