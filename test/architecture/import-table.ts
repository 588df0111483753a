/** Rooms in one line do not import each other, unless a line of its own says so. Right imports left. */
const storeys: readonly (readonly string[])[] = [
  ['shared'],
  ['store'],
  ['journal'],
  ['secrets', 'salesforce', 'platforms'],
  ['calls', 'actions'],
  ['policy'],
  ['proposals'],
  ['suggestions', 'feeds', 'outcomes'],
  ['automations'],
  ['console'],
  ['host'],
  ['desktop', 'web'],
  ['main', 'serve', 'commands'],
];

/** Imports beside the storeys. */
const alsoAllowed: Readonly<Record<string, readonly string[]>> = {
  salesforce: ['secrets'],
};

/** The practice org is a world of its own: only starts and commands bring it in, and it knows nouns alone. */
const practice = { imports: ['shared'], importedBy: ['main', 'serve', 'commands'] };

/** Packages that one place alone may import. */
export const packageHomes: Readonly<Record<string, readonly string[]>> = {
  electron: ['main', 'preload', 'desktop'],
  'electron-store': ['desktop'],
  jsforce: ['salesforce'],
};

/** Rooms of the privileged side, to tell a new folder that the table does not know. */
export const rooms: readonly string[] = [...storeys.flat(), 'practice', 'preload'];

/** Whether one room may import another. */
export function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (from === 'renderer' || from === 'preload') return to === 'shared';
  if (to === 'practice') return practice.importedBy.includes(from);
  if (from === 'practice') return practice.imports.includes(to);
  if (alsoAllowed[from]?.includes(to)) return true;
  const storeyOf = (room: string) => storeys.findIndex((storey) => storey.includes(room));
  return storeyOf(to) !== -1 && storeyOf(to) < storeyOf(from);
}
