import type { Generated } from 'kysely';

/** The store's tables as Kysely sees them. JSON columns hold what the schema named beside them describes. */
export type Tables = {
  meta: { key: string; value: string };
  /** One row: the change number that every visible row carries, counted up by each transaction that changes one. */
  counter: { name: string; value: number };
  orgs: { id: string; body: string };
  calls: {
    id: string;
    org: string;
    started_at: number;
    ended_at: number | null;
    /** `call` */
    body: string;
    /** Names, numbers and records, lower case, for finding the call again. */
    search: string;
    changed: number;
  };
  call_sources: {
    feed: string;
    external_id: string;
    platform: string;
    carrier_id: string | null;
    call: string;
    /** `heard`: its words are the call's transcript. `silent`: it said nothing yet, or another is heard. */
    voice: Generated<string>;
    /** Added to the order of its turns, where it took over from another. */
    seq_offset: Generated<number>;
    /** Every start it told of. */
    starts: Generated<string>;
    /** `{ at, reason }` */
    ended: string | null;
  };
  seen_events: { feed: string; external_id: string; event: string };
  utterances: {
    id: string;
    call: string;
    key: string;
    seq: number;
    party: string;
    state: string;
    text: string;
    start_ms: number | null;
    end_ms: number | null;
    received_at: number;
    masked: string;
    changed: number;
    /** 1: another source told the same words; kept for the evidence that names them, not shown. */
    doubled: Generated<number>;
  };
  /** Full-text index (FTS5) of what was said, one row per final utterance. */
  call_words: { rowid: Generated<number>; call: string; text: string };
  proposals: {
    id: string;
    number: number;
    org: string;
    call: string | null;
    action: string;
    matter: string;
    record: string | null;
    state: string;
    /** `proposal` */
    body: string;
    /** What was asked for, before the describe gave it form: what preparing starts from. */
    requested: string;
    created_at: number;
    changed: number;
    /** Past it nobody decides any more; null where it never ends by itself. */
    expires_at: Generated<number | null>;
  };
  tool_calls: { feed: string; external_id: string; tool_call: string; proposal: string; digest: string };
  journal: {
    seq: number;
    at: number;
    kind: string;
    org: string;
    call: string | null;
    proposal: string | null;
    actor: string;
    summary: string;
    digest: string;
    prev: string;
    hash: string;
  };
  /** Values and salts of journal entries: erasable, the chain holds only their digests. */
  journal_values: { seq: number; salt: string; value: string };
  feeds: {
    key: string;
    /** `feed`; its secrets are not here. */
    body: string;
  };
  feed_bookmarks: { feed: string; value: string };
  /** Ways back into live calls, by the platform's id of the call. */
  call_doors: { feed: string; call: string; sealed: string; at: number };
  /** Signed requests that were taken in, until their signature is too old to be good. */
  seen_requests: { feed: string; replay_key: string; digest: string; at: number };
  /** Requests that were not understood, without secrets. */
  kept_requests: {
    id: string;
    feed: string;
    platform: string;
    at: number;
    why: string;
    call: string | null;
    request: string;
    bytes: number;
  };
  replay_runs: { run: string; practice: string | null; speed: string; started_at: number; done: number };
  preferences: { key: string; value: string };
  /** What agents are owed and were told; `answer`. */
  answers: {
    id: string;
    /** null for what was refused before a proposal was made. */
    proposal: string | null;
    feed: string;
    external_id: string;
    call: string | null;
    tool_call: string;
    /** Where a late answer is sent, for agents that named an address. */
    callback_url: string | null;
    door: string | null;
    outcome: string | null;
    said: string | null;
    /** What the agent was last told about it; null where nothing, or only that it waits. */
    knows: string | null;
    state: string;
    why: string | null;
    tries: number;
    next_at: number | null;
    /** While a request is kept waiting for it. */
    held_until: number | null;
    /** How long the platform waits at most. */
    limit_ms: number | null;
    asked_at: number;
    said_at: number | null;
    settled_at: number | null;
  };
  follow_ups: {
    id: string;
    org: string;
    call: string | null;
    proposal: string | null;
    what: string;
    whom: string;
    due_at: number;
    made_at: number;
    done_at: number | null;
    done_by: string | null;
    /** The proposal that makes it a task in Salesforce. */
    task: string | null;
    /** The claim of an agent that it makes good. */
    claim: Generated<string | null>;
    changed: number;
  };
  /** What agents said that they did, or will do; `saidClaim`. The words themselves are the utterance's. */
  claims: { utterance: string; start: number; body: string; dismissed_by: string | null };
  outcomes: {
    call: string;
    org: string;
    /** `outcome` */
    body: string;
    /** The change number it was made out at: what changed since is not in it. */
    derived_at: number;
    /** The proposal whose write was told of as the written outcome. */
    log: string | null;
    changed: number;
  };
  /** What each org said of its API requests, now and then. */
  api_usage: { org: string; at: number; used: number; most: number };
  /** `handover` */
  handovers: { id: string; at: number; body: string };
  /** `rule` */
  rules: { id: string; body: string };
  /** `tokenGrant` */
  token_grants: { org: string; body: string };
  /** `tokenLease`, and what it takes to revoke the token. */
  token_leases: { proposal: string; state: string; issued_at: number; body: string };
  automations: {
    id: string;
    /** `automation` */
    body: string;
    /** Runs that failed one after the other. */
    failures: number;
    /** The change number up to which calls, proposals and outcomes were looked at. */
    cursor: number;
    /** The moment up to which records were looked at, milliseconds since the epoch. */
    seen_until: number | null;
    /** When its schedule comes round. */
    next_at: number | null;
    changed: number;
  };
  /** `automationVersion` */
  automation_versions: { automation: string; version: number; body: string };
  automation_runs: {
    id: string;
    automation: string;
    /** What started it: the same never starts it twice. */
    key: string;
    state: string;
    call: string | null;
    /** The proposal it waits for. */
    proposal: string | null;
    wakes_at: number | null;
    started_at: number;
    /** What of `automationRun` no step changes, and where it stands. */
    body: string;
    /** `stepRecord`, several. */
    steps: string;
    changed: number;
  };
  automation_seen: { automation: string; record: string; stamp: number; digest: string };
  platform_contacts: {
    feed: string;
    org: string;
    record: string;
    external: string | null;
    /** In E.164; blank where it was not noted yet. */
    phone: string;
    digest: string;
    proposal: string;
    state: string;
    at: number;
  };
};
