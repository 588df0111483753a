import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exportHead, exportLine, type JournalFormat, journalFormats } from '../../shared/model/journal-export.ts';
import { defaultDataFolder } from '../host/data-folder.ts';
import { readHead } from '../journal/journal-head.ts';
import { openJournal } from '../journal/open-journal.ts';
import { type JournalSource, readJournal } from '../journal/search-journal.ts';
import { verifyJournal } from '../journal/verify-journal.ts';
import { momentOf } from './journal/moment-of.ts';
import { runCommand } from './run-command.ts';

const usage =
  'Usage: npm run -s journal -- verify|export [--data FOLDER] [--format csv|jsonl] [--from DAY] [--to DAY]   ' +
  '(DAY: 2026-03-01, its end with --to, or a time such as 2026-03-01T14:00Z)';

type Flags = { verb: 'verify' | 'export'; folder: string; format: JournalFormat; from?: number; to?: number };

await runCommand({ usage, readFlags, run, failed: 'The journal cannot be read: ' });

async function run(flags: Flags): Promise<number> {
  // The head first: a console that goes on writing is only ever ahead of it.
  const head = readHead(flags.folder);
  const journal = openJournal(flags.folder);
  try {
    return flags.verb === 'verify' ? await verify(journal, head) : await write(journal, flags);
  } finally {
    await journal.close();
  }
}

async function verify(journal: JournalSource, head: ReturnType<typeof readHead>): Promise<number> {
  const { ok, entries, problem, at } = await verifyJournal(journal, head, Date.now());
  if (!ok) {
    process.stdout.write(`Broken at entry ${at}: ${problem} ${entries} entries before it are unbroken.\n`);
    return 1;
  }
  if (head === null && entries > 0) {
    process.stdout.write(
      `${entries} entries follow each other, but journal.head is missing: a cut end would not show.\n`,
    );
    return 1;
  }
  process.stdout.write(`Unbroken: ${entries} entries verified.\n`);
  return 0;
}

async function write(journal: JournalSource, { format, from, to }: Flags): Promise<number> {
  process.stdout.write(exportHead(format));
  for await (const entries of readJournal(journal, { text: '', from, to })) {
    const text = entries.map((entry) => exportLine(entry, format)).join('');
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  }
  return 0;
}

function readFlags(args: string[]): Flags | string {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      format: { type: 'string', default: 'csv' },
      from: { type: 'string' },
      to: { type: 'string' },
    },
  });
  const [verb, ...others] = positionals;
  if ((verb !== 'verify' && verb !== 'export') || others.length > 0) return 'Say verify or export.';
  const format = journalFormats.find((each) => each === values.format);
  if (!format) return `--format is csv or jsonl, not “${values.format}”.`;
  const folder = values.data === undefined ? defaultDataFolder(process) : resolve(values.data);
  return { verb, folder, format, from: momentOf(values.from, 'start'), to: momentOf(values.to, 'end') };
}
