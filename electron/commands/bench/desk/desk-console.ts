import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Proposal, ProposedValue } from '../../../../shared/model/proposal.ts';
import { type Console, startConsole } from '../../../console/start-console.ts';
import { insertProposal, nextNumber } from '../../../proposals/proposal-store.ts';
import { createMemoryBox } from '../../../secrets/create-memory-box.ts';
import { startBrowserHost } from '../../../web/browser-host.ts';
import { benchRoot } from '../bench-browser.ts';
import { type MemoryOrg, startMemoryOrg } from '../memory-org.ts';

/** A served console in which many proposals wait. */
export type DeskConsole = {
  running: Console;
  /** A launch address that was not used yet. */
  url(): string;
  stop(): Promise<void>;
};

const together = 500;

/** Starts one with so many proposals; every tenth names the word that is looked for. */
export async function startDeskConsole(count: number, print: (line: string) => void): Promise<DeskConsole> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const org = await startMemoryOrg();
  const running = await startConsole({
    dataFolder,
    host: 'browser',
    secretBox: createMemoryBox(),
    org: { url: org.url, accessToken: org.accessToken },
    practiceCalls: [],
    firstCalls: [],
    log: (message, cause) => print(`${message} ${String(cause ?? '')}`),
  });
  await fill(running, org, count);
  let address = '';
  const host = await startBrowserHost({
    router: running.router,
    rendererFolder: join(benchRoot, 'out/renderer'),
    dataFolder,
    port: 0,
    onNextAddress: (url) => {
      address = url;
    },
    log: pino({ level: 'silent' }),
  });
  address = host.url;
  return {
    running,
    url: () => address,
    async stop() {
      await host.stop();
      await running.stop();
      await org.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function fill({ store, orgs }: Console, { contacts }: MemoryOrg, count: number): Promise<void> {
  const org = orgs.main()?.id ?? '';
  const oldest = Date.now() - count * 1000;
  for (let from = 0; from < count; from += together) {
    await store.transact(async (tx) => {
      for (let at = from; at < Math.min(count, from + together); at += 1) {
        const number = await nextNumber(tx);
        const contact = contacts[at % contacts.length] ?? '';
        const made = { org, number, contact, name: `${at % 10 === 0 ? 'Marwood' : 'Bellamy'} ${at}`, at: oldest + at };
        await insertProposal(store, tx, { proposal: waiting(made), requested: [], matter: `bench-${number}` }, number);
      }
    });
  }
}

type Made = { org: string; number: number; contact: string; name: string; at: number };

/** As large as those of real calls: several values with the words behind them, and the record as it was. */
function waiting({ org, number, contact, name, at }: Made): Proposal {
  return {
    id: `bench-${number}`,
    reference: `P-${number}`,
    org,
    call: null,
    action: 'update_contact',
    actionLabel: 'Update contact',
    operation: 'update',
    writeClass: 'absolute-update',
    object: 'Contact',
    objectLabel: 'Contact',
    record: { object: 'Contact', id: contact, name, detail: 'Harbour Interiors' },
    recordReason: 'the caller, by their number',
    recordFrom: 'caller',
    askers: [{ kind: 'suggestion', feed: null, toolCall: null, name: null, at, values: {} }],
    pinnedTo: null,
    values: ['Department', 'Title', 'Phone', 'Email'].map((field) => said(field, number)),
    readiness: { state: 'ready' },
    base: {
      fields: { Department: 'Before', Title: 'Before', Phone: '+1 212 555 0100', Email: 'before@example.com' },
      modifiedAt: null,
      modifiedBy: null,
      readAt: at,
    },
    current: null,
    status: { state: 'waiting', conflict: null, problem: null },
    revision: 1,
    createdAt: at,
    updatedAt: at,
  };
}

function said(field: string, number: number): ProposedValue {
  const value = `${field} ${number}`;
  return {
    field,
    label: field,
    type: 'string',
    value,
    origin: 'said',
    evidence: {
      utterance: `u-${number}-${field}`,
      start: 0,
      end: 60,
      quote: `Yes, it should say ${value} from now on.`,
    },
    certainty: 'certain',
    reasons: ['the caller said it', 'and said it once more when the agent read it back'],
    resolvedFrom: null,
    alternatives: [],
    invalid: null,
    display: null,
  };
}
