import type { IncomingMessage } from 'node:http';

/** The bytes as they were sent, or why there are none. */
export type RawBody = Buffer | 'too-large' | 'cut-off';

/** Reads a body up to a cap; nothing beyond it is ever held. */
export function readRawBody(incoming: IncomingMessage, cap: number): Promise<RawBody> {
  if (Number(incoming.headers['content-length'] ?? 0) > cap) return Promise.resolve('too-large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (body: RawBody): void => {
      incoming.off('data', onChunk);
      resolve(body);
    };
    const onChunk = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > cap) {
        incoming.pause();
        end('too-large');
        return;
      }
      chunks.push(chunk);
    };
    incoming.on('data', onChunk);
    incoming.once('end', () => end(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    incoming.once('error', () => end('cut-off'));
    incoming.once('close', () => end('cut-off'));
  });
}
