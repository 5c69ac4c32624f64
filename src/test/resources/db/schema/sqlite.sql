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
CREATE TABLE book_identifiers (
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    book_id TEXT NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    PRIMARY KEY (scheme, value)
) STRICT;
CREATE INDEX book_identifiers_by_book ON book_identifiers (book_id);
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
CREATE INDEX books_by_creator ON books (created_by);
CREATE INDEX books_by_title ON books (title_key, author_key, id);
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
CREATE UNIQUE INDEX import_jobs_unfinished ON import_jobs (user_id)
    WHERE status IN ('storing', 'queued', 'running');
CREATE INDEX import_jobs_user ON import_jobs (user_id, id);
CREATE TABLE installation (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    installation_id TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE instances (
    id TEXT NOT NULL PRIMARY KEY,
    release TEXT NOT NULL,
    needed_level INTEGER NOT NULL,
    seen_at TEXT NOT NULL
) STRICT;
CREATE TABLE migration_attempts (
    id TEXT NOT NULL PRIMARY KEY,
    instance TEXT NOT NULL,
    -- the level that the attempt wanted to reach
    level INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    exit_code INTEGER,
    message TEXT NOT NULL
) STRICT;
CREATE TABLE reads (
    id TEXT NOT NULL PRIMARY KEY,
    userbook_id TEXT NOT NULL REFERENCES userbooks (id) ON DELETE CASCADE,
    started_on TEXT,
    finished_on TEXT,
    outcome TEXT CHECK (outcome IN ('finished', 'dnf')),
    source TEXT NOT NULL CHECK (source IN ('manual', 'import')),
    CHECK (finished_on >= started_on),
    CHECK (outcome IS NOT NULL OR finished_on IS NULL)
) STRICT;
CREATE INDEX reads_by_userbook ON reads (userbook_id, finished_on, id);
CREATE UNIQUE INDEX reads_one_open ON reads (userbook_id) WHERE outcome IS NULL;
CREATE TABLE revoked_tokens (
    jti TEXT NOT NULL PRIMARY KEY,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX revoked_tokens_expires_at ON revoked_tokens (expires_at);
CREATE TABLE schema_state (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    level INTEGER NOT NULL,
    -- builds that know only a lower level no longer work
    minimum_reader INTEGER NOT NULL, moved_to TEXT, moved_at TEXT,
    CHECK (minimum_reader <= level)
) STRICT;
CREATE TABLE series (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE tags (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    UNIQUE (user_id, name_key)
) STRICT;
CREATE TABLE userbook_tags (
    userbook_id TEXT NOT NULL REFERENCES userbooks (id) ON DELETE CASCADE,
    tag_id TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    -- place inside the tag's list, where the source knew one
    position INTEGER,
    PRIMARY KEY (userbook_id, tag_id)
) STRICT;
CREATE INDEX userbook_tags_by_tag ON userbook_tags (tag_id, userbook_id);
CREATE TABLE userbooks (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    book_id TEXT NOT NULL REFERENCES books (id),
    status TEXT NOT NULL
        CHECK (status IN ('want', 'reading', 'paused', 'read', 'dnf')),
    format TEXT
        CHECK (format IN ('paperback', 'hardcover', 'ebook', 'audiobook', 'other')),
    ownership TEXT NOT NULL
        CHECK (ownership IN ('none', 'owned', 'borrowed', 'lent', 'wishlist')),
    copies INTEGER NOT NULL CHECK (copies >= 0),
    location TEXT,
    lent_to TEXT,
    -- quarter stars
    rating INTEGER CHECK (rating BETWEEN 1 AND 20),
    review TEXT,
    review_spoiler INTEGER NOT NULL CHECK (review_spoiler IN (0, 1)),
    reviewed_at TEXT,
    favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
    private_note TEXT,
    added_on TEXT,
    status_changed_at TEXT NOT NULL,
    -- the names of the tags, ordered by their keys, as canonical JSON; userbook_tags holds the same
    tag_names TEXT NOT NULL,
    -- what lists are sorted by, never null: two are the book's, kept in step with it
    title_key TEXT NOT NULL,
    author_sort_key TEXT NOT NULL,
    rating_key INTEGER NOT NULL CHECK (rating_key = COALESCE(rating, 0)),
    added_key TEXT NOT NULL CHECK (added_key = COALESCE(added_on, '0001-01-01')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL, condition TEXT,
    UNIQUE (user_id, book_id)
) STRICT;
CREATE INDEX userbooks_by_added ON userbooks (user_id, added_key, id);
CREATE INDEX userbooks_by_author ON userbooks (user_id, author_sort_key, title_key, id);
CREATE INDEX userbooks_by_book ON userbooks (book_id);
CREATE INDEX userbooks_by_rating ON userbooks (user_id, rating_key, id);
CREATE INDEX userbooks_by_status ON userbooks (user_id, status, added_key, id);
CREATE INDEX userbooks_by_title ON userbooks (user_id, title_key, id);
CREATE INDEX userbooks_by_updated ON userbooks (user_id, updated_at, id);
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL,
    -- keys are made by the program, so that both databases fold case alike
    username_key TEXT NOT NULL UNIQUE,
    email TEXT,
    email_key TEXT UNIQUE,
    password_hash TEXT NOT NULL,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'admin')),
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'followers', 'private')),
    -- raised to make every token of the account worthless
    token_epoch INTEGER NOT NULL CHECK (token_epoch >= 0),
    disabled_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK ((email IS NULL) = (email_key IS NULL))
) STRICT;
