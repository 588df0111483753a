import type { Connection, OAuth2 } from 'jsforce/lib/core.js';
import type { StreamPromise } from 'jsforce/lib/util/promise.js';

/** The parts of jsforce the room uses. */
export type Jsforce = {
  Connection: typeof Connection;
  OAuth2: typeof OAuth2;
  StreamPromise: typeof StreamPromise;
};

/** Loads jsforce when it is first needed: it costs 150–320 ms, which the start of the console does not have. */
export async function loadJsforce(): Promise<Jsforce> {
  // The core alone, without the SOAP, bulk and streaming modules: half the time.
  const [core, promise] = await Promise.all([import('jsforce/lib/core.js'), import('jsforce/lib/util/promise.js')]);
  return { Connection: core.Connection, OAuth2: core.OAuth2, StreamPromise: promise.StreamPromise };
}
