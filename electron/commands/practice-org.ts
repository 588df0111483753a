import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { parseArgs } from 'node:util';

// Most of a start is reading code; from the second start on it is read from the cache.
enableCompileCache();
const { startPracticeOrg } = await import('../practice/org/start-practice-org.ts');

const usage = 'Usage: npm run -s practice-org -- [--port N] [--data DIR] [--empty] [--control] [--metadata FILE]';

const values = readFlags();

function readFlags() {
  try {
    const { values: read } = parseArgs({
      options: {
        port: { type: 'string', default: '0' },
        data: { type: 'string' },
        empty: { type: 'boolean', default: false },
        control: { type: 'boolean', default: false },
        metadata: { type: 'string' },
      },
    });
    if (/^\d{1,5}$/.test(read.port) && Number(read.port) <= 65_535) return read;
    throw new Error(`--port takes a number from 0 to 65535, not “${read.port}”.`);
  } catch (cause) {
    console.error(`${cause instanceof Error ? cause.message : cause}\n${usage}`);
    process.exit(2);
  }
}

async function start() {
  const org = await startPracticeOrg({
    port: Number(values.port),
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
