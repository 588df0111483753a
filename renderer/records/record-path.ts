/** What stands where the id would, for a record that is to be made. */
export const newRecord = 'new';

/** Where a record is shown. */
export function recordPath(org: string, object: string, record: string): string {
  return `/records/${[org, object, record].map(encodeURIComponent).join('/')}`;
}

/** Where records of an org are looked for. */
export function recordsPath(org: string): string {
  return `/records/${encodeURIComponent(org)}`;
}
