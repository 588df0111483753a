import type { Org } from '../org.ts';
import type { Usage } from '../rest/usage.ts';
import { quoted } from '../store/store.ts';
import { escapeHtml, page } from './page.ts';
import type { RequestLog } from './request-log.ts';

/** The page at `/`: what this is, what is in it, what was asked last, how to connect. */
export function homePage(
  org: Org,
  parts: { log: RequestLog; usage: Usage; clientId: string; control: boolean },
): string {
  const { log, usage, clientId, control } = parts;
  const body = `<main><h1>Practice org</h1>
<p>A Salesforce-compatible server for trying and testing. It listens on this computer only, keeps its own records and sends nothing anywhere.
${escapeHtml(usage.header().replace('api-usage=', ''))} API calls used.${control ? ' Control paths are open at <code>/__control</code>.' : ''}</p>
<h2>Connect</h2>${connectSection(org.url(), clientId)}
<h2>Objects</h2><table><thead><tr><th>Object</th><th>Label</th><th>Rows</th></tr></thead><tbody>${objectRows(org)}</tbody></table>
<h2>Last requests</h2>${requestTable(log)}</main>`;
  return page('Practice org', body);
}

function connectSection(url: string, clientId: string): string {
  const token = '$TOKEN';
  const blocks: readonly (readonly [string, string])[] = [
    [
      'curl',
      `curl -H "Authorization: Bearer ${token}" "${url}/services/data/v66.0/query?q=SELECT+Id,Name+FROM+Contact+LIMIT+5"`,
    ],
    ['jsforce', `new jsforce.Connection({ instanceUrl: '${url}', accessToken: TOKEN, version: '66.0' })`],
    ['sf CLI, by browser', `sf org login web --instance-url ${url} --alias practice`],
    [
      'sf CLI, by token',
      `SF_ACCESS_TOKEN=${token} sf org login access-token --instance-url ${url} --alias practice --no-prompt`,
    ],
    ['OAuth client id', clientId],
  ];
  const shown = blocks.map(([name, text]) => `<h3>${escapeHtml(name)}</h3><pre>${escapeHtml(text)}</pre>`).join('');
  return `<p class="quiet">The access token is on the first line the practice org printed when it started.</p>${shown}`;
}

function objectRows(org: Org): string {
  const counted = org.schema.objects.map((object) => {
    const alive = object.byName.has('isdeleted') ? ' WHERE "IsDeleted" = 0' : '';
    const rows = Number(org.store.get(`SELECT count(*) AS n FROM ${quoted(object.name)}${alive}`)?.n ?? 0);
    return { object, rows };
  });
  return counted
    .map(
      ({ object, rows }) =>
        `<tr><td>${escapeHtml(object.name)}</td><td>${escapeHtml(object.label)}</td><td class="number">${rows.toLocaleString('en-US')}</td></tr>`,
    )
    .join('');
}

function requestTable(log: RequestLog): string {
  const requests = log.latest();
  if (requests.length === 0) return '<p class="quiet">None yet.</p>';
  const rows = requests
    .map(
      ({ at, method, path, status }) =>
        `<tr><td>${escapeHtml(new Date(at).toISOString().slice(11, 19))}</td><td>${escapeHtml(method)}</td><td>${escapeHtml(path)}</td><td class="number">${status}</td></tr>`,
    )
    .join('');
  return `<table><thead><tr><th>Time (UTC)</th><th>Method</th><th>Path</th><th>Status</th></tr></thead><tbody>${rows}</tbody></table>`;
}
