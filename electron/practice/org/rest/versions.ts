import { ok, type RestHandler } from './rest-call.ts';

const first = 31;
const last = 67;

/** Spring, Summer, Winter: three versions a year. */
function labelOf(version: number): string {
  const since = version - 65;
  const season = ['Winter', 'Spring', 'Summer'][((since % 3) + 3) % 3];
  return `${season} '${26 + Math.floor(since / 3)}`;
}

/** GET /services/data, oldest first. */
export const versionList = Array.from({ length: last - first + 1 }, (_one, index) => {
  const version = first + index;
  return { label: labelOf(version), url: `/services/data/v${version}.0`, version: `${version}.0` };
});

const firstAnswered = 20;

/** Whether the org answers this version; retired ones are no longer listed, but old clients still ask for them. */
export function isKnownVersion(text: string): boolean {
  const number = /^(\d+)\.0$/.exec(text)?.[1];
  return number !== undefined && Number(number) >= firstAnswered && Number(number) <= last;
}

/** The `Warning` header of a retired version. */
export function versionWarning(version: string): Readonly<Record<string, string>> {
  if (Number(version) >= first) return {};
  return {
    Warning: `299 - "This API is deprecated and will be removed by Summer '25. Please see https://help.salesforce.com/articleView?id=000354473 for details."`,
  };
}

const resources = [
  'tooling',
  'query',
  'queryAll',
  'search',
  'parameterizedSearch',
  'sobjects',
  'recent',
  'limits',
  'composite',
  'connect',
  'chatter',
  'quickActions',
];

/** GET /services/data/vNN.N: where everything is, and who is asking. */
export const resourcesHandler: RestHandler = ({ org, version, session }) => {
  const urls = resources.map((name) => [name, `/services/data/v${version}/${name}`] as const);
  const identity = `${org.url()}/id/${org.settings.organizationId}/${session.userId}`;
  return ok({ ...Object.fromEntries(urls), identity });
};
