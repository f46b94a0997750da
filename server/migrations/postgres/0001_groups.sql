-- Sites, their groups, the coming meetings of each, and places to be near.
-- Times are milliseconds since 1970, UTC. Every tenant key begins with site_id.

CREATE TABLE sites (
    id         TEXT   NOT NULL PRIMARY KEY,
    slug       TEXT   NOT NULL UNIQUE,
    -- Moves with every change that members could see; what is kept in memory hangs on it.
    revision   BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE groups (
    site_id      TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    id           TEXT   NOT NULL,
    slug         TEXT   NOT NULL,
    -- published, or hidden when its feed no longer has it.
    status       TEXT   NOT NULL,
    -- The feed that brings it and its key there; both NULL for a group that staff wrote.
    feed         TEXT,
    source_key   TEXT,
    -- The record as it was brought or written, JSON without join details.
    source       TEXT   NOT NULL,
    -- What was changed here since, a JSON merge patch (RFC 7396) over the source.
    edits        TEXT   NOT NULL,
    -- Links and dial-in codes, sealed.
    join_details BYTEA  NOT NULL,
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (site_id, id),
    UNIQUE (site_id, slug),
    UNIQUE (site_id, feed, source_key)
);

CREATE TABLE meetings (
    site_id   TEXT   NOT NULL,
    group_id  TEXT   NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at   BIGINT NOT NULL,
    PRIMARY KEY (site_id, group_id, starts_at),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);

CREATE TABLE places (
    -- The file that brought it; importing the file again replaces its places.
    source          TEXT             NOT NULL,
    number          BIGINT           NOT NULL,
    name            TEXT             NOT NULL,
    name_folded     TEXT COLLATE "C" NOT NULL,
    region          TEXT,
    country         TEXT             NOT NULL,
    postcode        TEXT,
    postcode_folded TEXT COLLATE "C",
    lat             DOUBLE PRECISION NOT NULL,
    lon             DOUBLE PRECISION NOT NULL,
    population      BIGINT           NOT NULL,
    PRIMARY KEY (source, number)
);

CREATE INDEX places_by_name ON places (name_folded);
CREATE INDEX places_by_postcode ON places (postcode_folded);
