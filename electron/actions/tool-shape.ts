import { type Action, type ActionInput, anyObject } from '../../shared/model/action.ts';
import type { FieldDescribe, ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { ToolParameter, ToolShape } from '../../shared/model/tool-shape.ts';
import { isCollected } from './read-inputs.ts';

const mostValues = 50;

/** What a platform's LLM is told of an action: only what the conversation may set, in the catalogue's own words. */
export function toToolShape(action: Action, describe: ObjectDescribe | null): ToolShape {
  const fields = new Map(describe?.fields.map((field) => [field.name, field]));
  const collected = action.inputs.filter(isCollected);
  const properties: Record<string, ToolParameter> = {
    ...(action.object === anyObject && action.operation !== 'read' ? objectParameters(action) : {}),
    ...recordParameters(action),
    ...Object.fromEntries(collected.map((input) => [input.name, parameterOf(input, fields.get(input.field))])),
  };
  if (action.followedBy) properties[action.followedBy.input] = text(action.followedBy.description);
  const required = collected.filter((input) => input.required && input.from.mode === 'collected');
  const always = action.object === anyObject && action.operation !== 'read' ? ['object'] : [];
  return {
    name: action.key,
    title: action.label,
    description: action.description,
    parameters: {
      type: 'object',
      properties,
      required: [...always, ...(action.record === 'given' ? ['record_id'] : []), ...required.map(({ name }) => name)],
    },
    operation: action.operation,
    idempotent: action.writeClass !== 'append',
  };
}

function objectParameters(action: Action): Record<string, ToolParameter> {
  const object = text('API name of the object, such as Opportunity.');
  if (action.operation === 'delete') return { object };
  return { object, fields: { type: 'object', description: 'Values by API name of the field.' } };
}

function recordParameters(action: Action): Record<string, ToolParameter> {
  if (action.record === 'given') return { record_id: text('Salesforce id of the record, 15 or 18 characters.') };
  if (action.record !== 'found') return {};
  const by = (action.find?.by ?? []).map(({ name, description }) => [name, text(description)] as const);
  return {
    ...Object.fromEntries(by),
    record_id: text('Salesforce id of the record, or the reference of the request that made it, where it is known.'),
  };
}

function parameterOf({ description }: ActionInput, field: FieldDescribe | undefined): ToolParameter {
  switch (field?.type) {
    case 'boolean':
      return { type: 'boolean', description };
    case 'int':
      return { type: 'integer', description };
    case 'double':
    case 'currency':
    case 'percent':
      return { type: 'number', description };
    case 'date':
      return { type: 'string', format: 'date', description };
    case 'datetime':
      return { type: 'string', format: 'date-time', description };
    case 'email':
      return { type: 'string', format: 'email', description };
    case 'picklist': {
      const values = field.picklistValues.filter(({ active }) => active).map(({ value }) => value);
      return field.restrictedPicklist && values.length <= mostValues
        ? { type: 'string', enum: values, description }
        : text(description);
    }
    default:
      return text(description);
  }
}

function text(description: string): ToolParameter {
  return { type: 'string', description };
}
