-- Groups as staff keep them in the console.

-- Moves with every change to the record, so that nobody writes over somebody else's unseen.
ALTER TABLE groups ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
-- Staff: who looks after the group, and who gets what the owner left undone. Whoever has ended
-- counts as nobody.
ALTER TABLE groups ADD COLUMN owner_id TEXT;
ALTER TABLE groups ADD COLUMN deputy_id TEXT;
-- When its owner was last asked whether the listing is still right.
ALTER TABLE groups ADD COLUMN check_asked_at BIGINT;
-- When its owner was told that no meeting is coming; NULL once there is one again.
ALTER TABLE groups ADD COLUMN dates_asked_at BIGINT;

-- When the coordinator was told of a request that the deputy left unanswered, too.
ALTER TABLE join_requests ADD COLUMN escalated_at BIGINT;

-- Single meetings that staff cancelled or moved. The record leaves them out and adds their new
-- times; this says why, and lets it be undone.
CREATE TABLE meeting_changes (
    site_id     TEXT   NOT NULL,
    id          TEXT   NOT NULL,
    group_id    TEXT   NOT NULL,
    -- When it began by the schedule.
    original_at BIGINT NOT NULL,
    -- When it begins instead; NULL where it is cancelled.
    moved_to    BIGINT,
    -- Sealed: what members read about it; empty text where nothing was said.
    note        BLOB   NOT NULL,
    -- JSON: when it was changed, and to which start each time (null: cancelled). Letters about a
    -- change were made at its moment, so that these tell who knows what.
    changes     TEXT   NOT NULL,
    PRIMARY KEY (site_id, id),
    UNIQUE (site_id, group_id, original_at),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);
