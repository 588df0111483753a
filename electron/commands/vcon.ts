import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../host/data-folder.ts';
import { lockFolder } from '../host/lock-folder.ts';
import { openJournal } from '../journal/open-journal.ts';
import { exportVcon } from '../outcomes/vcon/export-vcon.ts';
import { fingerprintOf, knownCertificates, readSigningKey } from '../outcomes/vcon/signing-key.ts';
import { verifyVcon } from '../outcomes/vcon/verify-vcon.ts';
import { openSecretStore } from '../secrets/open-secret-store.ts';
import { openKeyringBox, systemKeyringEntry } from '../web/keyring-box.ts';

const usage =
  'Usage: npm run -s vcon -- verify FILE [--key FINGERPRINT] [--data FOLDER]   ' +
  '(FINGERPRINT: SHA-256 of the certificate it must be signed with)\n' +
  '       npm run -s vcon -- export CALL [--data FOLDER]';

type Flags = { verb: 'verify' | 'export'; named: string; folder: string; key: string | null };

// Whoever reads the export may stop early, as `head` does.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => process.exit(cause.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const flags = readFlags(args);
  if (typeof flags === 'string') {
    process.stderr.write(`${flags}\n${usage}\n`);
    return 2;
  }
  try {
    return flags.verb === 'verify' ? await verify(flags) : await write(flags);
  } catch (cause) {
    process.stderr.write(`${reasonOf(cause)}\n`);
    return 1;
  }
}

async function verify({ named, key, folder }: Flags): Promise<number> {
  const verdict = verifyVcon(readFileSync(named, 'utf8'));
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

async function write({ named, folder }: Flags): Promise<number> {
  const store = openJournal(folder);
  // Two who have the sealed secrets open at once would lose one another's.
  const lock = lockFolder(folder);
  try {
    const secrets = await openSecretStore(folder, await openKeyringBox(systemKeyringEntry));
    const key = async () => {
      const kept = await readSigningKey(secrets);
      if (kept) return kept;
      throw new Error(
        'The key of this console cannot be opened here: it never signed, its key is sealed by the desktop app, or it is ' +
          'kept in memory only. Export the call from its window.',
      );
    };
    const file = await exportVcon(store.db, named, { key, now: Date.now() });
    if (!file) throw new Error(`There is no call ${named} in ${folder}.`);
    process.stdout.write(file.text);
    return 0;
  } finally {
    lock.release();
    await store.close();
  }
}

function readFlags(args: string[]): Flags | string {
  try {
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
  } catch (cause) {
    return reasonOf(cause);
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
