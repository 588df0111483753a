import { requireObject } from './find-row.ts';
import { ok, type RestHandler } from './rest-call.ts';

/** GET /sobjects/T/defaultValues: what a new row starts with. */
export const defaultValuesHandler: RestHandler = (call, { object: name }) => {
  const object = requireObject(call, name);
  const wanted = call.query
    .get('fields')
    ?.split(',')
    .map((one) => one.trim().toLowerCase());
  const values = object.fields.flatMap((field) => {
    if (!field.createable || (wanted !== undefined && !wanted.includes(field.name.toLowerCase()))) return [];
    const choice = field.picklist.find((one) => one.defaultValue)?.value;
    const value = field.defaultValue ?? choice;
    return value === undefined || value === null || field.autoNumber ? [] : [[field.name, value] as const];
  });
  return ok({ attributes: { type: object.name }, ...Object.fromEntries(values) });
};
