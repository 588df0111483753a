/** The value that so many of a hundred do not exceed (nearest rank); null where there is none. */
export function percentile(values: readonly number[], hundredths: number): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const rank = Math.max(1, Math.ceil((hundredths / 100) * sorted.length));
  return sorted[rank - 1] ?? null;
}
