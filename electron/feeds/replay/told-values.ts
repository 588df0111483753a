/** A time of a vCon in milliseconds since the epoch. Several exporters leave the zone out and mean UTC. */
export function toTime(raw: string | null | undefined): number | null {
  if (!raw || raw.length > 40) return null;
  const zoned = /([zZ]|[+-]\d\d:?\d\d)$/.test(raw) ? raw : `${raw}Z`;
  const time = Date.parse(zoned);
  return Number.isFinite(time) && time >= 0 ? time : null;
}

/** A platform's name as a key, such as `vapi`; `replay` where the file names none. */
export function toPlatform(raw: string | null | undefined): string {
  const key = (raw ?? '')
    .slice(0, 40)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return key === '' ? 'replay' : key;
}

/** An id of a file as a call's key, where it is short and plain enough for one. */
export function toKey(id: string): string | null {
  return /^[\w.:-]{1,120}$/.test(id) ? id : null;
}
