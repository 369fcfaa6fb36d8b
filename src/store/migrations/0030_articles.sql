-- Full text, for the feeds that ask for it: what the article behind an item says, or why it was not read.
ALTER TABLE feeds ADD COLUMN is_full_text INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN articles_read INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN articles_failed INTEGER NOT NULL DEFAULT 0;
-- failures in a row, and why the last one
ALTER TABLE feeds ADD COLUMN article_failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN article_error TEXT;

CREATE TABLE articles (
  item_id INTEGER PRIMARY KEY REFERENCES items (id),
  -- of the item, when the article was asked for: an edited item's is asked for again
  revision INTEGER NOT NULL,
  -- trying | read | failed; what is still being tried long after was given up by a worker that stopped
  outcome TEXT NOT NULL,
  error_class TEXT,
  error_reason TEXT,
  text TEXT NOT NULL DEFAULT '',
  tried_at INTEGER NOT NULL
) STRICT;

-- What sites let robots read, by origin.
CREATE TABLE robots (
  origin TEXT PRIMARY KEY,
  -- rules | unavailable | unreachable
  kind TEXT NOT NULL,
  -- the rules, or why the site cannot be reached
  text TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,
  -- later than fetched_at where the site could not be reached since
  checked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX robots_checked ON robots (checked_at);
