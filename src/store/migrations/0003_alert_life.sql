-- The ladder of an alert, and what a person made of it.
ALTER TABLE alerts ADD COLUMN severity TEXT NOT NULL DEFAULT 'high';
ALTER TABLE alerts ADD COLUMN sources INTEGER NOT NULL DEFAULT 1;
ALTER TABLE alerts ADD COLUMN is_corroborated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE alerts ADD COLUMN is_official INTEGER NOT NULL DEFAULT 0;
ALTER TABLE alerts ADD COLUMN walked_back_at INTEGER;
ALTER TABLE alerts ADD COLUMN acknowledged_at INTEGER;
-- confirmed or dismissed at
ALTER TABLE alerts ADD COLUMN settled_at INTEGER;
ALTER TABLE alerts ADD COLUMN note TEXT;
-- One open thread a change; after a walk-back and its cool-down there may be another.
DROP INDEX alerts_open;
CREATE UNIQUE INDEX alerts_open ON alerts (dossier_id, position_id, direction)
  WHERE status IN ('open', 'acknowledged') AND walked_back_at IS NULL;
CREATE INDEX alerts_status ON alerts (status, opened_at);
CREATE INDEX alerts_position ON alerts (dossier_id, position_id, status);

-- What was held when: version 1 is the document's and has no row; each confirmed change adds one.
CREATE TABLE position_versions (
  dossier_id TEXT NOT NULL,
  position_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  -- how far from the document's position: reverses | softens | hardens, or null where it is back there
  moved TEXT,
  stance TEXT NOT NULL,
  statement TEXT NOT NULL,
  alert_id TEXT NOT NULL REFERENCES alerts (id),
  note TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (dossier_id, position_id, version)
) STRICT, WITHOUT ROWID;

-- What differs from the default policy, as JSON.
CREATE TABLE dossier_policies (
  dossier_id TEXT PRIMARY KEY,
  policy TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- What was last told about a feed or the runs, so that each state is told once.
CREATE TABLE notices (
  subject TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  since INTEGER NOT NULL,
  noticed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
