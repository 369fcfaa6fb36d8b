-- What the lists of API and pages read, each page of them by an index, newest first.
CREATE INDEX alerts_newest ON alerts (opened_at, id);
CREATE INDEX alerts_by_status ON alerts (status, opened_at, id);
CREATE INDEX alerts_by_position ON alerts (dossier_id, position_id, opened_at, id);
CREATE INDEX findings_by_position ON findings (dossier_id, position_id, id);
CREATE INDEX findings_by_decision ON findings (decision, id);
CREATE INDEX items_by_feed ON items (feed_id, id);
CREATE INDEX runs_newest ON runs (started_at, id);
CREATE INDEX deliveries_newest ON deliveries (created_at, id);
CREATE INDEX deliveries_by_status ON deliveries (status, created_at, id);

-- New items by feed and day (days since 1970-01-01 UTC): what the sparklines show, without counting items each time.
CREATE TABLE feed_days (
  feed_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  items INTEGER NOT NULL,
  PRIMARY KEY (feed_id, day)
) STRICT, WITHOUT ROWID;

INSERT INTO feed_days (feed_id, day, items)
SELECT feed_id, first_seen_at / 86400000, count(*) FROM items WHERE is_backlog = 0 GROUP BY 1, 2;

CREATE TRIGGER items_counted AFTER INSERT ON items WHEN new.is_backlog = 0 BEGIN
  INSERT OR IGNORE INTO feed_days (feed_id, day, items) VALUES (new.feed_id, new.first_seen_at / 86400000, 0);
  UPDATE feed_days SET items = items + 1 WHERE feed_id = new.feed_id AND day = new.first_seen_at / 86400000;
END;
