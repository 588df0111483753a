import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';
/** A container may have one of 64 MB, which a few stores fill. */
const roomyBytes = 1024 * 1024 * 1024;

/** Where stores of a short life stand: in memory where the system has such a place, for a disk takes most of the time and only a power cut tells them apart. */
export function storesIn(): string {
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= roomyBytes ? memory : tmpdir();
}
