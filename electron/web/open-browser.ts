import open from 'open';

interface Surroundings {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
}

/** Whether there is a screen a browser could open on. */
export function hasDisplay({ platform, env }: Surroundings): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Opens the browser at an address; false when there is none, which is not a fault: the address is printed too. */
export async function openBrowser(url: string): Promise<boolean> {
  try {
    const opener = await open(url);
    opener.on('error', () => undefined);
    return true;
  } catch {
    return false;
  }
}
