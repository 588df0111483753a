import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** Speaks the address at which Vapi takes what is said into a call: keeps everything, and answers as it is told. */
export type ControlServer = { url: string; said: unknown[]; status: number };

/** Starts one; it ends with the test. */
export async function controlServer(): Promise<ControlServer> {
  const server = createServer(async (request, response) => {
    control.said.push(JSON.parse(await text(request)));
    response.writeHead(control.status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const control: ControlServer = { url: `http://127.0.0.1:${port}/control`, said: [], status: 200 };
  return control;
}

/** What Vapi sends for a call whose control address this is. */
export function vapiCall(control: ControlServer, id = 'c1') {
  return {
    id,
    type: 'inboundPhoneCall',
    customer: { number: '+14155550134', name: 'Dana Reyes' },
    monitor: { controlUrl: control.url },
  };
}
