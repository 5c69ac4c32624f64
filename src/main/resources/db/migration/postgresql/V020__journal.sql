-- What readers did, one row for each thing that they did; it goes with what it is about.
CREATE TABLE journals (
    id uuid NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('started', 'progress', 'finished', 'abandoned', 'rated', 'reviewed',
        'note', 'quote', 'goal')),
    -- null for a goal alone
    userbook_id uuid REFERENCES userbooks (id) ON DELETE CASCADE,
    read_id uuid REFERENCES reads (id) ON DELETE CASCADE,
    note_id uuid REFERENCES notes (id) ON DELETE CASCADE,
    -- the day of its reader on which progress was noted: from when, until before when
    since_at timestamptz,
    until_at timestamptz,
    -- quarter stars, as they were given then
    rating bigint CHECK (rating BETWEEN 1 AND 20),
    goal_year bigint,
    goal_metric text COLLATE "C" CHECK (goal_metric IN ('books', 'pages', 'minutes')),
    goal_target bigint,
    -- what the reader says of it
    comment text,
    visibility text COLLATE "C" NOT NULL CHECK (visibility IN ('inherit', 'public', 'followers', 'private')),
    happened_at timestamptz NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    CHECK ((kind = 'goal') = (userbook_id IS NULL)),
    CHECK ((kind = 'goal') = (goal_year IS NOT NULL AND goal_metric IS NOT NULL AND goal_target IS NOT NULL)),
    CHECK ((kind IN ('started', 'progress', 'finished', 'abandoned')) = (read_id IS NOT NULL)),
    CHECK ((kind = 'progress') = (since_at IS NOT NULL AND until_at IS NOT NULL)),
    CHECK ((kind = 'rated') = (rating IS NOT NULL)),
    CHECK ((kind IN ('note', 'quote')) = (note_id IS NOT NULL))
);

-- with what tells who may see an entry, so that those who may not cost no look at the row
CREATE INDEX journals_of_user ON journals (user_id, happened_at, id, visibility, userbook_id, note_id);
CREATE INDEX journals_of_userbook ON journals (userbook_id, kind);
-- progress of one day is one row
CREATE UNIQUE INDEX journals_of_read ON journals (read_id, since_at);
CREATE UNIQUE INDEX journals_of_note ON journals (note_id);
CREATE UNIQUE INDEX journals_of_goal ON journals (user_id, goal_year, goal_metric) WHERE goal_year IS NOT NULL;
