-- Imports: a job for each file and an item for each row, so that work survives a restart and every
-- row has an outcome with a reason.
CREATE TABLE import_jobs (
    id uuid NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    source text NOT NULL CHECK (source IN ('goodreads')),
    status text NOT NULL
        CHECK (status IN ('storing', 'queued', 'running', 'done', 'failed', 'cancelled')),
    dry_run boolean NOT NULL,
    row_count bigint NOT NULL CHECK (row_count >= 0),
    counts text NOT NULL,
    notes text NOT NULL,
    error text,
    lease_owner text,
    lease_until timestamptz,
    created_at timestamptz NOT NULL,
    finished_at timestamptz
);

CREATE INDEX import_jobs_user ON import_jobs (user_id, id);

-- one unfinished import for each reader; the worker finds its work here too
CREATE UNIQUE INDEX import_jobs_unfinished ON import_jobs (user_id)
    WHERE status IN ('storing', 'queued', 'running');

CREATE TABLE import_items (
    job_id uuid NOT NULL REFERENCES import_jobs (id) ON DELETE CASCADE,
    place bigint NOT NULL,
    line bigint NOT NULL,
    book_group bigint NOT NULL,
    raw text NOT NULL,
    normal text NOT NULL,
    outcome text COLLATE "C" NOT NULL
        CHECK (outcome IN ('pending', 'created', 'updated', 'unchanged', 'needs_review', 'skipped', 'failed')),
    userbook_id uuid REFERENCES userbooks (id) ON DELETE SET NULL,
    reason_code text,
    message text,
    PRIMARY KEY (job_id, place)
);

CREATE INDEX import_items_outcome ON import_items (job_id, outcome, place);
CREATE INDEX import_items_userbook ON import_items (userbook_id);
