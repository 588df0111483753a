/** What one value of a status means to Salesforce. */
export type StatusValue = { value: string; closed: boolean; won: boolean; converted: boolean };

/** The field that says how far a record of this object is; null for objects without one. */
export function statusFieldOf(object: string): string | null {
  const fields: Readonly<Record<string, string>> = {
    Case: 'Status',
    Lead: 'Status',
    Opportunity: 'StageName',
    Task: 'Status',
  };
  return fields[object] ?? null;
}
