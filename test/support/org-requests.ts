/** Asks a practice org directly, past the console: what it really holds, and what somebody else does to it. */
export async function askOrg(
  org: { url: string; accessToken: string },
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
) {
  const answer = await fetch(`${org.url}/services/data/v66.0${path}`, {
    method,
    headers: { authorization: `Bearer ${org.accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

/** The rows of a query. */
export async function rowsOf(org: { url: string; accessToken: string }, query: string) {
  return (await askOrg(org, 'GET', `/query?q=${encodeURIComponent(query)}`)).records;
}

/** Moves the clock of a practice org on, so that nothing has to wait for it. */
export async function passTime(org: { url: string }, advanceMs: number): Promise<void> {
  const answer = await fetch(`${org.url}/__control/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceMs }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Deletes a contact past the console; Salesforce keeps one that cases are associated with, so those go first. */
export async function deleteContact(org: { url: string; accessToken: string }, id: string): Promise<void> {
  const cases: { Id: string }[] = await rowsOf(org, `SELECT Id FROM Case WHERE ContactId = '${id}'`);
  for (const { Id } of cases) await askOrg(org, 'DELETE', `/sobjects/Case/${Id}`);
  const refused = await askOrg(org, 'DELETE', `/sobjects/Contact/${id}`);
  if (refused) throw new Error(JSON.stringify(refused));
}
