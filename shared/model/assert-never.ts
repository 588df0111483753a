/** Closes a switch over a discriminated union: reaching it is a type error, and at run time a bug with its value named. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
