-- An import can be shown before it is made, asks for what it cannot know, and can be taken back.
ALTER TABLE import_jobs DROP CONSTRAINT import_jobs_status_check;
ALTER TABLE import_jobs ADD CONSTRAINT import_jobs_status_check CHECK (
    status IN ('storing', 'preparing', 'queued', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone'));

-- shelves of the file whose status is not known, with what their reader chose, and rows by status; JSON
ALTER TABLE import_jobs ADD COLUMN shelves text NOT NULL DEFAULT '{"own":[],"statuses":{}}';

-- books that a row may mean, and which of them its reader chose; JSON. The key finds the answer for the same row of
-- another file: a hash of what the row says of its book
ALTER TABLE import_items ADD COLUMN candidates text;
ALTER TABLE import_items ADD COLUMN answer text;
ALTER TABLE import_items ADD COLUMN answer_key text COLLATE "C";
CREATE INDEX import_items_answered ON import_items (answer_key) WHERE answer_key IS NOT NULL;

-- what was there before, for taking it back; JSON, null when nothing was changed
ALTER TABLE import_items ADD COLUMN undo text;

DROP INDEX import_jobs_unfinished;
CREATE UNIQUE INDEX import_jobs_unfinished ON import_jobs (user_id)
    WHERE status IN ('storing', 'preparing', 'queued', 'running', 'undoing');

-- Tokens of many books go into the index together. Whoever writes some merges the list that waits, which nobody else
-- has to read then.
ALTER INDEX book_search_by_token RESET (fastupdate);
