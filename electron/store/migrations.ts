/** One step of the schema's history. Steps are only ever added; a released one never changes. */
export type Migration = { version: number; statements: readonly string[] };

/** Every step, in order; `user_version` of the file says which have been taken. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    statements: [
      'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
      'CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT',
      "INSERT INTO counter VALUES ('change', 0), ('proposal', 1000)",
      'CREATE TABLE orgs (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT',
      `CREATE TABLE calls (id TEXT PRIMARY KEY, org TEXT NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER,
        body TEXT NOT NULL, search TEXT NOT NULL, changed INTEGER NOT NULL) STRICT`,
      'CREATE INDEX calls_changed ON calls (changed)',
      'CREATE INDEX calls_ended ON calls (ended_at)',
      `CREATE TABLE call_sources (feed TEXT NOT NULL, external_id TEXT NOT NULL, platform TEXT NOT NULL, carrier_id TEXT,
        call TEXT NOT NULL REFERENCES calls (id), PRIMARY KEY (feed, external_id)) STRICT`,
      'CREATE INDEX call_sources_carrier ON call_sources (carrier_id) WHERE carrier_id IS NOT NULL',
      `CREATE TABLE seen_events (feed TEXT NOT NULL, external_id TEXT NOT NULL, event TEXT NOT NULL,
        PRIMARY KEY (feed, external_id, event)) STRICT, WITHOUT ROWID`,
      `CREATE TABLE utterances (id TEXT PRIMARY KEY, call TEXT NOT NULL REFERENCES calls (id), key TEXT NOT NULL, seq REAL NOT NULL,
        party TEXT NOT NULL, state TEXT NOT NULL, text TEXT NOT NULL, start_ms INTEGER, end_ms INTEGER,
        received_at INTEGER NOT NULL, masked TEXT NOT NULL, changed INTEGER NOT NULL, UNIQUE (call, key)) STRICT`,
      'CREATE INDEX utterances_order ON utterances (call, seq)',
      'CREATE INDEX utterances_changed ON utterances (call, changed)',
      "CREATE VIRTUAL TABLE call_words USING fts5 (call UNINDEXED, text, tokenize = 'unicode61 remove_diacritics 2')",
      `CREATE TABLE proposals (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, org TEXT NOT NULL, call TEXT, action TEXT NOT NULL,
        matter TEXT NOT NULL, record TEXT, state TEXT NOT NULL, body TEXT NOT NULL, requested TEXT NOT NULL, created_at INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT`,
      'CREATE INDEX proposals_call ON proposals (call)',
      'CREATE INDEX proposals_state ON proposals (state, created_at)',
      'CREATE INDEX proposals_changed ON proposals (changed)',
      'CREATE INDEX proposals_record ON proposals (record) WHERE record IS NOT NULL',
      `CREATE TABLE tool_calls (feed TEXT NOT NULL, external_id TEXT NOT NULL, tool_call TEXT NOT NULL, proposal TEXT NOT NULL,
        digest TEXT NOT NULL, PRIMARY KEY (feed, external_id, tool_call)) STRICT`,
      `CREATE TABLE journal (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, org TEXT NOT NULL, call TEXT, proposal TEXT,
        actor TEXT NOT NULL, summary TEXT NOT NULL, digest TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL) STRICT`,
      'CREATE INDEX journal_proposal ON journal (proposal) WHERE proposal IS NOT NULL',
      // Append-only inside the file too: an ordinary statement cannot rewrite history.
      "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
      "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
      'CREATE TABLE journal_values (seq INTEGER PRIMARY KEY REFERENCES journal (seq), salt TEXT NOT NULL, value TEXT NOT NULL) STRICT',
      `CREATE TABLE replay_runs (run TEXT PRIMARY KEY, practice TEXT, speed TEXT NOT NULL, started_at INTEGER NOT NULL,
        done INTEGER NOT NULL) STRICT`,
      'CREATE TABLE preferences (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
    ],
  },
  {
    version: 2,
    statements: [
      'CREATE TABLE feeds (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT',
      // Where a source that is asked, or listened to, was.
      'CREATE TABLE feed_bookmarks (feed TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
      `CREATE TABLE seen_requests (feed TEXT NOT NULL, replay_key TEXT NOT NULL, digest TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (feed, replay_key)) STRICT, WITHOUT ROWID`,
      'CREATE INDEX seen_requests_at ON seen_requests (at)',
      `CREATE TABLE kept_requests (id TEXT PRIMARY KEY, feed TEXT NOT NULL, platform TEXT NOT NULL, at INTEGER NOT NULL, why TEXT NOT NULL,
        call TEXT, request TEXT NOT NULL, bytes INTEGER NOT NULL) STRICT`,
      'CREATE INDEX kept_requests_feed ON kept_requests (feed, at)',
      // Which source's words are the call's transcript, and what each told of start and end.
      "ALTER TABLE call_sources ADD COLUMN voice TEXT NOT NULL DEFAULT 'silent'",
      'ALTER TABLE call_sources ADD COLUMN seq_offset REAL NOT NULL DEFAULT 0',
      "ALTER TABLE call_sources ADD COLUMN starts TEXT NOT NULL DEFAULT '[]'",
      'ALTER TABLE call_sources ADD COLUMN ended TEXT',
      // A call's turns are few enough to be put in order when they are read; every event paid for this index.
      'DROP INDEX utterances_order',
      'ALTER TABLE utterances ADD COLUMN doubled INTEGER NOT NULL DEFAULT 0',
      "UPDATE call_sources SET voice = 'heard' WHERE call IN (SELECT call FROM utterances)",
      `UPDATE call_sources SET ended = (SELECT json_object('at', ended_at, 'reason', json_extract(body, '$.endReason')) FROM calls
        WHERE id = call_sources.call) WHERE call IN (SELECT id FROM calls WHERE ended_at IS NOT NULL)`,
    ],
  },
  {
    version: 3,
    statements: [
      // One row per thing an agent is owed, or was told. `knows`: what it was last told, where something newer is owed.
      `CREATE TABLE answers (id TEXT PRIMARY KEY, proposal TEXT, feed TEXT NOT NULL, external_id TEXT NOT NULL, call TEXT,
        tool_call TEXT NOT NULL, callback_url TEXT, door TEXT, outcome TEXT, said TEXT, knows TEXT, state TEXT NOT NULL, why TEXT,
        tries INTEGER NOT NULL, next_at INTEGER, held_until INTEGER, limit_ms INTEGER, asked_at INTEGER NOT NULL, said_at INTEGER,
        settled_at INTEGER) STRICT`,
      "CREATE INDEX answers_open ON answers (proposal) WHERE state IN ('owed', 'sending', 'unreachable')",
      "CREATE INDEX answers_open_call ON answers (call) WHERE state IN ('owed', 'sending', 'unreachable')",
      'CREATE INDEX answers_proposal ON answers (proposal)',
      'CREATE INDEX answers_tool_call ON answers (feed, external_id, tool_call)',
      `CREATE TABLE follow_ups (id TEXT PRIMARY KEY, org TEXT NOT NULL, call TEXT, proposal TEXT, what TEXT NOT NULL, whom TEXT NOT NULL,
        due_at INTEGER NOT NULL, made_at INTEGER NOT NULL, done_at INTEGER, done_by TEXT, task TEXT, changed INTEGER NOT NULL) STRICT`,
      'CREATE INDEX follow_ups_open ON follow_ups (due_at) WHERE done_at IS NULL',
      'CREATE INDEX follow_ups_changed ON follow_ups (changed)',
      'ALTER TABLE proposals ADD COLUMN expires_at INTEGER',
      "CREATE INDEX proposals_expiry ON proposals (expires_at) WHERE state = 'waiting'",
    ],
  },
  {
    version: 5,
    statements: [
      // Of each org the app that issues access tokens for agents; its secret is not here.
      'CREATE TABLE token_grants (org TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT',
      // The life of each token that was issued; the tokens are not here.
      'CREATE TABLE token_leases (proposal TEXT PRIMARY KEY, state TEXT NOT NULL, issued_at INTEGER NOT NULL, body TEXT NOT NULL) STRICT',
      "CREATE INDEX token_leases_live ON token_leases (state) WHERE state = 'live'",
    ],
  },
  {
    version: 6,
    statements: ['CREATE TABLE rules (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT'],
  },
  {
    version: 9,
    // `handover`
    statements: ['CREATE TABLE handovers (id TEXT PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT'],
  },
  {
    version: 10,
    statements: [
      // What agents said that they did, or will do: places in their words, never the words. What came of it is read from the proposals.
      `CREATE TABLE claims (utterance TEXT NOT NULL, start INTEGER NOT NULL, body TEXT NOT NULL, dismissed_by TEXT,
        PRIMARY KEY (utterance, start)) STRICT, WITHOUT ROWID`,
      // The claim that a follow-up makes good.
      'ALTER TABLE follow_ups ADD COLUMN claim TEXT',
      'CREATE INDEX follow_ups_claim ON follow_ups (call) WHERE claim IS NOT NULL AND done_at IS NULL',
    ],
  },
  {
    version: 11,
    statements: [
      // What became of each call that ended. `derived_at`: the change number it was made out at. `log`: the written log of it that was told of.
      `CREATE TABLE outcomes (call TEXT PRIMARY KEY REFERENCES calls (id), org TEXT NOT NULL, body TEXT NOT NULL,
        derived_at INTEGER NOT NULL, log TEXT, changed INTEGER NOT NULL) STRICT`,
      'CREATE INDEX outcomes_changed ON outcomes (changed)',
      'CREATE INDEX follow_ups_call ON follow_ups (call) WHERE call IS NOT NULL',
    ],
  },
  {
    version: 12,
    statements: [
      // `failures`: runs that failed one after the other. `cursor`: the change number up to which calls, proposals and outcomes were
      // looked at. `seen_until`: the moment up to which records were. `next_at`: when a schedule comes round.
      `CREATE TABLE automations (id TEXT PRIMARY KEY, body TEXT NOT NULL, failures INTEGER NOT NULL, cursor INTEGER NOT NULL,
        seen_until INTEGER, next_at INTEGER, changed INTEGER NOT NULL) STRICT`,
      `CREATE TABLE automation_versions (automation TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (automation, version)) STRICT`,
      // `key`: what started it, so that the same never starts it twice.
      `CREATE TABLE automation_runs (id TEXT PRIMARY KEY, automation TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, call TEXT,
        proposal TEXT, wakes_at INTEGER, started_at INTEGER NOT NULL, body TEXT NOT NULL, steps TEXT NOT NULL,
        changed INTEGER NOT NULL, UNIQUE (automation, key)) STRICT`,
      'CREATE INDEX automation_runs_started ON automation_runs (automation, started_at)',
      "CREATE INDEX automation_runs_open ON automation_runs (state) WHERE state IN ('running', 'waiting', 'deciding')",
      "CREATE INDEX automation_runs_failed ON automation_runs (proposal) WHERE state = 'failed' AND proposal IS NOT NULL",
      'CREATE INDEX automation_runs_changed ON automation_runs (changed)',
      // Records that a trigger saw: those of the last minutes, and of a watched field what it was.
      `CREATE TABLE automation_seen (automation TEXT NOT NULL, record TEXT NOT NULL, stamp INTEGER NOT NULL, digest TEXT NOT NULL,
        PRIMARY KEY (automation, record)) STRICT, WITHOUT ROWID`,
      'CREATE INDEX automation_seen_stamp ON automation_seen (automation, stamp)',
      // The contact that a platform has of a record: `state` is sending until it is known.
      `CREATE TABLE platform_contacts (feed TEXT NOT NULL, org TEXT NOT NULL, record TEXT NOT NULL, external TEXT, digest TEXT NOT NULL,
        proposal TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (feed, org, record)) STRICT`,
      "CREATE INDEX proposals_outbound ON proposals (created_at) WHERE action IN ('start_call', 'send_message')",
    ],
  },
  {
    version: 13,
    statements: [
      'CREATE TABLE api_usage (org TEXT NOT NULL, at INTEGER NOT NULL, used INTEGER NOT NULL, most INTEGER NOT NULL, PRIMARY KEY (org, at)) STRICT, WITHOUT ROWID',
      // Words that are taken out of the index leave nothing behind in it.
      "INSERT INTO call_words (call_words, rank) VALUES ('secure-delete', 1)",
    ],
  },
  {
    version: 14,
    statements: [
      // A platform's contact is told by its number, whichever records have it.
      "ALTER TABLE platform_contacts ADD COLUMN phone TEXT NOT NULL DEFAULT ''",
      'CREATE INDEX platform_contacts_phone ON platform_contacts (feed, phone)',
    ],
  },
  {
    version: 19,
    statements: [
      // Ways back into live calls, sealed with the secrets of their feed; gone when the call is over.
      `CREATE TABLE call_doors (feed TEXT NOT NULL, call TEXT NOT NULL, sealed TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (feed, call)) STRICT, WITHOUT ROWID`,
      'CREATE INDEX call_doors_at ON call_doors (at)',
    ],
  },
];
