import { contextBridge, ipcRenderer } from 'electron';

// The port arrives with the event; a sandboxed preload can hand it to the page by message only.
ipcRenderer.on('countersign:port', (event) => {
  window.postMessage('countersign:port', '*', event.ports);
});

contextBridge.exposeInMainWorld('countersign', {
  /** Asks for a port to the console; it comes as the message "countersign:port". */
  connect: () => ipcRenderer.send('countersign:connect'),
});
