-- What staff lay out for the members of a group: items of the shelf, and links. Nothing of a person.

CREATE TABLE group_resources (
    site_id    TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    group_id   TEXT   NOT NULL,
    -- Small numbers first.
    position   BIGINT NOT NULL,
    -- Slug of an item of the shelf; NULL for a link, whose title, address and language stand here.
    shelf      TEXT,
    title      TEXT,
    url        TEXT,
    language   TEXT,
    -- A line for members.
    note       TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, id),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);

CREATE INDEX group_resources_by_group ON group_resources (site_id, group_id, position);
