/** Seals secrets so that only this user on this machine can open them, by whatever means the host has. */
export type SecretBox = {
  /** `os`: sealed by the operating system, survives a restart. `memory`: forgotten when the console stops. */
  kind: 'os' | 'memory';
  /** What does the sealing, for people: `macOS Keychain`. */
  describe: string;
  seal(plain: string): Promise<string>;
  /** Throws where the text was sealed by another box, or tampered with. */
  open(sealed: string): Promise<string>;
};
