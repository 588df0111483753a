import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { vapiSigned } from './intake-console.ts';
import { sampleFeed } from './sample-feed.ts';

/** What Vapi's server was told at a call's control address, in order. */
export type ControlServer = { url: string; told: unknown[] };

/** A call of Dana Reyes as Vapi tells it, signed, over HTTP. */
export type VapiCaller = {
  /** Sends one message of the call. */
  tell(message: Record<string, unknown>): Promise<Response>;
  says(text: string): Promise<Response>;
  /** Asks for an action; resolves with what the agent is answered. */
  asks(id: string, name: string, inputs: Record<string, unknown>): Promise<string>;
  control: ControlServer;
};

const secret = 'vapi_test';

/** Sets up a feed of Vapi and a call on it, with a server that speaks Vapi's control address. */
export async function vapiCaller(running: Console, holdMs: number): Promise<VapiCaller> {
  const control = await controlServer();
  await running.feeds.book.save(sampleFeed('vapi', { name: 'Vapi', holdMs }), { secret });
  await running.feeds.intake.follow();
  const feed = running.feeds.book.get('vapi');
  const url = feed && running.feeds.intake.localUrlOf(feed);
  if (!url) throw new Error('nothing listens for Vapi');
  const call = {
    id: 'call-1',
    type: 'inboundPhoneCall',
    customer: { number: '+14155550134', name: 'Dana Reyes' },
    assistantId: 'front-desk',
    assistant: { name: 'Front desk' },
    startedAt: new Date(Date.now() - 60_000).toISOString(),
    monitor: { controlUrl: control.url },
  };
  const tell = (message: Record<string, unknown>) => {
    const body = JSON.stringify({ message: { timestamp: Date.now(), call, ...message } });
    return fetch(url, { method: 'POST', body, headers: vapiSigned(secret, body) });
  };
  return {
    tell,
    control,
    says: (transcript) => tell({ type: 'transcript', transcriptType: 'final', role: 'user', transcript }),
    async asks(id, name, parameters) {
      const answered = await tell({ type: 'tool-calls', toolCallList: [{ id, name, parameters }] });
      const { results } = (await answered.json()) as { results: { toolCallId: string; result: string }[] };
      return results.find((each) => each.toolCallId === id)?.result ?? '';
    },
  };
}

async function controlServer(): Promise<ControlServer> {
  const told: unknown[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      told.push(JSON.parse(Buffer.concat(parts).toString()));
      response.end('{}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/call-1/control`, told };
}
