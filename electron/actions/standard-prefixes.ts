/** What record ids of standard objects begin with; those of others differ from org to org. */
const objectByPrefix: Readonly<Record<string, string>> = {
  '001': 'Account',
  '003': 'Contact',
  '00Q': 'Lead',
  '006': 'Opportunity',
  '00T': 'Task',
  '00U': 'Event',
  '01t': 'Product2',
  '02i': 'Asset',
  '500': 'Case',
  '501': 'Solution',
  '701': 'Campaign',
  '800': 'Contract',
  '801': 'Order',
};

/** The standard object an id belongs to; null where its beginning is not known. */
export function standardObjectOf(id: string): string | null {
  return objectByPrefix[id.trim().slice(0, 3)] ?? null;
}
