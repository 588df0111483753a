import type { Rectangle } from 'electron';
import Store from 'electron-store';
import { z } from 'zod';

const windowPreferences = z.object({
  bounds: z
    .object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() })
    .nullable(),
  maximized: z.boolean(),
  zoomLevel: z.number().min(-8).max(9),
});

/** How the window was left. Everything that steers work is in the store of the console instead. */
export type WindowPreferences = z.infer<typeof windowPreferences>;

export interface WindowPreferencesStore {
  read(): WindowPreferences;
  write(preferences: WindowPreferences): void;
}

/** Keeps how the window was left in a small file beside the store. */
export function openWindowPreferences(folder: string): WindowPreferencesStore {
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'window', clearInvalidConfig: true });
  return {
    read() {
      const kept = windowPreferences.safeParse(store.store);
      return kept.success ? kept.data : { bounds: null, maximized: false, zoomLevel: 0 };
    },
    write(preferences) {
      store.store = preferences;
    },
  };
}

/** Whether enough of a window would be on a screen to take hold of it; screens come and go between two runs. */
export function isOnScreen(bounds: Rectangle, screens: readonly Rectangle[]): boolean {
  const grip = 100;
  return screens.some((screen) => {
    const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
    const height = Math.min(bounds.y + bounds.height, screen.y + screen.height) - Math.max(bounds.y, screen.y);
    return width >= grip && height >= grip;
  });
}
