-- What readers did, one row for each thing that they did; it goes with what it is about.
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

-- with what tells who may see an entry, so that those who may not cost no look at the row
CREATE INDEX journals_of_user ON journals (user_id, happened_at, id, visibility, userbook_id, note_id);
CREATE INDEX journals_of_userbook ON journals (userbook_id, kind);
-- progress of one day is one row
CREATE UNIQUE INDEX journals_of_read ON journals (read_id, since_at);
CREATE UNIQUE INDEX journals_of_note ON journals (note_id);
CREATE UNIQUE INDEX journals_of_goal ON journals (user_id, goal_year, goal_metric) WHERE goal_year IS NOT NULL;
