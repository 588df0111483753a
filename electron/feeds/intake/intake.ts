import type { Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { IntakeSettings, IntakeStatus } from '../../../shared/contract/feeds-contract.ts';
import type { Feed } from '../../../shared/model/feed.ts';
import type { Store } from '../../store/open-store.ts';
import { createEventsSockets, type EventsSockets } from './events-socket.ts';
import { addressToPaste, feedPath } from './feed-address.ts';
import { createIntakeApp, type IntakeAppParts } from './intake-app.ts';
import { isLoopback, keepPort, readIntakeSettings, readKeptPort, saveIntakeSettings } from './intake-settings.ts';
import { type IntakeTimes, listenIntake, openServer } from './listen-intake.ts';

/** Where platforms reach the console. */
export type Intake = {
  status(): IntakeStatus;
  settings(): Promise<IntakeSettings>;
  /** Keeps the settings and listens by them from now on; refuses an open door without a lock. */
  save(settings: IntakeSettings): Promise<IntakeStatus>;
  /** What to paste at a platform; null while nothing listens. */
  urlOf(feed: Feed): string | null;
  /** The same on this machine. */
  localUrlOf(feed: Feed): string | null;
  /** Listens if there is a feed to listen for, and stops where there is none. */
  follow(): Promise<void>;
  stop(): Promise<void>;
};

/** What the intake works with. */
export type IntakeParts = Omit<IntakeAppParts, 'base'> & {
  store: Store;
  times: IntakeTimes;
  /** In place of the one in the settings: tests take any that is free. */
  port: number | null;
};

type Listening = { server: Server; sockets: EventsSockets; port: number; settings: IntakeSettings };

/** How long answers have to leave when the intake is closed, in milliseconds. */
const graceMs = 500;

/** Makes the intake. Without a feed that is switched on it listens nowhere: no door is the safest one. */
export function createIntake(parts: IntakeParts): Intake {
  let listening: Listening | null = null;
  let problem: string | null = null;
  let asked: IntakeSettings = { address: '127.0.0.1', port: null, tls: null, behindProxy: false };
  let turn: Promise<void> = Promise.resolve();
  let stopped = false;

  function base(): string | null {
    if (!listening) return null;
    const { settings, port } = listening;
    const host = settings.address.includes(':') ? `[${settings.address}]` : settings.address;
    const reachable = /^(0\.0\.0\.0|\[::\])$/.test(host) ? '127.0.0.1' : host;
    return `${settings.tls ? 'https' : 'http'}://${reachable}:${port}`;
  }

  const appParts: IntakeAppParts = { ...parts, base: () => base() ?? 'http://127.0.0.1' };

  async function open(): Promise<void> {
    const settings = { ...(await readIntakeSettings(parts.store)) };
    asked = settings;
    try {
      const server = await openServer(settings, parts.times);
      const sockets = createEventsSockets(appParts);
      server.on('request', getRequestListener(createIntakeApp(appParts).fetch, { overrideGlobalObjects: false }));
      server.on('upgrade', sockets.upgrade);
      const wanted = { ...settings, port: parts.port ?? settings.port };
      const port = await listenIntake(server, wanted, await readKeptPort(parts.store));
      listening = { server, sockets, port, settings };
      problem = null;
      if (wanted.port === null) await keepPort(parts.store, port);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      problem = `Feeds cannot be reached: the intake could not listen on ${settings.address} (${why}).`;
      parts.log('the intake could not listen', cause);
    }
  }

  async function close(): Promise<void> {
    const held = listening;
    listening = null;
    if (!held) return;
    held.sockets.close();
    // What was just answered may still be on its way.
    const cutOff = setTimeout(() => held.server.closeAllConnections(), graceMs);
    await new Promise<void>((resolve) => {
      held.server.close(() => resolve());
      held.server.closeIdleConnections();
    });
    clearTimeout(cutOff);
  }

  /** One change at a time. */
  function then(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work, work);
    return turn;
  }

  async function follow(): Promise<void> {
    const wanted = !stopped && parts.book.list().some((feed) => feed.enabled);
    if (wanted && !listening) await open();
    if (!wanted) {
      await close();
      problem = null;
    }
  }

  function status(): IntakeStatus {
    const settings = listening?.settings ?? asked;
    return {
      state: stateOf(listening, problem),
      address: settings.address,
      port: listening?.port ?? null,
      url: base(),
      loopback: isLoopback(settings.address),
      tls: settings.tls !== null,
      behindProxy: settings.behindProxy,
      problem,
    };
  }

  return {
    status,
    settings: () => readIntakeSettings(parts.store),
    async save(settings) {
      await saveIntakeSettings(parts.store, settings);
      await then(async () => {
        await close();
        asked = settings;
        await follow();
      });
      parts.store.touch();
      return status();
    },
    urlOf(feed) {
      const local = base();
      return local === null ? null : addressToPaste(feed, local);
    },
    localUrlOf(feed) {
      const local = base();
      return local === null ? null : `${local}${feedPath(feed)}`;
    },
    follow: () => then(follow),
    async stop() {
      stopped = true;
      await then(close);
    },
  };
}

function stateOf(listening: Listening | null, problem: string | null): IntakeStatus['state'] {
  if (listening) return 'listening';
  return problem === null ? 'closed' : 'failed';
}

/** What the supervisor must know of where the intake listens; null where only this machine reaches it. */
export function intakeNotice(status: IntakeStatus): string | null {
  if (status.state === 'failed') return status.problem;
  if (status.state === 'closed' || status.loopback) return null;
  const how = status.tls ? 'encrypted' : 'not encrypted here: the proxy in front of it has to';
  return `Feeds are reachable from other machines at ${status.address}, port ${status.port} (${how}).`;
}
