-- Files of more systems can be imported; SQLite changes a check only with its column.
ALTER TABLE import_jobs ADD COLUMN written_by TEXT NOT NULL DEFAULT 'goodreads'
    CHECK (written_by IN ('goodreads', 'storygraph', 'hardcover', 'bookwyrm', 'librarything', 'openreads', 'open_library',
        'calibre', 'isbn_list', 'table', 'colophon'));
UPDATE import_jobs SET written_by = source;
ALTER TABLE import_jobs DROP COLUMN source;
ALTER TABLE import_jobs RENAME COLUMN written_by TO source;
