import { type Context, Hono } from 'hono';
import type { Cometd } from '../cdc/cometd.ts';
import { publishGap } from '../cdc/publish-gap.ts';
import { expireAccessTokens } from '../oauth/tokens.ts';
import type { Org } from '../org.ts';
import { isRecord } from '../rows/read-body.ts';
import { readEffects } from './effects.ts';
import type { FaultRule, Faults } from './faults.ts';
import type { MovableClock } from './movable-clock.ts';

/** What the control paths reach. */
interface ControlParts {
  readonly org: Org;
  readonly faults: Faults;
  readonly cometd: Cometd;
  readonly clock: MovableClock;
}

/** The control paths, mounted only when the org was started with them. */
export function createControlApp({ org, faults, cometd, clock }: ControlParts): Hono {
  const app = new Hono();
  app.get('/effects', (context) =>
    context.json({ effects: readEffects(org, Number(context.req.query('after') ?? 0)) }),
  );
  app.get('/faults', (context) => context.json({ faults: faults.list() }));
  app.post('/faults', async (context) => {
    const rule = readRule(await readJson(context));
    if (rule === null) return context.json({ error: 'A fault has a kind, and what it needs.' }, 400);
    return context.json({ id: faults.add(rule) }, 201);
  });
  app.delete('/faults', (context) => {
    faults.clear();
    return context.body(null, 204);
  });
  app.post('/expire-sessions', (context) => {
    expireAccessTokens(org);
    return context.body(null, 204);
  });
  app.post('/locks/:id', (context) => {
    org.rules.lockedIds.add(context.req.param('id'));
    return context.body(null, 204);
  });
  app.delete('/locks/:id', (context) => {
    org.rules.lockedIds.delete(context.req.param('id'));
    return context.body(null, 204);
  });
  app.post('/clock', async (context) => {
    const body = await readJson(context);
    if (!isRecord(body) || typeof body.advanceMs !== 'number') return context.json({ error: 'Say advanceMs.' }, 400);
    clock.advance(body.advanceMs);
    return context.json({ now: new Date(clock.now()).toISOString() });
  });
  app.post('/gaps', async (context) => {
    const gap = await readJson(context);
    if (!isRecord(gap) || typeof gap.object !== 'string')
      return context.json({ error: 'A gap names its object.' }, 400);
    const changeType = typeof gap.changeType === 'string' ? gap.changeType : 'GAP_UPDATE';
    const recordIds = Array.isArray(gap.recordIds) ? gap.recordIds.map(String) : [];
    publishGap(org, { object: gap.object, changeType, recordIds });
    cometd.wake();
    return context.body(null, 204);
  });
  return app;
}

/** The JSON of a request; null, which every path refuses, when it is none. */
const readJson = (context: Context): Promise<unknown> => context.req.json().catch(() => null);

const kinds: ReadonlySet<unknown> = new Set([
  'delay',
  'reset-before-commit',
  'reset-after-commit',
  'status',
  'lock',
  'slow-body',
  'late-commit',
  'html',
]);

function readRule(json: unknown): FaultRule | null {
  return isRule(json) ? json : null;
}

function isRule(json: unknown): json is FaultRule {
  if (typeof json !== 'object' || json === null || !('fault' in json)) return false;
  const { fault } = json;
  return typeof fault === 'object' && fault !== null && 'kind' in fault && kinds.has(fault.kind);
}
