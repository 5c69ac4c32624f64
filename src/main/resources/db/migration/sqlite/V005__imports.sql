-- Imports: a job for each file and an item for each row, so that work survives a restart and every
-- row has an outcome with a reason.
CREATE TABLE import_jobs (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source IN ('goodreads')),
    status TEXT NOT NULL
        CHECK (status IN ('storing', 'queued', 'running', 'done', 'failed', 'cancelled')),
    dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
    row_count INTEGER NOT NULL CHECK (row_count >= 0),
    counts TEXT NOT NULL,
    notes TEXT NOT NULL,
    error TEXT,
    lease_owner TEXT,
    lease_until TEXT,
    created_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;

CREATE INDEX import_jobs_user ON import_jobs (user_id, id);

-- one unfinished import for each reader; the worker finds its work here too
CREATE UNIQUE INDEX import_jobs_unfinished ON import_jobs (user_id)
    WHERE status IN ('storing', 'queued', 'running');

CREATE TABLE import_items (
    job_id TEXT NOT NULL REFERENCES import_jobs (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    line INTEGER NOT NULL,
    book_group INTEGER NOT NULL,
    raw TEXT NOT NULL,
    normal TEXT NOT NULL,
    outcome TEXT NOT NULL
        CHECK (outcome IN ('pending', 'created', 'updated', 'unchanged', 'needs_review', 'skipped', 'failed')),
    userbook_id TEXT REFERENCES userbooks (id) ON DELETE SET NULL,
    reason_code TEXT,
    message TEXT,
    PRIMARY KEY (job_id, place)
) STRICT;

CREATE INDEX import_items_outcome ON import_items (job_id, outcome, place);
CREATE INDEX import_items_userbook ON import_items (userbook_id);
