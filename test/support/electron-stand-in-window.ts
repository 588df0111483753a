import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type Electron from 'electron';
import type { Page, Route } from 'playwright-core';
import { type FromPage, type PortPayload, pageBridge } from './electron-stand-in-page.ts';
import type { StandInPort } from './electron-stand-in-ports.ts';
import type { StandInWorld } from './electron-stand-in-world.ts';

/** Chromium knows no app:// without Electron, so the page lives at an https origin that stands for it. */
const pageOrigin = 'https://console.test';
const appOrigin = 'app://console';
const toPageUrl = (url: string) => url.replace(appOrigin, pageOrigin);
const toAppUrl = (url: string) => url.replace(pageOrigin, appOrigin);

/** The main frame of a window. */
class StandInFrame implements Pick<Electron.WebFrameMain, 'origin' | 'parent' | 'postMessage'> {
  readonly parent = null;
  readonly #contents: StandInContents;

  constructor(contents: StandInContents) {
    this.#contents = contents;
  }

  get origin(): string {
    return toAppUrl(new URL(this.#contents.page.url()).origin);
  }

  postMessage(channel: string, _message: unknown, transfer?: unknown): void {
    void this.#contents.deliver(channel, transfer as StandInPort[]);
  }
}

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
type NavigationEvent = { url: string; preventDefault(): void };

/** A page of the real browser behind the part of WebContents that the app uses. */
class StandInContents
  extends EventEmitter
  implements Pick<Electron.WebContents, 'setWindowOpenHandler' | 'setZoomLevel' | 'getZoomLevel' | 'reload'>
{
  page!: Page;
  readonly frame = new StandInFrame(this);
  readonly violations: Extract<FromPage, { kind: 'violation' }>[] = [];
  readonly refusedNavigations: string[] = [];
  readonly #world: StandInWorld;
  readonly #ports: StandInPort[] = [];
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #zoomLevel = 0;
  /** Addresses the app itself loads are no navigations of the page. */
  #loading: string | null = null;

  constructor(world: StandInWorld) {
    super();
    this.#world = world;
  }

  async attach(preloadFile: string): Promise<void> {
    const context = await this.#world.browser.newContext();
    this.page = await context.newPage();
    await context.route('**/*', (route) => this.#answer(route));
    await this.page.exposeFunction('standInBinding', (message: FromPage) => this.#fromPage(message));
    await this.page.addInitScript({ content: pageBridge(pageOrigin, readFileSync(preloadFile, 'utf8')) });
  }

  async load(url: string): Promise<void> {
    this.#loading = toPageUrl(url);
    await this.page.goto(this.#loading);
    this.#loading = null;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  setZoomLevel(level: number): void {
    this.#zoomLevel = level;
  }

  getZoomLevel(): number {
    return this.#zoomLevel;
  }

  reload(): void {
    this.#loading = this.page.url();
    void this.page.reload().finally(() => {
      this.#loading = null;
    });
  }

  async deliver(channel: string, ports: readonly StandInPort[]): Promise<void> {
    const ids = ports.map((port) => this.#ports.push(port) - 1);
    await this.page.evaluate(([name, portIds]) => window.standInBridge.deliver(name, portIds), [channel, ids] as const);
    for (const id of ids) {
      const port = this.#ports[id];
      port?.on('message', ({ data }) => void this.#toPage(id, data));
      port?.start();
    }
  }

  #toPage(id: number, message: unknown): Promise<void> {
    const payload: PortPayload =
      typeof message === 'string'
        ? { text: message }
        : { base64: Buffer.from(message as Uint8Array).toString('base64') };
    const sent = this.page.evaluate(([port, body]) => window.standInBridge.fromNode(port, body), [
      id,
      payload,
    ] as const);
    // A page that was closed or loaded anew hears nothing more, as with a real port.
    return sent.catch(() => undefined);
  }

  #fromPage(message: FromPage): void {
    if (message.kind === 'violation') this.violations.push(message);
    if (message.kind === 'send') {
      this.#world.ipcMain.emit(message.channel, { senderFrame: this.frame, sender: this }, ...message.args);
    }
    if (message.kind === 'port') {
      const { payload } = message;
      this.#ports[message.id]?.postMessage('text' in payload ? payload.text : Buffer.from(payload.base64, 'base64'));
    }
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const url = toAppUrl(request.url());
    if (request.isNavigationRequest() && !this.#mayNavigate(route, url)) return route.abort('aborted');
    const handler = this.#world.schemes.get(URL.parse(url)?.protocol.replace(':', '') ?? '');
    if (!handler) return route.abort('blockedbyclient');
    const answer = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  }

  #mayNavigate(route: Route, url: string): boolean {
    if (route.request().url() === this.#loading) return true;
    const inMainFrame = isFrameOf(route, this.page);
    if (inMainFrame === null) {
      this.#openHandler({ url } as Electron.HandlerDetails);
      return false;
    }
    let prevented = false;
    const event: NavigationEvent = { url, preventDefault: () => (prevented = true) };
    if (inMainFrame) this.emit('will-navigate', event);
    this.emit('will-frame-navigate', event);
    if (prevented) this.refusedNavigations.push(url);
    return !prevented;
  }
}

/** Whether a request is of the page's main frame, of a frame in it, or (null) of another page it opened. */
function isFrameOf(route: Route, page: Page): boolean | null {
  try {
    const frame = route.request().frame();
    if (frame.page() !== page) return null;
    return frame === page.mainFrame();
  } catch {
    // Playwright knows no frame yet for the first request of a page that was just opened.
    return null;
  }
}

/** The stand-in of BrowserWindow. */
export class StandInWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'loadURL'
      | 'show'
      | 'focus'
      | 'close'
      | 'maximize'
      | 'restore'
      | 'isMinimized'
      | 'isMaximized'
      | 'getNormalBounds'
      | 'setBounds'
    >
{
  readonly webContents: StandInContents;
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly #world: StandInWorld;
  bounds: Electron.Rectangle;
  shown = false;
  focused = 0;
  maximized = false;
  minimized = false;

  constructor(world: StandInWorld, options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.#world = world;
    this.webContents = new StandInContents(world);
    world.windows.push(this);
    world.app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.attach(this.options.webPreferences?.preload ?? '');
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }

  show(): void {
    this.shown = true;
  }

  focus(): void {
    this.focused += 1;
  }

  maximize(): void {
    this.maximized = true;
  }

  restore(): void {
    this.minimized = false;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  getNormalBounds(): Electron.Rectangle {
    return this.bounds;
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
  }

  close(): void {
    this.emit('close', {});
    this.#world.windows.splice(this.#world.windows.indexOf(this), 1);
    // The browser may be gone already.
    void this.webContents.page
      .context()
      .close()
      .catch(() => undefined);
    this.emit('closed');
    if (this.#world.windows.length === 0) this.#world.app.emit('window-all-closed');
  }
}
