import type { AuthorizeRequest } from '../oauth/authorize.ts';
import { escapeHtml, page } from './page.ts';

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;

/** The login page: plain HTML, any password, and a way to say no. */
export function loginPage(options: {
  request: AuthorizeRequest;
  values: URLSearchParams;
  users: readonly { username: string; name: string; profile: string }[];
  problem: string | null;
}): string {
  const { request, values, users, problem } = options;
  const kept = [...values].filter(([name]) => !['username', 'password', 'decision'].includes(name));
  const wanted = values.get('username') ?? values.get('login_hint') ?? users[0]?.username ?? '';
  const rows = users
    .map(
      ({ username, name, profile }) =>
        `<tr><td>${escapeHtml(name)}</td><td>${escapeHtml(username)}</td><td>${escapeHtml(profile)}</td></tr>`,
    )
    .join('');
  const body = `<main class="narrow"><h1>Practice org</h1>
<p><strong>${escapeHtml(request.client.name)}</strong> asks to use this practice org for you: <span class="quiet">${escapeHtml(request.scope)}</span></p>
${problem === null ? '' : `<p class="error" role="alert">${escapeHtml(problem)}</p>`}
<form method="post" action="/services/oauth2/authorize">
${kept.map(([name, value]) => hidden(name, value)).join('')}
<label for="username">Username</label><input id="username" name="username" value="${escapeHtml(wanted)}" autocomplete="username" required>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password">
<button type="submit" name="decision" value="allow" id="allow">Log in and allow</button><button type="submit" name="decision" value="deny" id="deny">Deny</button>
</form>
<h2>Who can sign in</h2><p class="quiet">Any password will do.</p>
<table><thead><tr><th>Name</th><th>Username</th><th>Profile</th></tr></thead><tbody>${rows}</tbody></table></main>`;
  return page('Log in to the practice org', body);
}

/** What a user sees when the request cannot even be sent back to the client. */
export function oauthErrorPage(error: string, description: string): string {
  const body = `<main class="narrow"><h1>Practice org</h1><p class="error" role="alert">OAuth error: error=${escapeHtml(error)}&amp;error_description=${escapeHtml(description)}</p></main>`;
  return page('OAuth error', body);
}
