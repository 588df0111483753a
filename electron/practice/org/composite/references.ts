import { apiError } from '../http/api-error.ts';
import { JsonFloat } from '../rows/json-float.ts';
import { isRecord } from '../rows/read-body.ts';

/** What earlier subrequests answered, by their reference ids. */
type Results = ReadonlyMap<string, unknown>;

const reference = /@\{([^}]+)\}/g;

/** The reference ids a URL or body mentions. */
export function mentionedIn(value: unknown): string[] {
  return [...JSON.stringify(value ?? '').matchAll(reference)].map((match) => rootOf(match[1] ?? ''));
}

const rootOf = (path: string) => /^\w+/.exec(path)?.[0] ?? path;

/** Puts answers in place of `@{ref.path}`; a value that is nothing but a reference keeps its type. */
export function resolveReferences(value: unknown, results: Results): unknown {
  if (typeof value === 'string') return resolveText(value, results);
  if (Array.isArray(value)) return value.map((one) => resolveReferences(one, results));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolveReferences(one, results)]));
}

function resolveText(text: string, results: Results): unknown {
  const whole = /^@\{([^}]+)\}$/.exec(text);
  if (whole?.[1] !== undefined) return lookUp(whole[1], results);
  return text.replace(reference, (_all, path: string) => String(lookUp(path, results)));
}

function lookUp(path: string, results: Results): unknown {
  const root = rootOf(path);
  const steps = path.slice(root.length).match(/[^.[\]]+/g) ?? [];
  let value = results.get(root);
  for (const step of steps) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isRecord(value) && step in value ? value[step] : undefined;
  }
  if (value === undefined || value === null || (steps.length === 0 && isRecord(value))) {
    const message = `Invalid reference specified. No value for ${path} found in ${root}`;
    throw apiError(400, 'PROCESSING_HALTED', message);
  }
  return value instanceof JsonFloat ? value.number : value;
}
