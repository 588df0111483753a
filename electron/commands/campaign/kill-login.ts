import { setTimeout as delay } from 'node:timers/promises';
import type { Console } from '../../console/start-console.ts';
import { openConnection } from '../../salesforce/open-connection.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import { type PracticeApp, practiceLogin } from './practice-login.ts';

/** Nobody listens here: the console's only org is the one that it signs in to. */
export const nobodysOrg = { url: 'http://127.0.0.1:9', accessToken: '00D000000000001!nobody' };

/** Seals nothing, so that a process can open what one before it kept; its secrets are those of a practice org. */
export const openBox: SecretBox = {
  kind: 'os',
  describe: 'a box of the campaign, which seals nothing',
  seal: async (plain) => Buffer.from(plain).toString('base64'),
  open: async (sealed) => Buffer.from(sealed, 'base64').toString(),
};

/** Signs in where no login is left that holds; answers whether one that was there had to be renewed by a person. */
export async function ensureLogin({ orgs }: Console, app: PracticeApp): Promise<boolean> {
  const found = () => orgs.all().find(({ login }) => login !== null);
  while (found()?.state.state === 'connecting') {
    await new Promise<void>((resolve) => {
      const stop = orgs.onChange(() => {
        stop();
        resolve();
      });
    });
  }
  const before = found();
  if (before?.state.state === 'connected') return false;
  const tokens = await practiceLogin(app);
  const connection = openConnection({ instanceUrl: app.url, accessToken: tokens.accessToken });
  const org = await connection.identity();
  connection.close();
  const login = { loginUrl: app.url, clientId: app.clientId };
  await orgs.add({ org, ownName: org.name, colour: 'grey', login, left: false }, tokens);
  await orgs.setReplayOrg(org.id);
  return before !== undefined;
}

/** A session that ended right after it was renewed pauses what is approved for a second: waits until all of it went out. */
export async function untilSent({ store }: Console): Promise<void> {
  for (let looks = 0; looks < 100; looks += 1) {
    const open = await store.db.selectFrom('proposals').select('id').where('state', 'in', onTheWay).execute();
    if (open.length === 0) return;
    await delay(200);
  }
}

const onTheWay = ['approved', 'writing', 'uncertain'];

/** Lets every session of a practice org run out, as time would. */
export async function expireSessions(org: { url: string }): Promise<void> {
  await fetch(`${org.url}/__control/expire-sessions`, { method: 'POST' });
}
