import { createInterface } from 'node:readline';
import { type PostOrder, postEvents } from './post-events.ts';

// A process of its own: what sending costs must not be counted to whoever takes in.
for await (const line of createInterface({ input: process.stdin })) {
  const order: PostOrder = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await postEvents(order))}\n`);
}
