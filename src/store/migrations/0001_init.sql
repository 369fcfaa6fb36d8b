-- Times are epoch milliseconds. Queue messages carry ids of these rows; the rows are the truth.

CREATE TABLE feeds (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  -- active | removed | gone: a removed row stays, so that the baseline does not bring it back
  status TEXT NOT NULL DEFAULT 'active',
  etag TEXT,
  last_modified TEXT,
  body_hash TEXT,
  full_get_at INTEGER,
  -- the mean time between new items and the feed's own hint, where they are known
  rhythm_ms INTEGER,
  ttl_ms INTEGER,
  next_poll_at INTEGER NOT NULL,
  -- the run whose claim was settled last: a doubled message finds its work done
  run_id TEXT,
  first_polled_at INTEGER,
  last_polled_at INTEGER,
  -- changed | unchanged | failed, and how many new items that poll stored
  last_outcome TEXT,
  last_new_items INTEGER NOT NULL DEFAULT 0,
  last_ok_at INTEGER,
  last_changed_at INTEGER,
  last_new_at INTEGER,
  -- when every item of a poll was new, so that some may have been missed
  gap_at INTEGER,
  failing_since INTEGER,
  error_count INTEGER NOT NULL DEFAULT 0,
  error_class TEXT,
  error_reason TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX feeds_due ON feeds (next_poll_at) WHERE status = 'active';

CREATE TABLE subscriptions (
  dossier_id TEXT NOT NULL,
  feed_id TEXT NOT NULL REFERENCES feeds (id),
  PRIMARY KEY (feed_id, dossier_id)
) STRICT, WITHOUT ROWID;

-- One cron tick or manual trigger. `feed_ids` (JSON) is the claim on these feeds, a lease that ends at `lease_until`.
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  trigger TEXT NOT NULL,
  scope TEXT NOT NULL,
  idempotency_key TEXT UNIQUE,
  started_at INTEGER NOT NULL,
  lease_until INTEGER NOT NULL,
  finished_at INTEGER,
  feed_ids TEXT NOT NULL,
  outcome TEXT
) STRICT;
CREATE INDEX runs_started ON runs (started_at);
CREATE INDEX runs_lease ON runs (lease_until);
CREATE INDEX runs_unfinished ON runs (started_at) WHERE finished_at IS NULL;

CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  feed_id TEXT NOT NULL REFERENCES feeds (id),
  key TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  link TEXT,
  outlet TEXT NOT NULL,
  published_at INTEGER,
  first_seen_at INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  -- found on the feed's first poll: assessed and listed, never alerted
  is_backlog INTEGER NOT NULL,
  assessed_at INTEGER,
  -- why an item's assessment could not be recorded, once that was given up
  assess_error TEXT,
  assess_tries INTEGER NOT NULL DEFAULT 0,
  UNIQUE (feed_id, key)
) STRICT;
CREATE INDEX items_unassessed ON items (feed_id, id) WHERE assessed_at IS NULL;
CREATE INDEX items_seen ON items (first_seen_at);
CREATE INDEX items_run ON items (run_id);

CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL,
  position_id TEXT NOT NULL,
  direction TEXT NOT NULL,
  status TEXT NOT NULL,
  stage TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
-- One open thread a change: a second insert fails, and the decision is made again on what is there by then.
CREATE UNIQUE INDEX alerts_open ON alerts (dossier_id, position_id, direction) WHERE status IN ('open', 'acknowledged');
CREATE INDEX alerts_opened ON alerts (opened_at);

CREATE TABLE findings (
  id INTEGER PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES items (id),
  dossier_id TEXT NOT NULL,
  position_id TEXT NOT NULL,
  verdict TEXT NOT NULL,
  direction TEXT,
  certainty TEXT NOT NULL,
  confidence REAL NOT NULL,
  evidence_field TEXT NOT NULL,
  evidence_quote TEXT NOT NULL,
  evidence_start INTEGER NOT NULL,
  speaker TEXT,
  why TEXT NOT NULL,
  -- what was decided, and why, by name
  decision TEXT NOT NULL,
  alert_id TEXT REFERENCES alerts (id),
  found_at INTEGER NOT NULL,
  UNIQUE (item_id, dossier_id, position_id)
) STRICT;
CREATE INDEX findings_alert ON findings (alert_id) WHERE alert_id IS NOT NULL;
CREATE INDEX findings_found ON findings (found_at);

-- What is told about an alert. The id is the `webhook-id`; the body is fixed here, before anything is sent.
CREATE TABLE alert_events (
  id TEXT PRIMARY KEY,
  alert_id TEXT REFERENCES alerts (id),
  sequence INTEGER NOT NULL,
  type TEXT NOT NULL,
  reason TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (alert_id, sequence)
) STRICT;
CREATE INDEX alert_events_created ON alert_events (created_at);

CREATE TABLE endpoints (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  secret TEXT NOT NULL,
  description TEXT NOT NULL,
  -- active | disabled | removed
  status TEXT NOT NULL,
  disabled_reason TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE deliveries (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES alert_events (id),
  endpoint_id TEXT NOT NULL REFERENCES endpoints (id),
  -- waiting | delivered | failed
  status TEXT NOT NULL,
  attempt_count INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER,
  lease_token TEXT,
  lease_until INTEGER NOT NULL DEFAULT 0,
  last_reason TEXT,
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  UNIQUE (event_id, endpoint_id)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (next_attempt_at) WHERE status = 'waiting';
CREATE INDEX deliveries_status ON deliveries (status);
CREATE INDEX deliveries_endpoint ON deliveries (endpoint_id);

CREATE TABLE attempts (
  delivery_id TEXT NOT NULL REFERENCES deliveries (id),
  number INTEGER NOT NULL,
  attempted_at INTEGER NOT NULL,
  latency_ms INTEGER NOT NULL,
  -- null where no answer came
  http_status INTEGER,
  outcome TEXT NOT NULL,
  reason TEXT,
  PRIMARY KEY (delivery_id, number)
) STRICT, WITHOUT ROWID;
