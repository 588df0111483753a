import type { Org } from '../org.ts';

/** Remembers that a user looked at or wrote a row. */
export function touchRecent(org: Org, userId: string, row: { id: string; object: string }): void {
  org.store.run('INSERT OR REPLACE INTO _recent (user, id, object, at) VALUES (?, ?, ?, ?)', [
    userId,
    row.id,
    row.object,
    org.clock(),
  ]);
}

/** The rows a user touched last, newest first; of one object when it is named. */
export function recentRows(org: Org, userId: string, options: { object?: string; limit: number }) {
  const { object, limit } = options;
  const rows = org.store.all(
    `SELECT id, object FROM _recent WHERE user = ? ${object === undefined ? '' : 'AND object = ?'} ORDER BY at DESC, id LIMIT ?`,
    object === undefined ? [userId, limit] : [userId, object, limit],
  );
  return rows.map((row) => ({ id: String(row.id), object: String(row.object) }));
}
