import { once } from 'node:events';
import { createServer } from 'node:http';

/** A person in a browser: opens the login page, fills its form in, follows where it leads. */
export async function signInAs(username: string, address: string, decision: 'allow' | 'deny' = 'allow'): Promise<void> {
  const page = await (await fetch(address)).text();
  const hidden = [...page.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const form = new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]));
  form.set('username', username);
  form.set('password', 'anything');
  form.set('decision', decision);
  const answer = await fetch(new URL('/services/oauth2/authorize', address), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  await fetch(answer.headers.get('location') ?? '');
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
