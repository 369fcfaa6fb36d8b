-- What a confirmed change rests on, as JSON: quote, title, outlet, link and the time it was published.
ALTER TABLE position_versions ADD COLUMN evidence TEXT NOT NULL DEFAULT '{}';
