-- The catalogue that all members share: one row is one edition.
-- contributors, series and identifiers are canonical JSON, so that a book is one row to read; the
-- tables below them hold the same facts for searching, and both are written together.
CREATE TABLE books (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    subtitle TEXT,
    -- keys are made by the program (see TextKey) and are the same on every database
    title_key TEXT NOT NULL,
    -- the first author's name, for matching
    author_key TEXT NOT NULL,
    -- the first author's name, surname first, for sorting
    author_sort_key TEXT NOT NULL,
    -- title, subtitle, contributors and series, for searching a shelf
    search_key TEXT NOT NULL,
    contributors TEXT NOT NULL,
    series TEXT NOT NULL,
    identifiers TEXT NOT NULL,
    isbn10 TEXT UNIQUE CHECK (length(isbn10) = 10),
    isbn13 TEXT UNIQUE CHECK (length(isbn13) = 13),
    language TEXT,
    publisher TEXT,
    published_on TEXT CHECK (
        published_on GLOB '[0-9][0-9][0-9][0-9]'
        OR published_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
        OR published_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'
    ),
    -- before our era when negative
    original_year INTEGER,
    page_count INTEGER CHECK (page_count > 0),
    duration_seconds INTEGER CHECK (duration_seconds > 0),
    description TEXT,
    created_by TEXT REFERENCES users (id) ON DELETE SET NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE INDEX books_by_title ON books (title_key, author_key, id);
CREATE INDEX books_by_creator ON books (created_by);

-- What other systems call a book.
CREATE TABLE book_identifiers (
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    book_id TEXT NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    PRIMARY KEY (scheme, value)
) STRICT;

CREATE INDEX book_identifiers_by_book ON book_identifiers (book_id);

CREATE TABLE authors (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE book_authors (
    book_id TEXT NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    author_id TEXT NOT NULL REFERENCES authors (id),
    role TEXT NOT NULL
        CHECK (role IN ('author', 'translator', 'narrator', 'illustrator', 'editor')),
    -- place on the title page, from 0
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (book_id, author_id, role)
) STRICT;

CREATE INDEX book_authors_by_author ON book_authors (author_id, book_id);

CREATE TABLE series (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE book_series (
    book_id TEXT NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    series_id TEXT NOT NULL REFERENCES series (id),
    -- as printed, such as 1, 0.8 or 1-3
    position TEXT,
    -- thousandths, for sorting; of a range its beginning
    position_sort INTEGER,
    PRIMARY KEY (book_id, series_id)
) STRICT;

CREATE INDEX book_series_by_series ON book_series (series_id, position_sort, book_id);
