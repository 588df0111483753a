/** An instant as the wall clock of a time zone shows it: `2026-11-21T14:05`; empty where it is no instant. */
export function toWallClock(iso: string, timeZone: string): string {
  const at = Date.parse(normalised(iso));
  if (Number.isNaN(at)) return '';
  return wallClock(at, timeZone).slice(0, 16);
}

/** The instant at which the wall clock of a time zone shows this: ISO 8601 in UTC; null where it is no time. */
export function fromWallClock(local: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  if (Number.isNaN(asUtc)) return null;
  // The offset depends on the instant sought: guess, look, correct once (twice near a clock change).
  let at = asUtc - offsetMs(asUtc, timeZone);
  at = asUtc - offsetMs(at, timeZone);
  return new Date(at).toISOString();
}

// Salesforce writes offsets without a colon (`+0000`), which not every parser takes.
function normalised(iso: string): string {
  return iso.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}

function offsetMs(at: number, timeZone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  return Date.parse(`${wallClock(whole, timeZone)}Z`) - whole;
}

function wallClock(at: number, timeZone: string): string {
  // Sweden's locale happens to be ISO 8601 with a space.
  return new Date(at).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
}
