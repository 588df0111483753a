import { EventEmitter } from 'node:events';
import type Electron from 'electron';

/** One end of a channel: what is posted at one end arrives at the other, once that one was started. */
export class StandInPort
  extends EventEmitter
  implements Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  other: StandInPort | null = null;
  #waiting: unknown[] | null = [];

  postMessage(message: unknown): void {
    // Structured clone, as the real port does: what cannot be cloned throws here too.
    this.other?.take(structuredClone(message));
  }

  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const message of waiting) this.emit('message', { data: message, ports: [] });
  }

  close(): void {
    const { other } = this;
    this.other = null;
    this.emit('close');
    if (other?.other) other.close();
  }

  take(message: unknown): void {
    if (this.#waiting) this.#waiting.push(message);
    else queueMicrotask(() => this.emit('message', { data: message, ports: [] }));
  }
}

/** The stand-in of MessageChannelMain. */
export class StandInChannel {
  readonly port1 = new StandInPort();
  readonly port2 = new StandInPort();

  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}
