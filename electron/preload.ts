import { contextBridge, ipcRenderer } from 'electron';

/** The page's own window; the types of the privileged side know no DOM. */
declare const window: { postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void };

// The port arrives with the event; an isolated preload can hand it to the page by message only.
ipcRenderer.on('countersign:port', (event) => {
  window.postMessage('countersign:port', '*', event.ports);
});

contextBridge.exposeInMainWorld('countersign', {
  /** Asks for a port to the console; it comes as the message "countersign:port". */
  connect: () => ipcRenderer.send('countersign:connect'),
});
