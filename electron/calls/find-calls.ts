import { sql } from 'kysely';
import type { Store } from '../store/open-store.ts';

const most = 50;

/** Ids of calls by name, number, record or words, newest first. Every word of the text must be found, in either place. */
export async function findCalls(store: Store, text: string): Promise<string[]> {
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return [];
  let query = store.db.selectFrom('calls').select('id').orderBy('started_at', 'desc').limit(most);
  for (const word of words) {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    const digits = word.replace(/\D/g, '');
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`search like ${like} escape '\\'`,
        ...(digits.length >= 4 ? [sql<boolean>`search like ${`%${digits}%`}`] : []),
        // A case that a call led to, by its number, or any record by its name.
        sql<boolean>`id in ${callsOfRecord(like)}`,
        eb(
          'id',
          'in',
          eb
            .selectFrom('call_words')
            .select('call')
            .where(sql<boolean>`call_words match ${ftsTerm(word)}`),
        ),
      ]),
    );
  }
  return (await query.execute()).map((row) => row.id);
}

/** Calls with a proposal about, or written to, a record of such a name. */
function callsOfRecord(like: string) {
  return sql`(select call from proposals where call is not null and (
    json_extract(body, '$.record.name') like ${like} escape '\\'
    or json_extract(body, '$.status.result.record.name') like ${like} escape '\\'))`;
}

/** One word for FTS5, quoted so that its operators mean nothing, matching from its beginning. */
function ftsTerm(word: string): string {
  return `"${word.replace(/"/g, '""')}"*`;
}
