-- Readers see each other: who follows whom, who wants none of whom, and how far each entry may be seen.
ALTER TABLE users ADD COLUMN biography text;

ALTER TABLE userbooks ADD COLUMN visibility text COLLATE "C" NOT NULL DEFAULT 'inherit'
    CHECK (visibility IN ('inherit', 'public', 'followers', 'private'));

CREATE TABLE follows (
    follower_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    followee_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- until the followee has answered it is pending
    state text COLLATE "C" NOT NULL CHECK (state IN ('pending', 'accepted')),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (follower_id, followee_id),
    CHECK (follower_id <> followee_id)
);

CREATE INDEX follows_of_follower ON follows (follower_id, state, created_at, followee_id);
CREATE INDEX follows_of_followee ON follows (followee_id, state, created_at, follower_id);

CREATE TABLE blocks (
    blocker_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    blocked_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id),
    CHECK (blocker_id <> blocked_id)
);

CREATE INDEX blocks_of_blocked ON blocks (blocked_id, blocker_id);
CREATE INDEX blocks_of_blocker ON blocks (blocker_id, created_at, blocked_id);
