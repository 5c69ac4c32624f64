-- How far a reader had come in a read, and when.
CREATE TABLE progress (
    id TEXT NOT NULL PRIMARY KEY,
    read_id TEXT NOT NULL REFERENCES reads (id) ON DELETE CASCADE,
    unit TEXT NOT NULL CHECK (unit IN ('page', 'percent', 'minute')),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    reached_at TEXT NOT NULL,
    CHECK (unit <> 'percent' OR amount <= 100)
) STRICT;

CREATE INDEX progress_by_read ON progress (read_id, reached_at, id);
