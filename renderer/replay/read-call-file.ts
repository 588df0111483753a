import { maxReplayFileBytes } from '../../shared/contract/contract.ts';

/** A file read for replay, or why it cannot be. */
export type ReadFile = { ok: true; name: string; text: string } | { ok: false; reason: string };

const megabyte = 1024 * 1024;

/** Reads a call file; what is plainly none is refused before anything is sent. */
export async function readCallFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<ReadFile> {
  if (file.size === 0) return { ok: false, reason: `${file.name} is empty.` };
  if (file.size > maxReplayFileBytes) {
    const size = (file.size / megabyte).toFixed(0);
    const most = (maxReplayFileBytes / megabyte).toFixed(0);
    return {
      ok: false,
      reason: `${file.name} is ${size} MB; a call file may have ${most} MB at most. Nothing was read.`,
    };
  }
  const text = await file.text().catch(() => null);
  if (text === null) return { ok: false, reason: `${file.name} could not be read.` };
  if (text.slice(0, 4096).includes('\u0000')) {
    return {
      ok: false,
      reason: `${file.name} is no text file. A call file is a vCon (JSON) or JSONL, one event a line.`,
    };
  }
  return { ok: true, name: file.name, text };
}
