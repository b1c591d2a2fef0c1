/**
 * The schema's history: step N takes a file of version N to N + 1 (`user_version`). A step that was released is never
 * changed; a new one is added.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    persona TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    refresh_hash TEXT,
    revoked_at TEXT
  ) STRICT;
  CREATE INDEX sessions_by_expiry ON sessions (expires_at);

  CREATE TABLE turns (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    query_id TEXT NOT NULL UNIQUE,
    session_id TEXT NOT NULL,
    username TEXT NOT NULL,
    persona TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    question TEXT NOT NULL,
    folded_question TEXT NOT NULL,
    status TEXT NOT NULL,
    answer TEXT,
    outline TEXT
  ) STRICT;
  CREATE INDEX turns_of_session ON turns (session_id, asked_at, number);
  CREATE INDEX turns_of_user ON turns (username, asked_at, number, folded_question);

  CREATE TABLE reservations (
    query_id TEXT PRIMARY KEY,
    persona TEXT NOT NULL,
    day TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0),
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX reservations_of_day ON reservations (persona, day, amount);

  CREATE TABLE ledger_entries (
    query_id TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    persona TEXT NOT NULL,
    day TEXT NOT NULL,
    model INTEGER NOT NULL CHECK (model >= 0),
    database INTEGER NOT NULL CHECK (database >= 0),
    compute INTEGER NOT NULL CHECK (compute >= 0),
    bytes_scanned INTEGER NOT NULL CHECK (bytes_scanned >= 0),
    cached INTEGER NOT NULL CHECK (cached IN (0, 1)),
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ledger_entries_of_day ON ledger_entries (day, persona, model, database, compute);

  CREATE TABLE audit_events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    outcome TEXT NOT NULL,
    details TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_events_of_actor ON audit_events (actor, number);
  CREATE INDEX audit_events_by_time ON audit_events (at);
  CREATE TRIGGER audit_events_stay BEFORE UPDATE ON audit_events BEGIN SELECT RAISE(ABORT, 'append only'); END;
  CREATE TRIGGER audit_events_last BEFORE DELETE ON audit_events BEGIN SELECT RAISE(ABORT, 'append only'); END;
  `,
  `
  CREATE TABLE dashboards (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    summary TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
  ) STRICT;

  CREATE TABLE dashboard_revisions (
    dashboard_id TEXT NOT NULL REFERENCES dashboards (id),
    revision INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    operations TEXT NOT NULL,
    inverse TEXT NOT NULL,
    note TEXT,
    spec TEXT NOT NULL,
    PRIMARY KEY (dashboard_id, revision)
  ) STRICT;
  CREATE TRIGGER dashboard_revisions_stay BEFORE UPDATE ON dashboard_revisions
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
  CREATE TRIGGER dashboard_revisions_last BEFORE DELETE ON dashboard_revisions
    BEGIN SELECT RAISE(ABORT, 'append only'); END;
  `,
  `
  CREATE TABLE documents (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    owner TEXT NOT NULL,
    subject TEXT NOT NULL,
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    uses INTEGER NOT NULL DEFAULT 0,
    used_at TEXT,
    PRIMARY KEY (kind, id)
  ) STRICT;
  CREATE INDEX documents_about ON documents (kind, subject);

  CREATE TABLE journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    stream TEXT NOT NULL,
    at TEXT NOT NULL,
    entry TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_of_stream ON journal (stream, number);
  CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'append only'); END;
  CREATE TRIGGER journal_lasts BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'append only'); END;

  CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE usage_entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    dashboard_id TEXT NOT NULL,
    at TEXT NOT NULL,
    entry TEXT NOT NULL
  ) STRICT;
  CREATE INDEX usage_by_time ON usage_entries (kind, at);
  CREATE INDEX usage_of_dashboard ON usage_entries (dashboard_id, kind, at);
  `,
  `
  CREATE TABLE knowledge_documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    owner TEXT NOT NULL,
    audience TEXT NOT NULL,
    state TEXT NOT NULL,
    added_at TEXT NOT NULL,
    state_at TEXT NOT NULL,
    removed_at TEXT,
    version INTEGER NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX knowledge_contents ON knowledge_documents (hash, audience) WHERE removed_at IS NULL;
  CREATE INDEX knowledge_by_state ON knowledge_documents (state, state_at);
  CREATE VIRTUAL TABLE knowledge_texts USING fts5 (
    title, name, text, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
  );

  CREATE TABLE knowledge_changes (
    number INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES knowledge_documents (id) ON DELETE CASCADE,
    change TEXT NOT NULL
  ) STRICT;
  CREATE INDEX knowledge_changes_of ON knowledge_changes (document_id, number);

  CREATE TABLE knowledge_searches (
    number INTEGER PRIMARY KEY,
    username TEXT NOT NULL,
    personas TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    found INTEGER NOT NULL,
    top TEXT NOT NULL
  ) STRICT;
  CREATE INDEX knowledge_searches_of ON knowledge_searches (username, number);
  CREATE INDEX knowledge_searches_by_time ON knowledge_searches (at);

  CREATE TABLE knowledge_openings (
    document_id TEXT NOT NULL REFERENCES knowledge_documents (id) ON DELETE CASCADE,
    username TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (document_id, username, day)
  ) STRICT;
  `,
  `
  ALTER TABLE dashboards ADD COLUMN since INTEGER NOT NULL DEFAULT 1;
  `,
];
