/** A clock that can be put forward, so that a test need not wait for limits and sessions to run out. */
export interface MovableClock {
  now(): number;
  advance(ms: number): void;
}

/** Makes a clock movable. */
export function createMovableClock(base: () => number): MovableClock {
  let ahead = 0;
  return {
    now: () => base() + ahead,
    advance(ms) {
      ahead += ms;
    },
  };
}
