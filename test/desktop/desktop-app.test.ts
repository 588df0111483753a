import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type Electron from 'electron';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { storesIn } from '../../electron/commands/campaign/stores-in.ts';
import { screenOf } from '../support/e2e-screen.ts';
import { startUnderStandIn } from '../support/electron-stand-in.ts';
import { StandInNotification, StandInTray } from '../support/electron-stand-in-notices.ts';
import type { StandInWindow } from '../support/electron-stand-in-window.ts';
import { createWorld, type StandInWorld } from '../support/electron-stand-in-world.ts';
import { launchChromium } from '../support/launch-chromium.ts';

const mainFile = join(import.meta.dirname, '../../out/main/main.js');
const leftBounds = { x: 40, y: 50, width: 1200, height: 700 };

let browser: Browser;
let world: StandInWorld;
let dataFolder: string;
let window: StandInWindow;
let page: Page;
const consoleErrors: string[] = [];

beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
  dataFolder = mkdtempSync(join(storesIn(), 'countersign-desktop-'));
  mkdirSync(join(dataFolder, 'window'));
  const left = { bounds: leftBounds, maximized: false, zoomLevel: 1 };
  writeFileSync(join(dataFolder, 'window', 'window.json'), JSON.stringify(left));
  process.env.COUNTERSIGN_DATA = dataFolder;
  process.env.COUNTERSIGN_LOG = 'silent';
  world = createWorld(browser);
  startUnderStandIn(mainFile, world);
  window = await shownWindow();
  page = window.webContents.page;
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text());
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  delete process.env.COUNTERSIGN_DATA;
  delete process.env.COUNTERSIGN_LOG;
  rmSync(dataFolder, { recursive: true, force: true });
});

function shownWindow(): Promise<StandInWindow> {
  return vi.waitFor(
    () => {
      const shown = world.windows.find((one) => one.shown);
      if (!shown) throw new Error(world.errors.join() || 'No window was shown.');
      return shown;
    },
    { timeout: 30_000 },
  );
}

describe('the desktop app', () => {
  it('opens the console in its window', async () => {
    await expect.poll(() => page.title()).toContain('Countersign');
    expect(world.errors).toEqual([]);
  });

  it('speaks the contract over the port it is handed', async () => {
    await expect.poll(() => page.textContent('body')).toContain('Practice');
  });

  it('shows the window as it was left', () => {
    expect(window.options).toMatchObject(leftBounds);
    expect(window.webContents.getZoomLevel()).toBe(1);
  });

  it('breaks no rule of its content policy', () => {
    expect(window.webContents.violations).toEqual([]);
    expect(consoleErrors).toEqual([]);
  });
});

describe('the page', () => {
  it('is sandboxed, isolated and without Node', () => {
    expect(world.app.sandboxed).toBe(true);
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
    });
    for (const risky of ['webSecurity', 'allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures']) {
      expect(window.options.webPreferences).not.toHaveProperty(risky);
    }
  });

  it('is given one function and nothing else', async () => {
    const given = await page.evaluate(() => {
      const bridge: unknown = Reflect.get(globalThis, 'countersign');
      return { keys: Object.keys(bridge ?? {}), frozen: Object.isFrozen(bridge), require: 'require' in globalThis };
    });
    expect(given).toEqual({ keys: ['connect'], frozen: true, require: false });
  });

  it('may not leave the console', async () => {
    const { origin } = new URL(page.url());
    await page.evaluate(() => {
      location.href = 'https://evil.example/';
    });
    await expect.poll(() => window.webContents.refusedNavigations).toContain('https://evil.example/');
    expect(new URL(page.url()).origin).toBe(origin);
  });

  it('may not embed another page', async () => {
    const prevented = { value: false };
    window.webContents.emit('will-attach-webview', {
      preventDefault: () => {
        prevented.value = true;
      },
    });
    expect(prevented.value).toBe(true);
  });

  it('hands records to the browser of the system, and no other link', async () => {
    const recordUrl = 'https://acme.my.salesforce.com/003000000000001';
    await page.evaluate((url) => globalThis.open(url, '_blank', 'noopener'), recordUrl);
    await expect.poll(() => world.opened).toEqual([recordUrl]);
    await page.evaluate(() => globalThis.open('https://evil.example/', '_blank', 'noopener'));
    await page.evaluate((url) => globalThis.open(url, '_blank', 'noopener'), `${recordUrl}?second`);
    await expect.poll(() => world.opened).toEqual([recordUrl, `${recordUrl}?second`]);
  });

  it('runs no script that is written into it', async () => {
    const ran = await page.evaluate(() => {
      try {
        const script = document.createElement('script');
        script.text = 'globalThis.planted = true';
        document.body.append(script);
      } catch {
        // Trusted Types refuse the text; without them the policy refuses the script.
      }
      return 'planted' in globalThis;
    });
    expect(ran).toBe(false);
  });
});

describe('permissions', () => {
  type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
  type Permission = Parameters<RequestHandler>[1];
  const permissions: readonly Permission[] = [
    'clipboard-read',
    'display-capture',
    'fullscreen',
    'geolocation',
    'hid',
    'local-network-access',
    'loopback-network',
    'media',
    'midi',
    'notifications',
    'openExternal',
    'pointerLock',
    'serial',
    'storage-access',
    'usb',
    'unknown',
  ];

  it.each(permissions)('%s is refused, asked silently or aloud', (permission) => {
    const { check, request } = world.permissions;
    const contents = window.webContents as unknown as Electron.WebContents;
    expect(check?.(contents, permission, 'app://console', {} as Electron.PermissionCheckHandlerHandlerDetails)).toBe(
      false,
    );
    let granted: boolean | null = null;
    request?.(contents, permission, (answer) => (granted = answer), {} as Electron.PermissionRequest);
    expect(granted).toBe(false);
  });

  it('no device and no screen is handed out', () => {
    expect(world.permissions.device?.({} as Electron.DevicePermissionHandlerHandlerDetails)).toBe(false);
    let streams: unknown = 'none asked';
    const request = {} as Electron.DisplayMediaRequestHandlerHandlerRequest;
    world.permissions.display?.(request, (answer) => (streams = answer));
    expect(streams).toBeNull();
  });
});

describe('the console scheme', () => {
  it('is a secure standard scheme that keeps no rights it does not need', () => {
    expect(world.privilegedSchemes).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true },
      },
    ]);
  });

  it.each([
    ['app://console/..%2fmain%2fmain.js', 404],
    ['app://console/%2e%2e%2f%2e%2e%2fpackage.json', 404],
    ['app://other/index.html', 403],
  ])('answers %s with %i', async (url, status) => {
    const answer = await world.schemes.get('app')?.(new Request(url));
    expect(answer?.status).toBe(status);
  });
});

describe('asking for a port', () => {
  it.each([
    ['no frame', null],
    ['another origin', { parent: null, origin: 'https://evil.example' }],
    ['an inner frame', { parent: {}, origin: 'app://console' }],
  ])('is refused to %s', (_who, frame) => {
    const handed: unknown[] = [];
    const senderFrame = frame && { ...frame, postMessage: () => handed.push(frame) };
    world.ipcMain.emit('countersign:connect', { senderFrame });
    expect(handed).toEqual([]);
  });
});

describe('what waits', () => {
  it('is counted on badge and tray', async () => {
    await expect.poll(() => world.app.badge, { timeout: 20_000 }).toBeGreaterThan(0);
    const [tray] = StandInTray.made;
    expect(tray?.toolTip).toMatch(/^Countersign: \d+ waiting$/);
  });

  it('is told of while no window is in front, and a click opens what it is about', async () => {
    StandInNotification.shown.length = 0;
    await page.evaluate(() => {
      location.hash = '#/settings/notices';
    });
    // What arrives is quiet at first: it is asked for, and a practice call is played.
    await page.getByRole('switch', { name: 'Something to countersign' }).focus();
    await page.keyboard.press('Space');
    await page.evaluate(() => {
      location.hash = '#/live';
    });
    await screenOf(page).startPractice('Priya Natarajan', 'At once');
    await expect.poll(() => StandInNotification.shown.length, { timeout: 30_000 }).toBeGreaterThan(0);
    const [notice] = StandInNotification.shown;
    expect(notice?.options.title).toMatch(/^(To countersign|A caller waits)$/);
    notice?.emit('click');
    await expect.poll(() => page.url()).toMatch(/#\/(live|approvals)/);
    expect(window.focused).toBeGreaterThan(0);
  }, 60_000);
});

describe('a second start', () => {
  it('brings the window of the first to the front', () => {
    const before = window.focused;
    window.minimized = true;
    world.app.emit('second-instance');
    expect(window.focused).toBe(before + 1);
    expect(window.minimized).toBe(false);
  });
});

describe('a lost page process', () => {
  it('is started again, but not for ever', async () => {
    let reloads = 0;
    window.webContents.reload = () => {
      reloads += 1;
    };
    for (let lost = 0; lost < 4; lost += 1) window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(reloads).toBe(3);
    expect(world.errors).toHaveLength(1);
  });
});

describe('quitting', () => {
  it('keeps how the window was left and frees the data folder', async () => {
    window.setBounds({ x: 60, width: 1300 });
    world.app.quit();
    expect(await world.app.ended.promise).toBe(0);
    const kept: unknown = JSON.parse(readFileSync(join(dataFolder, 'window', 'window.json'), 'utf8'));
    expect(kept).toEqual({ bounds: { ...leftBounds, x: 60, width: 1300 }, maximized: false, zoomLevel: 1 });
    expect(() => readFileSync(join(dataFolder, 'console.pid'))).toThrow();
  });
});
