-- What is counted, so that a site sees whether its groups are found and kept: how often something
-- happened on a day. No row leads to anybody, and none goes with a request.

CREATE TABLE counts (
    site_id  TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    group_id TEXT   NOT NULL,
    -- Days since 1970 in the site's own zone.
    day      BIGINT NOT NULL,
    -- viewed, started, finished, approved, in-time, late, met, came, returned.
    what     TEXT   NOT NULL,
    -- For in-time and late: whole days until the answer, at most 60. Else 0.
    size     BIGINT NOT NULL,
    n        BIGINT NOT NULL,
    PRIMARY KEY (site_id, group_id, day, what, size),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);

CREATE INDEX counts_by_day ON counts (site_id, day);

-- Words that were searched for and found nothing, where the server searches. Sealed, and shown to
-- nobody before they have come five times.
CREATE TABLE searches_in_vain (
    site_id   TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    id        TEXT   NOT NULL,
    -- Keyed hash of the words, to find them again without opening any.
    hash      BLOB   NOT NULL,
    -- Sealed: the words, small letters, at most 40.
    words     BLOB   NOT NULL,
    n         BIGINT NOT NULL,
    -- Days since 1970 in the site's own zone.
    first_day BIGINT NOT NULL,
    last_day  BIGINT NOT NULL,
    PRIMARY KEY (site_id, id)
);

CREATE UNIQUE INDEX searches_in_vain_by_hash ON searches_in_vain (site_id, hash);

-- What happened of late, whatever the request.
CREATE INDEX join_steps_by_time ON join_steps (site_id, at);
-- Who saw what today.
CREATE INDEX audit_events_by_who ON audit_events (site_id, who, at);
