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
