import { assertNever } from '../../../shared/model/assert-never.ts';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { WriteOrder } from '../../../shared/model/target.ts';
import { append } from './append.ts';
import { guardedDelete } from './guarded-delete.ts';
import { guardedUpdate } from './guarded-update.ts';
import { hasKeyField, keyedCreate } from './keyed-create.ts';
import { namedTopic, namesTopic } from './named-topic.ts';
import { naturalKey } from './natural-key.ts';
import { readRows } from './read-rows.ts';
import { recordingFile } from './recording-file.ts';
import { createsTogether } from './together/creates-together.ts';
import { updatesTogether } from './together/updates-together.ts';
import type { TogetherMethod, WriteMethod } from './write-context.ts';

/** How a write of this class to this object is sent and settled. */
export function methodOf(order: WriteOrder, object: ObjectDescribe): WriteMethod {
  switch (order.writeClass) {
    case 'keyed-create':
      // Without our field on the object nothing tells a second create from the first.
      return hasKeyField(object) ? keyedCreate : appendOf(object);
    case 'absolute-update':
      return guardedUpdate;
    case 'append':
      return appendOf(object);
    case 'natural-key':
      return namesTopic(order) ? namedTopic : naturalKey;
    case 'read':
      return readRows;
    case 'delete':
      return guardedDelete;
    default:
      return assertNever(order.writeClass);
  }
}

/** A file is told by its bytes. */
function appendOf(object: ObjectDescribe): WriteMethod {
  return object.name === 'ContentVersion' ? recordingFile : append;
}

/** Inside a composite, `@{part0.id}` is the answer to another part and not what was approved. */
export function holdsReference({ payload }: WriteOrder): boolean {
  return JSON.stringify(payload.fields).includes('@{');
}

/** How writes of this class to this object go out together; null where each goes by itself. */
export function togetherMethodOf(order: WriteOrder, object: ObjectDescribe): TogetherMethod | null {
  if (holdsReference(order)) return null;
  const method = methodOf(order, object);
  if (method === guardedUpdate) return updatesTogether;
  return method === keyedCreate ? createsTogether : null;
}
