import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../host/data-folder.ts';
import { openJournal } from '../journal/open-journal.ts';
import { exportVcon } from '../outcomes/vcon/export-vcon.ts';
import { fingerprintOf, knownCertificates, readSigningKey } from '../outcomes/vcon/signing-key.ts';
import { verifyVcon } from '../outcomes/vcon/verify-vcon.ts';
import { readSealed } from '../secrets/read-sealed.ts';
import { openKeyringBox, systemKeyringEntry } from '../web/keyring-box.ts';
import { runCommand } from './run-command.ts';

const usage =
  'Usage: npm run -s vcon -- verify FILE [--key FINGERPRINT] [--data FOLDER]   ' +
  '(FINGERPRINT: SHA-256 of the certificate it must be signed with)\n' +
  '       npm run -s vcon -- export CALL [--data FOLDER]';

type Flags = { verb: 'verify' | 'export'; named: string; folder: string; key: string | null };

await runCommand({ usage, readFlags, run: (flags) => (flags.verb === 'verify' ? verify(flags) : write(flags)) });

async function verify({ named, key, folder }: Flags): Promise<number> {
  const verdict = verifyVcon(readText(named));
  if (!verdict.ok) {
    process.stdout.write(`Not good: ${verdict.problem}\n`);
    return 1;
  }
  const { fingerprint, uuid, subject, dialogs, attachments, createdAt } = verdict;
  if (key !== null && key !== fingerprint) {
    process.stdout.write(`Not good: it is signed, but with the key ${fingerprint}, not ${key}.\n`);
    return 1;
  }
  const whose = (await isOurs(folder, fingerprint))
    ? 'a key of the console here'
    : 'a key the console here does not know';
  process.stdout.write(
    `Good: nothing was changed since it was signed.\n` +
      `vCon ${uuid}${subject === null ? '' : `, “${subject}”`}, made ${createdAt ?? 'at an unknown time'}: ` +
      `${dialogs} dialogs, ${attachments} attachments.\n` +
      `Signed with ${key === null ? whose : 'the key asked for'}, “${verdict.name}”:\n${fingerprint}\n`,
  );
  return 0;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${file} cannot be read.`, { cause });
  }
}

/** Whether a console of this computer ever signed with it; without a console nothing is known of any key. */
async function isOurs(folder: string, fingerprint: string): Promise<boolean> {
  try {
    const store = openJournal(folder);
    try {
      return (await knownCertificates(store.db)).some((each) => fingerprintOf(each) === fingerprint);
    } finally {
      await store.close();
    }
  } catch {
    return false;
  }
}

/** Also beside a console that is open: nothing of it is changed. */
async function write({ named, folder }: Flags): Promise<number> {
  const store = openJournal(folder);
  try {
    const sealed = await readSealed(folder, await openKeyringBox(systemKeyringEntry));
    const key = async () => {
      const kept = await readSigningKey(sealed);
      if (!kept) throw new Error(`${whyNoKey(sealed, folder)} Export the call from the console’s window.`);
      return kept;
    };
    const file = await exportVcon(store.db, named, { key, now: Date.now(), sound: async () => null });
    if (!file) throw new Error(`There is no call ${named} in ${folder}.`);
    if (file.elsewhere) process.stderr.write(`Its recording is not in it: only the console fetches recordings.\n`);
    process.stdout.write(file.text);
    return 0;
  } finally {
    await store.close();
  }
}

function whyNoKey({ box, sealedBy }: Awaited<ReturnType<typeof readSealed>>, folder: string): string {
  if (sealedBy === null) return `The console of ${folder} has signed nothing yet, or keeps its key in memory only.`;
  if (box === 'memory')
    return 'This computer’s keyring cannot be opened from here, and the console’s key is sealed with it.';
  return `The console of ${folder} has signed nothing yet, or its key is sealed with another means than the keyring (${sealedBy}).`;
}

function readFlags(args: string[]): Flags | string {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string' }, key: { type: 'string' } },
  });
  const [verb, named, ...others] = positionals;
  if ((verb !== 'verify' && verb !== 'export') || others.length > 0) return 'Say verify or export.';
  if (named === undefined) return verb === 'verify' ? 'Name the file.' : 'Name the call by its id.';
  const key = values.key?.toLowerCase().replaceAll(/[^0-9a-f]/g, '') ?? null;
  if (key !== null && key.length !== 64) return 'A fingerprint has 64 hexadecimal digits.';
  const folder = values.data === undefined ? defaultDataFolder(process) : resolve(values.data);
  return { verb, named, folder, key };
}
