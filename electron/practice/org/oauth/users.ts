import type { Org } from '../org.ts';
import type { SqlRow } from '../store/store.ts';

/** An active user by name (user names know no case); undefined when there is none. */
export function findUserByName(org: Org, username: string): SqlRow | undefined {
  return org.store.get('SELECT * FROM "User" WHERE "Username" = ? AND "IsActive" = 1', [username.trim()]);
}

/** A user by id. */
export function findUserById(org: Org, id: string): SqlRow | undefined {
  return org.store.get('SELECT * FROM "User" WHERE "Id" = ?', [id]);
}

/** Who may sign in, with the profile that tells what they may do. */
export function listUsers(org: Org): { username: string; name: string; profile: string }[] {
  const rows = org.store.all(
    'SELECT u."Username", u."Name", p."Name" AS profile FROM "User" u LEFT JOIN "Profile" p ON p."Id" = u."ProfileId" WHERE u."IsActive" = 1 ORDER BY u."Id"',
  );
  return rows.map((row) => ({ username: String(row.Username), name: String(row.Name), profile: String(row.profile) }));
}
