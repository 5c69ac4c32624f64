table access_tokens
    id uuid NOT NULL
    user_id uuid NOT NULL
    name text NOT NULL
    prefix text COLLATE "C" NOT NULL
    token_hash text COLLATE "C" NOT NULL
    scopes text COLLATE "C" NOT NULL
    expires_at timestamp with time zone
    last_used_at timestamp with time zone
    created_at timestamp with time zone NOT NULL
    CONSTRAINT access_tokens_pkey PRIMARY KEY (id)
    CONSTRAINT access_tokens_token_hash_key UNIQUE (token_hash)
    CONSTRAINT access_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
CREATE INDEX access_tokens_of_user ON public.access_tokens USING btree (user_id, id)

table attachments
    id uuid NOT NULL
    note_id uuid NOT NULL
    user_id uuid NOT NULL
    blob_name text COLLATE "C" NOT NULL
    file_name text NOT NULL
    media_type text COLLATE "C" NOT NULL
    size_bytes bigint NOT NULL
    created_at timestamp with time zone NOT NULL
    CONSTRAINT attachments_blob_name_fkey FOREIGN KEY (blob_name) REFERENCES blobs(name)
    CONSTRAINT attachments_note_id_fkey FOREIGN KEY (note_id) REFERENCES notes(id) ON DELETE CASCADE
    CONSTRAINT attachments_pkey PRIMARY KEY (id)
    CONSTRAINT attachments_size_bytes_check CHECK ((size_bytes > 0))
    CONSTRAINT attachments_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
CREATE INDEX attachments_by_blob ON public.attachments USING btree (blob_name)
CREATE INDEX attachments_by_note ON public.attachments USING btree (note_id, created_at, id)
CREATE INDEX attachments_by_user ON public.attachments USING btree (user_id, size_bytes)

table audit_log
    id uuid NOT NULL
    happened_at timestamp with time zone NOT NULL
    action text COLLATE "C" NOT NULL
    actor_kind text COLLATE "C" NOT NULL
    actor_id uuid
    actor_name text
    subject_id uuid
    subject_name text
    detail text NOT NULL
    request_id text
    CONSTRAINT audit_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['reader'::text, 'admin'::text, 'command'::text])))
    CONSTRAINT audit_log_pkey PRIMARY KEY (id)
CREATE INDEX audit_log_happened_at ON public.audit_log USING btree (happened_at)
CREATE INDEX audit_log_of_action ON public.audit_log USING btree (action, id)
CREATE INDEX audit_log_of_actor ON public.audit_log USING btree (actor_id, id)
CREATE INDEX audit_log_of_subject ON public.audit_log USING btree (subject_id, id)

table authors
    id uuid NOT NULL
    name text NOT NULL
    name_key text COLLATE "C" NOT NULL
    CONSTRAINT authors_name_key_key UNIQUE (name_key)
    CONSTRAINT authors_pkey PRIMARY KEY (id)

table blobs
    name text COLLATE "C" NOT NULL
    size_bytes bigint NOT NULL
    media_type text COLLATE "C" NOT NULL
    stored_at timestamp with time zone NOT NULL
    CONSTRAINT blobs_pkey PRIMARY KEY (name)
    CONSTRAINT blobs_size_bytes_check CHECK ((size_bytes > 0))
CREATE INDEX blobs_by_time ON public.blobs USING btree (stored_at, name)

table blocks
    blocker_id uuid NOT NULL
    blocked_id uuid NOT NULL
    created_at timestamp with time zone NOT NULL
    CONSTRAINT blocks_blocked_id_fkey FOREIGN KEY (blocked_id) REFERENCES users(id) ON DELETE CASCADE
    CONSTRAINT blocks_blocker_id_fkey FOREIGN KEY (blocker_id) REFERENCES users(id) ON DELETE CASCADE
    CONSTRAINT blocks_check CHECK ((blocker_id <> blocked_id))
    CONSTRAINT blocks_pkey PRIMARY KEY (blocker_id, blocked_id)
CREATE INDEX blocks_of_blocked ON public.blocks USING btree (blocked_id, blocker_id)
CREATE INDEX blocks_of_blocker ON public.blocks USING btree (blocker_id, created_at, blocked_id)

table book_authors
    book_id uuid NOT NULL
    author_id uuid NOT NULL
    role text COLLATE "C" NOT NULL
    ordinal bigint NOT NULL
    CONSTRAINT book_authors_author_id_fkey FOREIGN KEY (author_id) REFERENCES authors(id)
    CONSTRAINT book_authors_book_id_fkey FOREIGN KEY (book_id) REFERENCES books(id) ON DELETE CASCADE
    CONSTRAINT book_authors_pkey PRIMARY KEY (book_id, author_id, role)
    CONSTRAINT book_authors_role_check CHECK ((role = ANY (ARRAY['author'::text, 'translator'::text, 'narrator'::text, 'illustrator'::text, 'editor'::text])))
CREATE INDEX book_authors_by_author ON public.book_authors USING btree (author_id, book_id)

table book_identifiers
    scheme text COLLATE "C" NOT NULL
    value text COLLATE "C" NOT NULL
    book_id uuid NOT NULL
    CONSTRAINT book_identifiers_book_id_fkey FOREIGN KEY (book_id) REFERENCES books(id) ON DELETE CASCADE
    CONSTRAINT book_identifiers_pkey PRIMARY KEY (scheme, value)
CREATE INDEX book_identifiers_by_book ON public.book_identifiers USING btree (book_id)

table book_merges
    id uuid NOT NULL
    kept_book_id uuid NOT NULL
    removed_book_id uuid NOT NULL
    merged_by uuid
    record text NOT NULL
    merged_at timestamp with time zone NOT NULL
    undone_at timestamp with time zone
    CONSTRAINT book_merges_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES users(id) ON DELETE SET NULL
    CONSTRAINT book_merges_pkey PRIMARY KEY (id)
CREATE INDEX book_merges_by_time ON public.book_merges USING btree (merged_at, id)
CREATE INDEX book_merges_by_user ON public.book_merges USING btree (merged_by)

table book_search
    book_id uuid NOT NULL
    version bigint NOT NULL
    CONSTRAINT book_search_book_id_fkey FOREIGN KEY (book_id) REFERENCES books(id) ON DELETE CASCADE
    CONSTRAINT book_search_pkey PRIMARY KEY (book_id)

table book_search_tokens
    book_id uuid NOT NULL
    tokens tsvector NOT NULL
    CONSTRAINT book_search_tokens_book_id_fkey FOREIGN KEY (book_id) REFERENCES books(id) ON DELETE CASCADE
    CONSTRAINT book_search_tokens_pkey PRIMARY KEY (book_id)
CREATE INDEX book_search_by_token ON public.book_search_tokens USING gin (tokens)

table book_series
    book_id uuid NOT NULL
    series_id uuid NOT NULL
    position text
    position_sort bigint
    CONSTRAINT book_series_book_id_fkey FOREIGN KEY (book_id) REFERENCES books(id) ON DELETE CASCADE
    CONSTRAINT book_series_pkey PRIMARY KEY (book_id, series_id)
    CONSTRAINT book_series_series_id_fkey FOREIGN KEY (series_id) REFERENCES series(id)
CREATE INDEX book_series_by_series ON public.book_series USING btree (series_id, position_sort, book_id)

table book_twins
    book_id uuid NOT NULL
    title_key text COLLATE "C" NOT NULL
    author_key text COLLATE "C" NOT NULL
    CONSTRAINT book_twins_book_id_fkey FOREIGN KEY (book_id) REFERENCES books(id) ON DELETE CASCADE
    CONSTRAINT book_twins_pkey PRIMARY KEY (book_id)
CREATE INDEX book_twins_by_title ON public.book_twins USING btree (title_key, author_key, book_id)

table books
    id uuid NOT NULL
    title text NOT NULL
    subtitle text
    title_key text COLLATE "C" NOT NULL
    author_key text COLLATE "C" NOT NULL
    author_sort_key text COLLATE "C" NOT NULL
    search_key text COLLATE "C" NOT NULL
    contributors text NOT NULL
    series text NOT NULL
    identifiers text NOT NULL
    isbn10 text COLLATE "C"
    isbn13 text COLLATE "C"
    language text
    publisher text
    published_on text
    original_year bigint
    page_count bigint
    duration_seconds bigint
    description text
    created_by uuid
    version bigint NOT NULL
    created_at timestamp with time zone NOT NULL
    updated_at timestamp with time zone NOT NULL
    cover_id uuid
    CONSTRAINT books_cover_id_fkey FOREIGN KEY (cover_id) REFERENCES pictures(id)
    CONSTRAINT books_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL
    CONSTRAINT books_duration_seconds_check CHECK ((duration_seconds > 0))
    CONSTRAINT books_isbn10_check CHECK ((length(isbn10) = 10))
    CONSTRAINT books_isbn10_key UNIQUE (isbn10)
    CONSTRAINT books_isbn13_check CHECK ((length(isbn13) = 13))
    CONSTRAINT books_isbn13_key UNIQUE (isbn13)
    CONSTRAINT books_page_count_check CHECK ((page_count > 0))
    CONSTRAINT books_pkey PRIMARY KEY (id)
    CONSTRAINT books_published_on_check CHECK ((published_on ~ '^[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?$'::text))
CREATE INDEX books_by_cover ON public.books USING btree (cover_id)
CREATE INDEX books_by_creator ON public.books USING btree (created_by)
CREATE INDEX books_by_title ON public.books USING btree (title_key, author_key, id)

table follows
    follower_id uuid NOT NULL
    followee_id uuid NOT NULL
    state text COLLATE "C" NOT NULL
    created_at timestamp with time zone NOT NULL
    CONSTRAINT follows_check CHECK ((follower_id <> followee_id))
    CONSTRAINT follows_followee_id_fkey FOREIGN KEY (followee_id) REFERENCES users(id) ON DELETE CASCADE
    CONSTRAINT follows_follower_id_fkey FOREIGN KEY (follower_id) REFERENCES users(id) ON DELETE CASCADE
    CONSTRAINT follows_pkey PRIMARY KEY (follower_id, followee_id)
    CONSTRAINT follows_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'accepted'::text])))
CREATE INDEX follows_of_followee ON public.follows USING btree (followee_id, state, created_at, follower_id)
CREATE INDEX follows_of_follower ON public.follows USING btree (follower_id, state, created_at, followee_id)

table goals
    user_id uuid NOT NULL
    year bigint NOT NULL
    metric text COLLATE "C" NOT NULL
    target bigint NOT NULL
    created_at timestamp with time zone NOT NULL
    updated_at timestamp with time zone NOT NULL
    CONSTRAINT goals_metric_check CHECK ((metric = ANY (ARRAY['books'::text, 'pages'::text, 'minutes'::text])))
    CONSTRAINT goals_pkey PRIMARY KEY (user_id, year, metric)
    CONSTRAINT goals_target_check CHECK (((target >= 1) AND (target <= 10000000)))
    CONSTRAINT goals_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
    CONSTRAINT goals_year_check CHECK (((year >= 1900) AND (year <= 2999)))

table identities
    issuer text COLLATE "C" NOT NULL
    subject text COLLATE "C" NOT NULL
    user_id uuid NOT NULL
    created_at timestamp with time zone NOT NULL
    last_used_at timestamp with time zone
    CONSTRAINT identities_pkey PRIMARY KEY (issuer, subject)
    CONSTRAINT identities_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
CREATE UNIQUE INDEX identities_of_user ON public.identities USING btree (user_id, issuer)

table import_items
    job_id uuid NOT NULL
    place bigint NOT NULL
    line bigint NOT NULL
    book_group bigint NOT NULL
    raw text NOT NULL
    normal text NOT NULL
    outcome text COLLATE "C" NOT NULL
    userbook_id uuid
    reason_code text
    message text
    candidates text
    answer text
    answer_key text COLLATE "C"
    undo text
    CONSTRAINT import_items_job_id_fkey FOREIGN KEY (job_id) REFERENCES import_jobs(id) ON DELETE CASCADE
    CONSTRAINT import_items_outcome_check CHECK ((outcome = ANY (ARRAY['pending'::text, 'created'::text, 'updated'::text, 'unchanged'::text, 'needs_review'::text, 'skipped'::text, 'failed'::text])))
    CONSTRAINT import_items_pkey PRIMARY KEY (job_id, place)
    CONSTRAINT import_items_userbook_id_fkey FOREIGN KEY (userbook_id) REFERENCES userbooks(id) ON DELETE SET NULL
CREATE INDEX import_items_answered ON public.import_items USING btree (answer_key) WHERE (answer_key IS NOT NULL)
CREATE INDEX import_items_outcome ON public.import_items USING btree (job_id, outcome, place)
CREATE INDEX import_items_userbook ON public.import_items USING btree (userbook_id)

table import_jobs
    id uuid NOT NULL
    user_id uuid NOT NULL
    source text NOT NULL
    status text NOT NULL
    dry_run boolean NOT NULL
    row_count bigint NOT NULL
    counts text NOT NULL
    notes text NOT NULL
    error text
    lease_owner text
    lease_until timestamp with time zone
    created_at timestamp with time zone NOT NULL
    finished_at timestamp with time zone
    shelves text NOT NULL DEFAULT '{"own":[],"statuses":{}}'::text
    CONSTRAINT import_jobs_pkey PRIMARY KEY (id)
    CONSTRAINT import_jobs_row_count_check CHECK ((row_count >= 0))
    CONSTRAINT import_jobs_source_check CHECK ((source = ANY (ARRAY['goodreads'::text, 'storygraph'::text, 'hardcover'::text, 'bookwyrm'::text, 'librarything'::text, 'openreads'::text, 'open_library'::text, 'calibre'::text, 'isbn_list'::text, 'table'::text, 'colophon'::text])))
    CONSTRAINT import_jobs_status_check CHECK ((status = ANY (ARRAY['storing'::text, 'preparing'::text, 'queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'undoing'::text, 'undone'::text])))
    CONSTRAINT import_jobs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
CREATE UNIQUE INDEX import_jobs_unfinished ON public.import_jobs USING btree (user_id) WHERE (status = ANY (ARRAY['storing'::text, 'preparing'::text, 'queued'::text, 'running'::text, 'undoing'::text]))
CREATE INDEX import_jobs_user ON public.import_jobs USING btree (user_id, id)

table installation
    id bigint NOT NULL
    installation_id uuid NOT NULL
    created_at timestamp with time zone NOT NULL
    CONSTRAINT installation_id_check CHECK ((id = 1))
    CONSTRAINT installation_pkey PRIMARY KEY (id)

table instances
    id uuid NOT NULL
    release text NOT NULL
    needed_level bigint NOT NULL
    seen_at timestamp with time zone NOT NULL
    CONSTRAINT instances_pkey PRIMARY KEY (id)

table invitations
    id uuid NOT NULL
    token_hash text COLLATE "C" NOT NULL
    note text NOT NULL
    role text COLLATE "C" NOT NULL
    max_uses bigint NOT NULL
    uses bigint NOT NULL
    created_at timestamp with time zone NOT NULL
    expires_at timestamp with time zone NOT NULL
    CONSTRAINT invitations_check CHECK (((uses >= 0) AND (uses <= max_uses)))
    CONSTRAINT invitations_max_uses_check CHECK ((max_uses >= 1))
    CONSTRAINT invitations_pkey PRIMARY KEY (id)
    CONSTRAINT invitations_role_check CHECK ((role = ANY (ARRAY['user'::text, 'admin'::text])))
    CONSTRAINT invitations_token_hash_key UNIQUE (token_hash)

table journals
    id uuid NOT NULL
    user_id uuid NOT NULL
    kind text COLLATE "C" NOT NULL
    userbook_id uuid
    read_id uuid
    note_id uuid
    since_at timestamp with time zone
    until_at timestamp with time zone
    rating bigint
    goal_year bigint
    goal_metric text COLLATE "C"
    goal_target bigint
    comment text
    visibility text COLLATE "C" NOT NULL
    happened_at timestamp with time zone NOT NULL
    version bigint NOT NULL
    updated_at timestamp with time zone NOT NULL
    CONSTRAINT journals_check CHECK (((kind = 'goal'::text) = (userbook_id IS NULL)))
    CONSTRAINT journals_check1 CHECK (((kind = 'goal'::text) = ((goal_year IS NOT NULL) AND (goal_metric IS NOT NULL) AND (goal_target IS NOT NULL))))
    CONSTRAINT journals_check2 CHECK (((kind = ANY (ARRAY['started'::text, 'progress'::text, 'finished'::text, 'abandoned'::text])) = (read_id IS NOT NULL)))
    CONSTRAINT journals_check3 CHECK (((kind = 'progress'::text) = ((since_at IS NOT NULL) AND (until_at IS NOT NULL))))
    CONSTRAINT journals_check4 CHECK (((kind = 'rated'::text) = (rating IS NOT NULL)))
    CONSTRAINT journals_check5 CHECK (((kind = ANY (ARRAY['note'::text, 'quote'::text])) = (note_id IS NOT NULL)))
    CONSTRAINT journals_goal_metric_check CHECK ((goal_metric = ANY (ARRAY['books'::text, 'pages'::text, 'minutes'::text])))
    CONSTRAINT journals_kind_check CHECK ((kind = ANY (ARRAY['started'::text, 'progress'::text, 'finished'::text, 'abandoned'::text, 'rated'::text, 'reviewed'::text, 'note'::text, 'quote'::text, 'goal'::text])))
    CONSTRAINT journals_note_id_fkey FOREIGN KEY (note_id) REFERENCES notes(id) ON DELETE CASCADE
    CONSTRAINT journals_pkey PRIMARY KEY (id)
    CONSTRAINT journals_rating_check CHECK (((rating >= 1) AND (rating <= 20)))
    CONSTRAINT journals_read_id_fkey FOREIGN KEY (read_id) REFERENCES reads(id) ON DELETE CASCADE
    CONSTRAINT journals_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
    CONSTRAINT journals_userbook_id_fkey FOREIGN KEY (userbook_id) REFERENCES userbooks(id) ON DELETE CASCADE
    CONSTRAINT journals_visibility_check CHECK ((visibility = ANY (ARRAY['inherit'::text, 'public'::text, 'followers'::text, 'private'::text])))
CREATE UNIQUE INDEX journals_of_goal ON public.journals USING btree (user_id, goal_year, goal_metric) WHERE (goal_year IS NOT NULL)
CREATE UNIQUE INDEX journals_of_note ON public.journals USING btree (note_id)
CREATE UNIQUE INDEX journals_of_read ON public.journals USING btree (read_id, since_at)
CREATE INDEX journals_of_user ON public.journals USING btree (user_id, happened_at, id, visibility, userbook_id, note_id)
CREATE INDEX journals_of_userbook ON public.journals USING btree (userbook_id, kind)

table lookup_answers
    provider text COLLATE "C" NOT NULL
    request_key text COLLATE "C" NOT NULL
    outcome text COLLATE "C" NOT NULL
    answer text
    answered_at timestamp with time zone NOT NULL
    expires_at timestamp with time zone NOT NULL
    CONSTRAINT lookup_answers_check CHECK (((outcome = 'hit'::text) = (answer IS NOT NULL)))
    CONSTRAINT lookup_answers_outcome_check CHECK ((outcome = ANY (ARRAY['hit'::text, 'miss'::text, 'error'::text])))
    CONSTRAINT lookup_answers_pkey PRIMARY KEY (provider, request_key)
    CONSTRAINT lookup_answers_provider_check CHECK ((provider = ANY (ARRAY['google_books'::text, 'open_library'::text])))
CREATE INDEX lookup_answers_by_expiry ON public.lookup_answers USING btree (expires_at)

table merged_entries
    merge_id uuid NOT NULL
    userbook_id uuid NOT NULL
    user_id uuid NOT NULL
    record text
    CONSTRAINT merged_entries_merge_id_fkey FOREIGN KEY (merge_id) REFERENCES book_merges(id) ON DELETE CASCADE
    CONSTRAINT merged_entries_pkey PRIMARY KEY (merge_id, userbook_id)
    CONSTRAINT merged_entries_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
CREATE INDEX merged_entries_by_user ON public.merged_entries USING btree (user_id)

table migration_attempts
    id uuid NOT NULL
    instance text NOT NULL
    level bigint NOT NULL
    started_at timestamp with time zone NOT NULL
    ended_at timestamp with time zone
    exit_code bigint
    message text NOT NULL
    CONSTRAINT migration_attempts_pkey PRIMARY KEY (id)

table notes
    id uuid NOT NULL
    userbook_id uuid NOT NULL
    user_id uuid NOT NULL
    kind text COLLATE "C" NOT NULL
    body text NOT NULL
    position text
    visibility text COLLATE "C" NOT NULL
    search_key text NOT NULL
    version bigint NOT NULL
    created_at timestamp with time zone NOT NULL
    updated_at timestamp with time zone NOT NULL
    CONSTRAINT notes_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'quote'::text])))
    CONSTRAINT notes_pkey PRIMARY KEY (id)
    CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
    CONSTRAINT notes_userbook_id_fkey FOREIGN KEY (userbook_id) REFERENCES userbooks(id) ON DELETE CASCADE
    CONSTRAINT notes_visibility_check CHECK ((visibility = ANY (ARRAY['inherit'::text, 'public'::text, 'followers'::text, 'private'::text])))
CREATE INDEX notes_by_user ON public.notes USING btree (user_id, created_at, id)
CREATE INDEX notes_by_userbook ON public.notes USING btree (userbook_id, created_at, id)

table password_resets
    user_id uuid NOT NULL
    token_hash text COLLATE "C" NOT NULL
    created_at timestamp with time zone NOT NULL
    expires_at timestamp with time zone NOT NULL
    CONSTRAINT password_resets_pkey PRIMARY KEY (user_id)
    CONSTRAINT password_resets_token_hash_key UNIQUE (token_hash)
    CONSTRAINT password_resets_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE

table pictures
    id uuid NOT NULL
    large text COLLATE "C" NOT NULL
    small text COLLATE "C" NOT NULL
    width bigint NOT NULL
    height bigint NOT NULL
    source text COLLATE "C" NOT NULL
    created_at timestamp with time zone NOT NULL
    CONSTRAINT pictures_height_check CHECK ((height > 0))
    CONSTRAINT pictures_large_fkey FOREIGN KEY (large) REFERENCES blobs(name)
    CONSTRAINT pictures_pkey PRIMARY KEY (id)
    CONSTRAINT pictures_small_fkey FOREIGN KEY (small) REFERENCES blobs(name)
    CONSTRAINT pictures_source_check CHECK ((source = ANY (ARRAY['upload'::text, 'google_books'::text, 'open_library'::text])))
    CONSTRAINT pictures_width_check CHECK ((width > 0))
CREATE INDEX pictures_by_large ON public.pictures USING btree (large)
CREATE INDEX pictures_by_small ON public.pictures USING btree (small)

table progress
    id uuid NOT NULL
    read_id uuid NOT NULL
    unit text COLLATE "C" NOT NULL
    amount bigint NOT NULL
    reached_at timestamp with time zone NOT NULL
    CONSTRAINT progress_amount_check CHECK ((amount >= 0))
    CONSTRAINT progress_check CHECK (((unit <> 'percent'::text) OR (amount <= 100)))
    CONSTRAINT progress_pkey PRIMARY KEY (id)
    CONSTRAINT progress_read_id_fkey FOREIGN KEY (read_id) REFERENCES reads(id) ON DELETE CASCADE
    CONSTRAINT progress_unit_check CHECK ((unit = ANY (ARRAY['page'::text, 'percent'::text, 'minute'::text])))
CREATE INDEX progress_by_read ON public.progress USING btree (read_id, reached_at, id)

table reads
    id uuid NOT NULL
    userbook_id uuid NOT NULL
    started_on date
    finished_on date
    outcome text COLLATE "C"
    source text COLLATE "C" NOT NULL
    CONSTRAINT reads_check CHECK ((finished_on >= started_on))
    CONSTRAINT reads_check1 CHECK (((outcome IS NOT NULL) OR (finished_on IS NULL)))
    CONSTRAINT reads_outcome_check CHECK ((outcome = ANY (ARRAY['finished'::text, 'dnf'::text])))
    CONSTRAINT reads_pkey PRIMARY KEY (id)
    CONSTRAINT reads_source_check CHECK ((source = ANY (ARRAY['manual'::text, 'import'::text])))
    CONSTRAINT reads_userbook_id_fkey FOREIGN KEY (userbook_id) REFERENCES userbooks(id) ON DELETE CASCADE
CREATE INDEX reads_by_userbook ON public.reads USING btree (userbook_id, finished_on, id)
CREATE UNIQUE INDEX reads_one_open ON public.reads USING btree (userbook_id) WHERE (outcome IS NULL)

table recovery_codes
    user_id uuid NOT NULL
    code_hash text COLLATE "C" NOT NULL
    CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, code_hash)
    CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE

table revoked_tokens
    jti uuid NOT NULL
    expires_at timestamp with time zone NOT NULL
    CONSTRAINT revoked_tokens_pkey PRIMARY KEY (jti)
CREATE INDEX revoked_tokens_expires_at ON public.revoked_tokens USING btree (expires_at)

table schema_state
    id bigint NOT NULL
    level bigint NOT NULL
    minimum_reader bigint NOT NULL
    moved_to text
    moved_at timestamp with time zone
    CONSTRAINT schema_state_check CHECK ((minimum_reader <= level))
    CONSTRAINT schema_state_id_check CHECK ((id = 1))
    CONSTRAINT schema_state_pkey PRIMARY KEY (id)

table second_factors
    user_id uuid NOT NULL
    secret text COLLATE "C" NOT NULL
    confirmed_at timestamp with time zone
    last_step bigint NOT NULL
    created_at timestamp with time zone NOT NULL
    CONSTRAINT second_factors_pkey PRIMARY KEY (user_id)
    CONSTRAINT second_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE

table series
    id uuid NOT NULL
    name text NOT NULL
    name_key text COLLATE "C" NOT NULL
    CONSTRAINT series_name_key_key UNIQUE (name_key)
    CONSTRAINT series_pkey PRIMARY KEY (id)

table sessions
    id uuid NOT NULL
    user_id uuid NOT NULL
    token_epoch bigint NOT NULL
    device text NOT NULL
    created_at timestamp with time zone NOT NULL
    last_seen_at timestamp with time zone NOT NULL
    expires_at timestamp with time zone NOT NULL
    CONSTRAINT sessions_pkey PRIMARY KEY (id)
    CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
CREATE INDEX sessions_expires_at ON public.sessions USING btree (expires_at)
CREATE INDEX sessions_of_user ON public.sessions USING btree (user_id, id)

table share_links
    user_id uuid NOT NULL
    year bigint NOT NULL
    id uuid NOT NULL
    token_hash text COLLATE "C" NOT NULL
    created_at timestamp with time zone NOT NULL
    CONSTRAINT share_links_pkey PRIMARY KEY (user_id, year)
    CONSTRAINT share_links_token_hash_key UNIQUE (token_hash)
    CONSTRAINT share_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
    CONSTRAINT share_links_year_check CHECK (((year >= 1) AND (year <= 9999)))

table tags
    id uuid NOT NULL
    user_id uuid NOT NULL
    name text NOT NULL
    name_key text COLLATE "C" NOT NULL
    CONSTRAINT tags_pkey PRIMARY KEY (id)
    CONSTRAINT tags_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
    CONSTRAINT tags_user_id_name_key_key UNIQUE (user_id, name_key)

table uploads
    user_id uuid NOT NULL
    blob_name text COLLATE "C" NOT NULL
    size_bytes bigint NOT NULL
    given_at timestamp with time zone NOT NULL
    CONSTRAINT uploads_blob_name_fkey FOREIGN KEY (blob_name) REFERENCES blobs(name) ON DELETE CASCADE
    CONSTRAINT uploads_pkey PRIMARY KEY (user_id, blob_name)
    CONSTRAINT uploads_size_bytes_check CHECK ((size_bytes > 0))
    CONSTRAINT uploads_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
CREATE INDEX uploads_by_blob ON public.uploads USING btree (blob_name)

table userbook_tags
    userbook_id uuid NOT NULL
    tag_id uuid NOT NULL
    position bigint
    CONSTRAINT userbook_tags_pkey PRIMARY KEY (userbook_id, tag_id)
    CONSTRAINT userbook_tags_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES tags(id) ON DELETE CASCADE
    CONSTRAINT userbook_tags_userbook_id_fkey FOREIGN KEY (userbook_id) REFERENCES userbooks(id) ON DELETE CASCADE
CREATE INDEX userbook_tags_by_tag ON public.userbook_tags USING btree (tag_id, userbook_id)

table userbooks
    id uuid NOT NULL
    user_id uuid NOT NULL
    book_id uuid NOT NULL
    status text COLLATE "C" NOT NULL
    format text COLLATE "C"
    ownership text COLLATE "C" NOT NULL
    copies bigint NOT NULL
    location text
    lent_to text
    rating bigint
    review text
    review_spoiler boolean NOT NULL
    reviewed_at timestamp with time zone
    favourite boolean NOT NULL
    private_note text
    added_on date
    status_changed_at timestamp with time zone NOT NULL
    tag_names text NOT NULL
    title_key text COLLATE "C" NOT NULL
    author_sort_key text COLLATE "C" NOT NULL
    rating_key bigint NOT NULL
    added_key date NOT NULL
    version bigint NOT NULL
    created_at timestamp with time zone NOT NULL
    updated_at timestamp with time zone NOT NULL
    condition text
    visibility text COLLATE "C" NOT NULL DEFAULT 'inherit'::text
    CONSTRAINT userbooks_book_id_fkey FOREIGN KEY (book_id) REFERENCES books(id)
    CONSTRAINT userbooks_check CHECK ((rating_key = COALESCE(rating, (0)::bigint)))
    CONSTRAINT userbooks_check1 CHECK ((added_key = COALESCE(added_on, '0001-01-01'::date)))
    CONSTRAINT userbooks_copies_check CHECK ((copies >= 0))
    CONSTRAINT userbooks_format_check CHECK ((format = ANY (ARRAY['paperback'::text, 'hardcover'::text, 'ebook'::text, 'audiobook'::text, 'other'::text])))
    CONSTRAINT userbooks_ownership_check CHECK ((ownership = ANY (ARRAY['none'::text, 'owned'::text, 'borrowed'::text, 'lent'::text, 'wishlist'::text])))
    CONSTRAINT userbooks_pkey PRIMARY KEY (id)
    CONSTRAINT userbooks_rating_check CHECK (((rating >= 1) AND (rating <= 20)))
    CONSTRAINT userbooks_status_check CHECK ((status = ANY (ARRAY['want'::text, 'reading'::text, 'paused'::text, 'read'::text, 'dnf'::text])))
    CONSTRAINT userbooks_user_id_book_id_key UNIQUE (user_id, book_id)
    CONSTRAINT userbooks_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
    CONSTRAINT userbooks_visibility_check CHECK ((visibility = ANY (ARRAY['inherit'::text, 'public'::text, 'followers'::text, 'private'::text])))
CREATE INDEX userbooks_by_added ON public.userbooks USING btree (user_id, added_key, id)
CREATE INDEX userbooks_by_author ON public.userbooks USING btree (user_id, author_sort_key, title_key, id)
CREATE INDEX userbooks_by_book ON public.userbooks USING btree (book_id)
CREATE INDEX userbooks_by_rating ON public.userbooks USING btree (user_id, rating_key, id)
CREATE INDEX userbooks_by_status ON public.userbooks USING btree (user_id, status, added_key, id)
CREATE INDEX userbooks_by_title ON public.userbooks USING btree (user_id, title_key, id)
CREATE INDEX userbooks_by_updated ON public.userbooks USING btree (user_id, updated_at, id)

table users
    id uuid NOT NULL
    username text NOT NULL
    username_key text COLLATE "C" NOT NULL
    email text
    email_key text COLLATE "C"
    password_hash text NOT NULL
    display_name text NOT NULL
    role text COLLATE "C" NOT NULL
    visibility text COLLATE "C" NOT NULL
    token_epoch bigint NOT NULL
    disabled_at timestamp with time zone
    created_at timestamp with time zone NOT NULL
    updated_at timestamp with time zone NOT NULL
    picture_id uuid
    locale text COLLATE "C"
    time_zone text COLLATE "C"
    biography text
    quota_bytes bigint
    CONSTRAINT users_check CHECK (((email IS NULL) = (email_key IS NULL)))
    CONSTRAINT users_email_key_key UNIQUE (email_key)
    CONSTRAINT users_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES pictures(id)
    CONSTRAINT users_pkey PRIMARY KEY (id)
    CONSTRAINT users_quota_bytes_check CHECK ((quota_bytes >= 0))
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['user'::text, 'admin'::text])))
    CONSTRAINT users_token_epoch_check CHECK ((token_epoch >= 0))
    CONSTRAINT users_username_key_key UNIQUE (username_key)
    CONSTRAINT users_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'followers'::text, 'private'::text])))
CREATE INDEX users_admins ON public.users USING btree (id) WHERE (role = 'admin'::text)
CREATE INDEX users_by_picture ON public.users USING btree (picture_id)
