/** Of the URL standard, what `shared/` uses: every host has it, yet TypeScript knows it only as part of Node or of the DOM. */
declare class URL {
  static parse(text: string): URL | null;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly port: string;
  readonly origin: string;
}

declare class URLSearchParams implements Iterable<[string, string]> {
  constructor(text?: string);
  set(name: string, value: string): void;
  toString(): string;
  [Symbol.iterator](): Iterator<[string, string]>;
}
