/** What stands where the id would, for a record that is to be made. */
export const newRecord = 'new';

/** What stands where the object would, for an id whose object is not known. */
export const unknownObject = 'unknown';

/** Where a record is shown. */
export function recordPath(org: string, object: string, record: string): string {
  return `/records/${[org, object, record].map(encodeURIComponent).join('/')}`;
}

/** Where records of an org are looked for. */
export function recordsPath(org: string): string {
  return `/records/${encodeURIComponent(org)}`;
}
