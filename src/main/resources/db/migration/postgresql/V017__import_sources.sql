-- Files of more systems can be imported.
ALTER TABLE import_jobs DROP CONSTRAINT import_jobs_source_check;
ALTER TABLE import_jobs ADD CONSTRAINT import_jobs_source_check
    CHECK (source IN ('goodreads', 'storygraph', 'hardcover', 'bookwyrm', 'librarything', 'openreads', 'open_library',
        'calibre', 'isbn_list', 'table', 'colophon'));
