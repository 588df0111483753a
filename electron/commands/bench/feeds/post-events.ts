import { Agent, request } from 'node:http';

/** What the sender is told to do, in one line of JSON on its input. */
export type PostOrder = { url: string; headers: Record<string, string>; bodies: string[]; connections: number };

/** What came of it. */
export type PostOutcome = { ms: number; statuses: Record<string, number>; p50: number; p95: number };

/** Posts every body over so many connections at once, as platforms would. */
export async function postEvents({ url, headers, bodies, connections }: PostOrder): Promise<PostOutcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  async function work(): Promise<void> {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
      const sent = performance.now();
      const status = await post(url, headers, body, agent);
      times.push(performance.now() - sent);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  }
  await Promise.all(Array.from({ length: connections }, work));
  const ms = performance.now() - began;
  agent.destroy();
  times.sort((a, b) => a - b);
  return { ms, statuses, p50: at(times, 0.5), p95: at(times, 0.95) };
}

function post(url: string, headers: Record<string, string>, body: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    sent.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
