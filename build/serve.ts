import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './ensure-build.ts';

await ensureBuild();
// In this process, so that a signal sent to the command reaches the console itself.
await import(pathToFileURL(join(import.meta.dirname, '..', 'out/serve/serve.js')).href);
