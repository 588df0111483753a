/** Does what a command was asked for: a wrong use is told with how it is used (2), a failure with its sentence (1). */
export async function runCommand<Flags>(of: {
  usage: string;
  /** What was asked for, or what is wrong with how it was. */
  readFlags(args: string[]): Flags | string;
  run(flags: Flags): Promise<number>;
  /** What stands before the sentence of a failure. */
  failed?: string;
}): Promise<void> {
  // Whoever reads what is written may stop early, as `head` does.
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => process.exit(cause.code === 'EPIPE' ? 0 : 1));
  process.exitCode = await work(of);
}

async function work<Flags>({ usage, readFlags, run, failed = '' }: Parameters<typeof runCommand<Flags>>[0]) {
  const flags = read(readFlags);
  if (typeof flags === 'string') {
    process.stderr.write(`${flags}\n${usage}\n`);
    return 2;
  }
  try {
    return await run(flags);
  } catch (cause) {
    process.stderr.write(`${failed}${reasonOf(cause)}\n`);
    return 1;
  }
}

function read<Flags>(readFlags: (args: string[]) => Flags | string): Flags | string {
  try {
    return readFlags(process.argv.slice(2));
  } catch (cause) {
    return reasonOf(cause);
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
