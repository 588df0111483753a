/** What the stand-in's page and Node say to each other over a binding. */
export type FromPage =
  | { kind: 'send'; channel: string; args: unknown[] }
  | { kind: 'port'; id: number; payload: PortPayload }
  | { kind: 'violation'; directive: string; blocked: string };

/** A message of a port, as JSON can carry it. */
export type PortPayload = { text: string } | { base64: string };

interface Bridge {
  deliver(channel: string, portIds: number[]): void;
  fromNode(id: number, payload: PortPayload): void;
}

declare global {
  interface Window {
    standInBinding(message: FromPage): Promise<void>;
    standInBridge: Bridge;
  }
}

/** Runs in the page before anything else: what Electron's renderer side gives a preload, then the preload itself. */
export function pageBridge(origin: string, preload: string): string {
  return `if (location.origin === ${JSON.stringify(origin)} && window === top) {
    const electron = (${installBridge.toString()})();
    const module = { exports: {} };
    (function (require, module, exports) {${preload}\n})((name) => {
      if (name !== 'electron') throw new Error('A sandboxed preload cannot load ' + name + '.');
      return electron;
    }, module, module.exports);
  }`;
}

function installBridge() {
  const ports = new Map<number, MessagePort>();
  const listeners = new Map<string, ((event: unknown, ...args: unknown[]) => void)[]>();

  const toPayload = (message: unknown): PortPayload => {
    if (typeof message === 'string') return { text: message };
    const bytes = message instanceof ArrayBuffer ? new Uint8Array(message) : (message as Uint8Array);
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return { base64: btoa(binary) };
  };
  const fromPayload = (payload: PortPayload) =>
    'text' in payload ? payload.text : Uint8Array.from(atob(payload.base64), (letter) => letter.charCodeAt(0));

  window.standInBridge = {
    deliver(channel, portIds) {
      const handed = portIds.map((id) => {
        const { port1, port2 } = new MessageChannel();
        ports.set(id, port1);
        port1.onmessage = (event) => void window.standInBinding({ kind: 'port', id, payload: toPayload(event.data) });
        return port2;
      });
      for (const listener of listeners.get(channel) ?? []) listener({ ports: handed }, null);
    },
    fromNode: (id, payload) => ports.get(id)?.postMessage(fromPayload(payload)),
  };
  window.addEventListener('securitypolicyviolation', (event) => {
    void window.standInBinding({
      kind: 'violation',
      directive: event.effectiveDirective,
      blocked: `${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
    });
  });

  return {
    contextBridge: {
      exposeInMainWorld: (key: string, api: object) =>
        Object.defineProperty(window, key, { value: Object.freeze(api), enumerable: true }),
    },
    ipcRenderer: {
      send: (channel: string, ...args: unknown[]) => void window.standInBinding({ kind: 'send', channel, args }),
      on: (channel: string, listener: (event: unknown, ...args: unknown[]) => void) =>
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    },
  };
}
