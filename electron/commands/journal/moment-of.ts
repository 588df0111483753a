/** A day of this machine's clock, at its start or end, or an exact time, in milliseconds since the epoch. */
export function momentOf(text: string | undefined, edge: 'start' | 'end'): number | undefined {
  if (text === undefined) return undefined;
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year && month && day) {
    const start = new Date(Number(year), Number(month) - 1, Number(day));
    // 31 February would be a day in March.
    if (start.getMonth() === Number(month) - 1 && start.getDate() === Number(day)) {
      return edge === 'start' ? start.getTime() : start.setDate(start.getDate() + 1);
    }
  } else if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) {
    const at = Date.parse(text);
    if (!Number.isNaN(at)) return at;
  }
  throw new Error(`“${text}” is neither a day such as 2026-03-01 nor a time such as 2026-03-01T14:00Z.`);
}
