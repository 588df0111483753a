/** An instant as an HTTP header carries it, in whole seconds: `Mon, 20 May 2013 20:49:32 GMT`. */
export function toHttpDate(atMs: number): string {
  return new Date(atMs).toUTCString();
}

/** The instant of an HTTP date; null where it is absent or none. */
export function fromHttpDate(text: string | undefined): number | null {
  if (text === undefined) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

/** The instant of a Salesforce datetime; its zone has no colon (`+0000`), which is not ISO 8601 as engines read it. */
export function fromSalesforceTime(text: string): number | null {
  const at = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at) ? null : at;
}
