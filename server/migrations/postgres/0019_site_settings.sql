-- What coordinators set for their site in the console: versions of a text that is laid below the site's own
-- file. The newest is in force.
CREATE TABLE site_settings (
    site_id    TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    -- From 1; a number is never given twice.
    version    BIGINT NOT NULL,
    -- TOML, as it was written.
    text       TEXT   NOT NULL,
    -- Id of the staff member.
    written_by TEXT   NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, version)
);
