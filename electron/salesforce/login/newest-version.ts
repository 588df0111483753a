import type { SalesforceAnswer } from '../salesforce-connection.ts';

const PREFERRED = 66;

/** The API version to speak: 66.0, or the newest the org offers where that is lower. */
export async function newestVersion(askVersions: () => Promise<SalesforceAnswer>): Promise<string> {
  const { body } = await askVersions();
  const offered = (Array.isArray(body) ? body : []).map((each: unknown) => versionOf(each)).filter((each) => each > 0);
  // An org that does not tell is asked in the preferred version, and its refusal will say so.
  return `${offered.length === 0 ? PREFERRED : Math.min(PREFERRED, Math.max(...offered))}.0`;
}

function versionOf(entry: unknown): number {
  if (typeof entry !== 'object' || entry === null || !('version' in entry)) return 0;
  const version = Number.parseFloat(String(entry.version));
  return Number.isFinite(version) ? version : 0;
}
