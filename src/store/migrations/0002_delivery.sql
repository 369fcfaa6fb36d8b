-- Endpoints of several kinds, each with what it wants to be told; secrets that are rotated; failures counted from.
ALTER TABLE endpoints ADD COLUMN kind TEXT NOT NULL DEFAULT 'webhook';
-- JSON: what the kind needs beside the address, and what differs from the default policy
ALTER TABLE endpoints ADD COLUMN options TEXT NOT NULL DEFAULT '{}';
ALTER TABLE endpoints ADD COLUMN policy TEXT NOT NULL DEFAULT '{}';
-- signs beside the current secret until that time
ALTER TABLE endpoints ADD COLUMN previous_secret TEXT;
ALTER TABLE endpoints ADD COLUMN previous_secret_until INTEGER;
-- when the first attempt since the last success failed
ALTER TABLE endpoints ADD COLUMN failing_since INTEGER;
ALTER TABLE endpoints ADD COLUMN last_ok_at INTEGER;
ALTER TABLE endpoints ADD COLUMN disabled_at INTEGER;
ALTER TABLE endpoints ADD COLUMN reminded_at INTEGER;

-- Why it is sent now, held back or suppressed, by name.
ALTER TABLE deliveries ADD COLUMN route_reason TEXT NOT NULL DEFAULT 'told';
-- the run whose end releases it: what one run finds is told together
ALTER TABLE deliveries ADD COLUMN run_id TEXT;
-- the delivery of the digest that tells it
ALTER TABLE deliveries ADD COLUMN grouped_into TEXT;
-- the receiver found the message too large: say less
ALTER TABLE deliveries ADD COLUMN is_short INTEGER NOT NULL DEFAULT 0;
-- asked for by hand; such attempts are counted beside the schedule's
ALTER TABLE deliveries ADD COLUMN redeliver_at INTEGER;
ALTER TABLE deliveries ADD COLUMN manual_count INTEGER NOT NULL DEFAULT 0;
CREATE INDEX deliveries_redeliver ON deliveries (redeliver_at) WHERE redeliver_at IS NOT NULL;
CREATE INDEX deliveries_held ON deliveries (run_id) WHERE status = 'waiting' AND attempt_count = 0;
CREATE INDEX deliveries_new ON deliveries (endpoint_id, next_attempt_at) WHERE status = 'waiting' AND attempt_count = 0;

-- schedule | manual
ALTER TABLE attempts ADD COLUMN trigger TEXT NOT NULL DEFAULT 'schedule';
-- what the receiver said, cut, with secrets removed
ALTER TABLE attempts ADD COLUMN answer TEXT NOT NULL DEFAULT '';
