/** The sound of a call as it is kept here until it is uploaded. */
export type KeptRecording = {
  /** SHA-256 of its bytes, in hexadecimal: an approval is bound to it. */
  digest: string;
  bytes: number;
  /** A name for the file, such as `call-recording.wav`. */
  name: string;
  mediaType: string;
};

/** What stands for the bytes in a proposal and its payload: unambiguous, and not the bytes. */
export function recordingToken(digest: string): string {
  return `sha256:${digest}`;
}

/** The digest of the recording that a value stands for; null for anything else. */
export function digestOfToken(value: unknown): string | null {
  return typeof value === 'string' ? (/^sha256:([0-9a-f]{64})$/.exec(value)?.[1] ?? null) : null;
}
