import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** An org that lets everybody in, and the app that asks. */
export type PracticeApp = { url: string; clientId: string; username: string; redirectUri: string };

const granted = z.object({ access_token: z.string(), refresh_token: z.string() });

/** Signs in to a practice org as a person in a browser would, without one. */
export async function practiceLogin(app: PracticeApp): Promise<{ accessToken: string; refreshToken: string }> {
  const verifier = randomBytes(48).toString('base64url');
  const address = new URL('/services/oauth2/authorize', app.url);
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: app.redirectUri,
    scope: 'api refresh_token id',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const page = await (await fetch(address)).text();
  const hidden = [...page.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const form = new URLSearchParams({ username: app.username, password: 'anything', decision: 'allow' });
  for (const [, name = '', value = ''] of hidden) form.set(name, value.replaceAll('&amp;', '&'));
  const answer = await fetch(new URL(address.pathname, app.url), { method: 'POST', body: form, redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '', app.url).searchParams.get('code') ?? '';
  const token = await fetch(new URL('/services/oauth2/token', app.url), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      code_verifier: verifier,
    }),
  });
  const { access_token, refresh_token } = granted.parse(await token.json());
  return { accessToken: access_token, refreshToken: refresh_token };
}
