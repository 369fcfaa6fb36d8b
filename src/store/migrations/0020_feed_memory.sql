-- What a feed's last document held, one line an item: read and written only where a document changed.
CREATE TABLE memories (
  feed_id TEXT PRIMARY KEY REFERENCES feeds (id),
  items TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A permanent redirect is believed once enough polls over a day have shown it.
ALTER TABLE feeds ADD COLUMN moved_to TEXT;
ALTER TABLE feeds ADD COLUMN moved_since INTEGER;
ALTER TABLE feeds ADD COLUMN moved_polls INTEGER NOT NULL DEFAULT 0;

-- For polling a host politely.
ALTER TABLE feeds ADD COLUMN host TEXT GENERATED ALWAYS AS (
  substr(substr(url, instr(url, '//') + 2), 1, instr(substr(url, instr(url, '//') + 2) || '/', '/') - 1)) VIRTUAL;

-- An item that its publisher edited is the same item: its newest text is the row's, the earlier ones are kept here.
ALTER TABLE items ADD COLUMN content_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
CREATE TABLE revisions (
  item_id INTEGER NOT NULL REFERENCES items (id),
  number INTEGER NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (item_id, number)
) STRICT, WITHOUT ROWID;
