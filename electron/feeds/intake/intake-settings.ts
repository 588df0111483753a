import { type IntakeSettings, intakeSettings } from '../../../shared/contract/feeds-contract.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Store } from '../../store/open-store.ts';

/** Only programs on this machine reach it. */
const loopbackAddresses = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/** How the intake listens unless somebody asks for something else. */
const usualSettings: IntakeSettings = { address: '127.0.0.1', port: null, tls: null, behindProxy: false };

const settingsKey = 'intake';
const portKey = 'intake-port';

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return loopbackAddresses.test(address);
}

/** How the intake is to listen. */
export async function readIntakeSettings(store: Store): Promise<IntakeSettings> {
  const text = await read(store, settingsKey);
  const parsed = intakeSettings.safeParse(text === null ? null : JSON.parse(text));
  return parsed.success ? parsed.data : usualSettings;
}

/** Keeps how the intake is to listen; refuses an open door without a lock. */
export async function saveIntakeSettings(store: Store, settings: IntakeSettings): Promise<void> {
  if (!isLoopback(settings.address) && !settings.tls && !settings.behindProxy) {
    const message =
      'Other machines would reach this address without encryption. Name a certificate and its key, or say that a proxy in front of it encrypts.';
    throw new ProblemError(toProblem('invalid-input', message, { next: 'edit' }));
  }
  await write(store, settingsKey, JSON.stringify(settings));
}

/** The port of the last run: platforms were told it. */
export async function readKeptPort(store: Store): Promise<number | null> {
  const text = await read(store, portKey);
  return text === null ? null : Number(text);
}

/** Keeps the port for the next run. */
export async function keepPort(store: Store, port: number): Promise<void> {
  if ((await readKeptPort(store)) !== port) await write(store, portKey, String(port));
}

async function read(store: Store, key: string): Promise<string | null> {
  const row = await store.db.selectFrom('preferences').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

async function write(store: Store, key: string, value: string): Promise<void> {
  await store.transact((tx) =>
    tx
      .insertInto('preferences')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
}
