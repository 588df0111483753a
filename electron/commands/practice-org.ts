import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';

// Most of a start is reading code; from the second start on it is read from the cache.
enableCompileCache();
const { startPracticeOrg } = await import('../practice/org/start-practice-org.ts');

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    empty: { type: 'boolean', default: false },
    control: { type: 'boolean', default: false },
    metadata: { type: 'string' },
  },
});

async function start() {
  const org = await startPracticeOrg({
    port: values.port === undefined ? 0 : Number(values.port),
    dataFolder: values.data,
    empty: values.empty,
    control: values.control,
    metadata: values.metadata === undefined ? undefined : JSON.parse(readFileSync(values.metadata, 'utf8')),
  });
  const stop = () => void org.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Last: who reads the line may stop the org at once.
  const { url, accessToken, refreshToken, clientId, redirectUri, username } = org;
  console.log(JSON.stringify({ url, accessToken, refreshToken, clientId, redirectUri, username }));
}

await start().catch((cause: unknown) => {
  console.error(`The practice org cannot start: ${cause instanceof Error ? cause.message : cause}`);
  process.exit(1);
});
