-- Who may use the API, and the pages. Only digests are kept: a copy of this database opens nothing.

CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  -- SHA-256 of the token
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- read | operate | admin
  scope TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  revoked_at INTEGER
) STRICT;

-- Signed-in browsers. A session lives only as long as the token that opened it.
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- What a repeated POST with the same Idempotency-Key made the first time.
CREATE TABLE idempotency_keys (
  holder TEXT NOT NULL,
  key TEXT NOT NULL,
  -- digest of method, path and body
  request TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (holder, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);
