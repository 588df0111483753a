/** What is wrong with how automations start, until it is right again; known to this process alone. */
export type Troubles = {
  note(automation: string, why: string | null): void;
  of(automation: string): string | null;
};

/** Makes the list; `changed` hears of every word that is new. */
export function createTroubles(changed: () => void): Troubles {
  const held = new Map<string, string>();
  return {
    note(automation, why) {
      if ((held.get(automation) ?? null) === why) return;
      if (why === null) held.delete(automation);
      else held.set(automation, why);
      changed();
    },
    of: (automation) => held.get(automation) ?? null,
  };
}
