CREATE TABLE access_tokens (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- how the token begins, which tells its reader the one from the other
    prefix TEXT NOT NULL,
    -- SHA-256 of the token, hexadecimal
    token_hash TEXT NOT NULL UNIQUE,
    -- what it is good for, with spaces between
    scopes TEXT NOT NULL,
    expires_at TEXT,
    -- put down once in a while
    last_used_at TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX access_tokens_of_user ON access_tokens (user_id, id);
CREATE TABLE attachments (
    id TEXT NOT NULL PRIMARY KEY,
    note_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    blob_name TEXT NOT NULL REFERENCES blobs (name),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX attachments_by_blob ON attachments (blob_name);
CREATE INDEX attachments_by_note ON attachments (note_id, created_at, id);
CREATE INDEX attachments_by_user ON attachments (user_id, size_bytes);
CREATE TABLE audit_log (
    id TEXT NOT NULL PRIMARY KEY,
    happened_at TEXT NOT NULL,
    action TEXT NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('reader', 'admin', 'command')),
    actor_id TEXT,
    -- as it was then
    actor_name TEXT,
    subject_id TEXT,
    subject_name TEXT,
    -- such as the role or the quota from then on; may be empty
    detail TEXT NOT NULL,
    request_id TEXT
) STRICT;
CREATE INDEX audit_log_happened_at ON audit_log (happened_at);
CREATE INDEX audit_log_of_action ON audit_log (action, id);
CREATE INDEX audit_log_of_actor ON audit_log (actor_id, id);
CREATE INDEX audit_log_of_subject ON audit_log (subject_id, id);
CREATE TABLE authors (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE blobs (
    -- such as pictures/<sha256> or notes/<sha256>
    name TEXT NOT NULL PRIMARY KEY,
    size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
    media_type TEXT NOT NULL,
    -- or when it was last given again: what nothing refers to is swept some time after this
    stored_at TEXT NOT NULL
) STRICT;
CREATE INDEX blobs_by_time ON blobs (stored_at, name);
CREATE TABLE blocks (
    blocker_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    blocked_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id),
    CHECK (blocker_id <> blocked_id)
) STRICT;
CREATE INDEX blocks_of_blocked ON blocks (blocked_id, blocker_id);
CREATE INDEX blocks_of_blocker ON blocks (blocker_id, created_at, blocked_id);
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
CREATE TABLE book_merges (
    id TEXT NOT NULL PRIMARY KEY,
    kept_book_id TEXT NOT NULL,
    -- the one that is gone; undoing brings it back under this id
    removed_book_id TEXT NOT NULL,
    merged_by TEXT REFERENCES users (id) ON DELETE SET NULL,
    -- both books as they were, as canonical JSON
    record TEXT NOT NULL,
    merged_at TEXT NOT NULL,
    undone_at TEXT
) STRICT;
CREATE INDEX book_merges_by_time ON book_merges (merged_at, id);
CREATE INDEX book_merges_by_user ON book_merges (merged_by);
CREATE TABLE book_search (
    -- of the tokens; named, for VACUUM numbers the rows of books anew
    row_id INTEGER NOT NULL PRIMARY KEY,
    book_id TEXT NOT NULL UNIQUE REFERENCES books (id) ON DELETE CASCADE,
    version INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE book_search_tokens USING fts5 (
    tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE TABLE 'book_search_tokens_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'book_search_tokens_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'book_search_tokens_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'book_search_tokens_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
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
CREATE TABLE book_twins (
    book_id TEXT NOT NULL PRIMARY KEY REFERENCES books (id) ON DELETE CASCADE,
    -- those of the book when it was found
    title_key TEXT NOT NULL,
    author_key TEXT NOT NULL
) STRICT;
CREATE INDEX book_twins_by_title ON book_twins (title_key, author_key, book_id);
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
, cover_id TEXT REFERENCES pictures (id)) STRICT;
CREATE INDEX books_by_cover ON books (cover_id);
CREATE INDEX books_by_creator ON books (created_by);
CREATE INDEX books_by_title ON books (title_key, author_key, id);
CREATE TABLE follows (
    follower_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    followee_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- until the followee has answered it is pending
    state TEXT NOT NULL CHECK (state IN ('pending', 'accepted')),
    created_at TEXT NOT NULL,
    PRIMARY KEY (follower_id, followee_id),
    CHECK (follower_id <> followee_id)
) STRICT;
CREATE INDEX follows_of_followee ON follows (followee_id, state, created_at, follower_id);
CREATE INDEX follows_of_follower ON follows (follower_id, state, created_at, followee_id);
CREATE TABLE goals (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2999),
    metric TEXT NOT NULL CHECK (metric IN ('books', 'pages', 'minutes')),
    target INTEGER NOT NULL CHECK (target BETWEEN 1 AND 10000000),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (user_id, year, metric)
) STRICT;
CREATE TABLE identities (
    -- of the provider, exactly as it names itself
    issuer TEXT NOT NULL,
    -- tells people apart at that provider, for good
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    PRIMARY KEY (issuer, subject)
) STRICT;
CREATE UNIQUE INDEX identities_of_user ON identities (user_id, issuer);
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
    message TEXT, candidates TEXT, answer TEXT, answer_key TEXT, undo TEXT,
    PRIMARY KEY (job_id, place)
) STRICT;
CREATE INDEX import_items_answered ON import_items (answer_key) WHERE answer_key IS NOT NULL;
CREATE INDEX import_items_outcome ON import_items (job_id, outcome, place);
CREATE INDEX import_items_userbook ON import_items (userbook_id);
CREATE TABLE import_jobs (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
    row_count INTEGER NOT NULL CHECK (row_count >= 0),
    counts TEXT NOT NULL,
    notes TEXT NOT NULL,
    error TEXT,
    lease_owner TEXT,
    lease_until TEXT,
    created_at TEXT NOT NULL,
    finished_at TEXT
, source TEXT NOT NULL DEFAULT 'goodreads'
    CHECK (source IN ('goodreads', 'storygraph', 'hardcover', 'bookwyrm', 'librarything', 'openreads', 'open_library',
        'calibre', 'isbn_list', 'table', 'colophon')), status TEXT NOT NULL DEFAULT 'done' CHECK (
    status IN ('storing', 'preparing', 'queued', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')), shelves TEXT NOT NULL DEFAULT '{"own":[],"statuses":{}}') STRICT;
CREATE UNIQUE INDEX import_jobs_unfinished ON import_jobs (user_id)
    WHERE status IN ('storing', 'preparing', 'queued', 'running', 'undoing');
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
CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    -- SHA-256 of the token, hexadecimal
    token_hash TEXT NOT NULL UNIQUE,
    -- for whoever made it; may be empty
    note TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'admin')),
    max_uses INTEGER NOT NULL CHECK (max_uses >= 1),
    uses INTEGER NOT NULL CHECK (uses >= 0 AND uses <= max_uses),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE TABLE journals (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('started', 'progress', 'finished', 'abandoned', 'rated', 'reviewed',
        'note', 'quote', 'goal')),
    -- null for a goal alone
    userbook_id TEXT REFERENCES userbooks (id) ON DELETE CASCADE,
    read_id TEXT REFERENCES reads (id) ON DELETE CASCADE,
    note_id TEXT REFERENCES notes (id) ON DELETE CASCADE,
    -- the day of its reader on which progress was noted: from when, until before when
    since_at TEXT,
    until_at TEXT,
    -- quarter stars, as they were given then
    rating INTEGER CHECK (rating BETWEEN 1 AND 20),
    goal_year INTEGER,
    goal_metric TEXT CHECK (goal_metric IN ('books', 'pages', 'minutes')),
    goal_target INTEGER,
    -- what the reader says of it
    comment TEXT,
    visibility TEXT NOT NULL CHECK (visibility IN ('inherit', 'public', 'followers', 'private')),
    happened_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    CHECK ((kind = 'goal') = (userbook_id IS NULL)),
    CHECK ((kind = 'goal') = (goal_year IS NOT NULL AND goal_metric IS NOT NULL AND goal_target IS NOT NULL)),
    CHECK ((kind IN ('started', 'progress', 'finished', 'abandoned')) = (read_id IS NOT NULL)),
    CHECK ((kind = 'progress') = (since_at IS NOT NULL AND until_at IS NOT NULL)),
    CHECK ((kind = 'rated') = (rating IS NOT NULL)),
    CHECK ((kind IN ('note', 'quote')) = (note_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX journals_of_goal ON journals (user_id, goal_year, goal_metric) WHERE goal_year IS NOT NULL;
CREATE UNIQUE INDEX journals_of_note ON journals (note_id);
CREATE UNIQUE INDEX journals_of_read ON journals (read_id, since_at);
CREATE INDEX journals_of_user ON journals (user_id, happened_at, id, visibility, userbook_id, note_id);
CREATE INDEX journals_of_userbook ON journals (userbook_id, kind);
CREATE TABLE lookup_answers (
    provider TEXT NOT NULL CHECK (provider IN ('google_books', 'open_library')),
    -- what was asked, such as isbn:9780441013593 or words:dune
    request_key TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('hit', 'miss', 'error')),
    -- the drafts, as canonical JSON
    answer TEXT,
    answered_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (provider, request_key),
    CHECK ((outcome = 'hit') = (answer IS NOT NULL))
) STRICT;
CREATE INDEX lookup_answers_by_expiry ON lookup_answers (expires_at);
CREATE TABLE merged_entries (
    merge_id TEXT NOT NULL REFERENCES book_merges (id) ON DELETE CASCADE,
    -- of the book that is gone
    userbook_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- both entries as they were when they became one, as canonical JSON; null when this one alone moved
    record TEXT,
    PRIMARY KEY (merge_id, userbook_id)
) STRICT;
CREATE INDEX merged_entries_by_user ON merged_entries (user_id);
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
CREATE TABLE notes (
    id TEXT NOT NULL PRIMARY KEY,
    userbook_id TEXT NOT NULL REFERENCES userbooks (id) ON DELETE CASCADE,
    -- the entry's reader, for lists over all books
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('note', 'quote')),
    -- Markdown
    body TEXT NOT NULL,
    -- where in the book, as the reader says it, such as 210 or chapter 3
    position TEXT,
    visibility TEXT NOT NULL CHECK (visibility IN ('inherit', 'public', 'followers', 'private')),
    -- the body, folded for searching
    search_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX notes_by_user ON notes (user_id, created_at, id);
CREATE INDEX notes_by_userbook ON notes (userbook_id, created_at, id);
CREATE TABLE password_resets (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- SHA-256 of the token, hexadecimal
    token_hash TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE TABLE pictures (
    id TEXT NOT NULL PRIMARY KEY,
    large TEXT NOT NULL REFERENCES blobs (name),
    small TEXT NOT NULL REFERENCES blobs (name),
    -- of the large one, in pixels
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    -- who gave it: a reader, or a provider of look-ups
    source TEXT NOT NULL CHECK (source IN ('upload', 'google_books', 'open_library')),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX pictures_by_large ON pictures (large);
CREATE INDEX pictures_by_small ON pictures (small);
CREATE TABLE progress (
    id TEXT NOT NULL PRIMARY KEY,
    read_id TEXT NOT NULL REFERENCES reads (id) ON DELETE CASCADE,
    unit TEXT NOT NULL CHECK (unit IN ('page', 'percent', 'minute')),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    reached_at TEXT NOT NULL,
    CHECK (unit <> 'percent' OR amount <= 100)
) STRICT;
CREATE INDEX progress_by_read ON progress (read_id, reached_at, id);
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
CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- SHA-256, hexadecimal
    code_hash TEXT NOT NULL,
    PRIMARY KEY (user_id, code_hash)
) STRICT;
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
CREATE TABLE second_factors (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    -- sealed with a key of SECRET_KEY
    secret TEXT NOT NULL,
    -- it counts for nothing before its reader has shown a code of it
    confirmed_at TEXT,
    -- of the code that was accepted last, which is good once
    last_step INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE series (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE sessions (
    -- the jti of the token
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- of the reader when it began; a session of an earlier one has ended
    token_epoch INTEGER NOT NULL,
    -- made of its User-Agent; empty when nothing is known
    device TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- put down once in a while
    last_seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_expires_at ON sessions (expires_at);
CREATE INDEX sessions_of_user ON sessions (user_id, id);
CREATE TABLE share_links (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    year INTEGER NOT NULL CHECK (year BETWEEN 1 AND 9999),
    -- what the link's secret is made from, with a key that is not in the database
    id TEXT NOT NULL,
    -- SHA-256 of the secret, in hexadecimal
    token_hash TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    PRIMARY KEY (user_id, year)
) STRICT;
CREATE TABLE tags (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    UNIQUE (user_id, name_key)
) STRICT;
CREATE TABLE uploads (
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    blob_name TEXT NOT NULL REFERENCES blobs (name) ON DELETE CASCADE,
    size_bytes INTEGER NOT NULL CHECK (size_bytes > 0),
    -- for the last time
    given_at TEXT NOT NULL,
    PRIMARY KEY (user_id, blob_name)
) STRICT;
CREATE INDEX uploads_by_blob ON uploads (blob_name);
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
    updated_at TEXT NOT NULL, condition TEXT, visibility TEXT NOT NULL DEFAULT 'inherit'
    CHECK (visibility IN ('inherit', 'public', 'followers', 'private')),
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
    updated_at TEXT NOT NULL, picture_id TEXT REFERENCES pictures (id), locale TEXT, time_zone TEXT, biography TEXT, quota_bytes INTEGER CHECK (quota_bytes >= 0),
    CHECK ((email IS NULL) = (email_key IS NULL))
) STRICT;
CREATE INDEX users_admins ON users (id) WHERE role = 'admin';
CREATE INDEX users_by_picture ON users (picture_id);
