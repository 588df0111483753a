import { join } from 'node:path';
import pino, { type Logger } from 'pino';

interface LogOptions {
  level: string | undefined;
  /** A file in this folder, for a program without a terminal; null: stderr. */
  folder: string | null;
}

/** Paths that could hold a secret wherever they turn up. */
const redacted = ['accessToken', 'refreshToken', 'authorization', 'cookie', 'password'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

/** Opens the log; it never holds a token. */
export function openLog({ level = 'warn', folder }: LogOptions): Logger {
  const destination = folder === null ? { fd: 2, sync: true } : { dest: join(folder, 'console.log'), sync: true };
  return pino({ level, redact: { paths: redacted, censor: '[redacted]' } }, pino.destination(destination));
}

/** The same log, as the console writes to it. */
export function consoleLog(log: Logger): (message: string, cause?: unknown) => void {
  return (message, cause) => {
    if (cause === undefined) log.info(message);
    else log.warn({ err: cause }, message);
  };
}
