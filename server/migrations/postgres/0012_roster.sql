-- Members as their group's staff know them: who is not to be written to, who pauses, whom to ring,
-- and what members say is wrong in their group.

-- Since when nothing is sent to them: NULL while they may be written to. Why stands in staff_words.
ALTER TABLE join_requests ADD COLUMN silent_since BIGINT;
-- Since when they are kept out for a while; NULL for who is not.
ALTER TABLE join_requests ADD COLUMN paused_since BIGINT;
-- Sealed JSON: what staff wrote about it, such as why they pause; NULL where they wrote nothing.
ALTER TABLE join_requests ADD COLUMN staff_words BYTEA;
-- Whether messages that their group's staff write to all members come to them.
ALTER TABLE join_requests ADD COLUMN messages BOOLEAN NOT NULL DEFAULT true;
-- When staff last said that they were in touch with who had not been seen for a while.
ALTER TABLE join_requests ADD COLUMN in_touch_at BIGINT;

-- Members to ring, since what others read in an email cannot reach them.
CREATE TABLE calls (
    site_id    TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    group_id   TEXT   NOT NULL,
    request_id TEXT   NOT NULL,
    -- Sealed JSON: subject and text of what they are to hear.
    words      BYTEA  NOT NULL,
    created_at BIGINT NOT NULL,
    -- When somebody rang, and who of the staff.
    done_at    BIGINT,
    done_by    TEXT,
    PRIMARY KEY (site_id, id),
    FOREIGN KEY (site_id, request_id) REFERENCES join_requests (site_id, id) ON DELETE CASCADE
);

CREATE INDEX calls_by_request ON calls (site_id, request_id);
CREATE INDEX calls_open ON calls (site_id, done_at, created_at);

-- "Something is wrong in this group": from a member to the coordinators, and to nobody else.
CREATE TABLE concerns (
    site_id    TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    group_id   TEXT   NOT NULL,
    request_id TEXT   NOT NULL,
    -- Sealed JSON: what happened, and whether they want to be rung.
    words      BYTEA  NOT NULL,
    created_at BIGINT NOT NULL,
    -- When a coordinator said that they read it, and who.
    seen_at    BIGINT,
    seen_by    TEXT,
    -- When a coordinator said that it is settled, and who.
    settled_at BIGINT,
    settled_by TEXT,
    PRIMARY KEY (site_id, id),
    FOREIGN KEY (site_id, request_id) REFERENCES join_requests (site_id, id) ON DELETE CASCADE
);

CREATE INDEX concerns_by_request ON concerns (site_id, request_id);
CREATE INDEX concerns_open ON concerns (site_id, settled_at, created_at);
