-- The catalogue that all members share: one row is one edition.
-- contributors, series and identifiers are canonical JSON, so that a book is one row to read; the
-- tables below them hold the same facts for searching, and both are written together.
CREATE TABLE books (
    id uuid NOT NULL PRIMARY KEY,
    title text NOT NULL,
    subtitle text,
    -- keys are made by the program (see TextKey) and are the same on every database
    title_key text COLLATE "C" NOT NULL,
    -- the first author's name, for matching
    author_key text COLLATE "C" NOT NULL,
    -- the first author's name, surname first, for sorting
    author_sort_key text COLLATE "C" NOT NULL,
    -- title, subtitle, contributors and series, for searching a shelf
    search_key text COLLATE "C" NOT NULL,
    contributors text NOT NULL,
    series text NOT NULL,
    identifiers text NOT NULL,
    isbn10 text COLLATE "C" UNIQUE CHECK (length(isbn10) = 10),
    isbn13 text COLLATE "C" UNIQUE CHECK (length(isbn13) = 13),
    language text,
    publisher text,
    published_on text CHECK (published_on ~ '^[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?$'),
    -- before our era when negative
    original_year bigint,
    page_count bigint CHECK (page_count > 0),
    duration_seconds bigint CHECK (duration_seconds > 0),
    description text,
    created_by uuid REFERENCES users (id) ON DELETE SET NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX books_by_title ON books (title_key, author_key, id);
CREATE INDEX books_by_creator ON books (created_by);

-- What other systems call a book.
CREATE TABLE book_identifiers (
    scheme text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    book_id uuid NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    PRIMARY KEY (scheme, value)
);

CREATE INDEX book_identifiers_by_book ON book_identifiers (book_id);

CREATE TABLE authors (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE book_authors (
    book_id uuid NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    author_id uuid NOT NULL REFERENCES authors (id),
    role text COLLATE "C" NOT NULL
        CHECK (role IN ('author', 'translator', 'narrator', 'illustrator', 'editor')),
    -- place on the title page, from 0
    ordinal bigint NOT NULL,
    PRIMARY KEY (book_id, author_id, role)
);

CREATE INDEX book_authors_by_author ON book_authors (author_id, book_id);

CREATE TABLE series (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE book_series (
    book_id uuid NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    series_id uuid NOT NULL REFERENCES series (id),
    -- as printed, such as 1, 0.8 or 1-3
    position text,
    -- thousandths, for sorting; of a range its beginning
    position_sort bigint,
    PRIMARY KEY (book_id, series_id)
);

CREATE INDEX book_series_by_series ON book_series (series_id, position_sort, book_id);
