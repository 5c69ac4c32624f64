-- An import can be shown before it is made, asks for what it cannot know, and can be taken back. SQLite changes a check
-- only with its column.
DROP INDEX import_jobs_unfinished;
ALTER TABLE import_jobs ADD COLUMN state TEXT NOT NULL DEFAULT 'done' CHECK (
    state IN ('storing', 'preparing', 'queued', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone'));
UPDATE import_jobs SET state = status;
ALTER TABLE import_jobs DROP COLUMN status;
ALTER TABLE import_jobs RENAME COLUMN state TO status;

-- shelves of the file whose status is not known, with what their reader chose, and rows by status; JSON
ALTER TABLE import_jobs ADD COLUMN shelves TEXT NOT NULL DEFAULT '{"own":[],"statuses":{}}';

-- books that a row may mean, and which of them its reader chose; JSON. The key finds the answer for the same row of
-- another file: a hash of what the row says of its book
ALTER TABLE import_items ADD COLUMN candidates TEXT;
ALTER TABLE import_items ADD COLUMN answer TEXT;
ALTER TABLE import_items ADD COLUMN answer_key TEXT;
CREATE INDEX import_items_answered ON import_items (answer_key) WHERE answer_key IS NOT NULL;

-- what was there before, for taking it back; JSON, null when nothing was changed
ALTER TABLE import_items ADD COLUMN undo TEXT;

CREATE UNIQUE INDEX import_jobs_unfinished ON import_jobs (user_id)
    WHERE status IN ('storing', 'preparing', 'queued', 'running', 'undoing');
