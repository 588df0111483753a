import type { FieldDescribe } from '../../shared/model/object-describe.ts';

const untypable = new Set(['address', 'location', 'base64', 'complexvalue', 'anyType', 'encryptedstring']);

/** Whether a value of the field can be typed: files and compound values cannot. */
export function isTypable(field: FieldDescribe): boolean {
  return !untypable.has(field.type);
}
