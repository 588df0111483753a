import { parseJson } from '../http/parse-json.ts';
import { jsonParserError } from '../http/refusals.ts';
import { isRecord } from '../rows/read-body.ts';
import { findField, type ObjectType } from '../schema/object-type.ts';
import type { BodyPart } from './rest-call.ts';

/** Puts a multipart body together: one JSON part, and parts named after base64 fields; any order, any JSON name. */
export function readMultipart(parts: readonly BodyPart[], object: ObjectType): Record<string, unknown> {
  const json = parts.find((part) => part.contentType.includes('json'));
  if (json === undefined) throw jsonParserError('The multipart body has no application/json part.');
  const fields = parseFields(Buffer.from(json.bytes).toString('utf8'));
  for (const part of parts) {
    const field = part === json ? undefined : findField(object, part.name);
    if (field?.type === 'base64') fields[field.name] = Buffer.from(part.bytes).toString('base64');
  }
  return fields;
}

function parseFields(text: string): Record<string, unknown> {
  const value = parseJson(text);
  if (isRecord(value)) return { ...value };
  throw jsonParserError('The JSON part of the multipart body is no object.');
}
