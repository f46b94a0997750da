-- Staff of the console: who they are, how they get in, and what they did.
-- Names and addresses are sealed (BYTEA) and open in their own row alone. Times are milliseconds
-- since 1970, UTC.

CREATE TABLE staff (
    site_id    TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    id         TEXT   NOT NULL,
    -- Keyed hash of the email address; empty once they have ended.
    email_hash BYTEA  NOT NULL,
    -- Sealed JSON: name, email, language.
    details    BYTEA  NOT NULL,
    -- coordinator, facilitator, read-only.
    role       TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    -- When they were taken off. The row stays, so that the audit trail can say who it was.
    ended_at   BIGINT,
    PRIMARY KEY (site_id, id)
);

CREATE UNIQUE INDEX staff_by_email ON staff (site_id, email_hash) WHERE ended_at IS NULL;

-- The groups of a facilitator.
CREATE TABLE staff_groups (
    site_id  TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    PRIMARY KEY (site_id, staff_id, group_id),
    FOREIGN KEY (site_id, staff_id) REFERENCES staff (site_id, id) ON DELETE CASCADE,
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);

CREATE INDEX staff_groups_by_group ON staff_groups (site_id, group_id);

-- Links by which staff get in; only their hashes. One letter's link may stand in several sites.
CREATE TABLE staff_links (
    site_id    TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    -- SHA-256 of the link's token, which has 256 bits of chance.
    hash       BYTEA  NOT NULL,
    -- Whom it lets in; NULL for the link that makes the first coordinator.
    staff_id   TEXT,
    -- set-up, invite, sign-in.
    purpose    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- When it was spent or revoked.
    ended_at   BIGINT,
    PRIMARY KEY (site_id, hash),
    FOREIGN KEY (site_id, staff_id) REFERENCES staff (site_id, id) ON DELETE CASCADE
);

-- A link names no site, so its hash is looked for in all of them.
CREATE INDEX staff_links_by_hash ON staff_links (hash);
CREATE INDEX staff_links_by_staff ON staff_links (site_id, staff_id);

-- Who is signed in where. A session that has ended is deleted.
CREATE TABLE staff_sessions (
    site_id    TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    staff_id   TEXT   NOT NULL,
    -- SHA-256 of the cookie's token, which has 256 bits of chance.
    hash       BYTEA  NOT NULL,
    -- Sealed: the browser and the system, as the device says.
    device     BYTEA  NOT NULL,
    created_at BIGINT NOT NULL,
    -- When it was last used, to the minute.
    seen_at    BIGINT NOT NULL,
    -- How long it may lie unused, ms.
    idle_ms    BIGINT NOT NULL,
    -- When it ends, however much it is used.
    ends_at    BIGINT NOT NULL,
    PRIMARY KEY (site_id, id),
    FOREIGN KEY (site_id, staff_id) REFERENCES staff (site_id, id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX staff_sessions_by_hash ON staff_sessions (hash);
CREATE INDEX staff_sessions_by_staff ON staff_sessions (site_id, staff_id);

-- Who did what when, by ids: names and addresses stand elsewhere and can be erased there.
CREATE TABLE audit_events (
    site_id    TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    id         TEXT   NOT NULL,
    -- Id of the staff member; `operator` for the command line.
    who        TEXT   NOT NULL,
    -- A closed word.
    what       TEXT   NOT NULL,
    -- What it was done to: the kind of thing, and its id.
    thing      TEXT   NOT NULL,
    thing_id   TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (site_id, id)
);

CREATE INDEX audit_events_by_thing ON audit_events (site_id, thing, thing_id);

-- The trail is only written on. It goes with its whole site and not before: by then the site's row
-- is gone, which nothing in the program deletes.
CREATE FUNCTION audit_events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'audit events never change';
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT 1 FROM sites WHERE id = OLD.site_id) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'audit events stay as long as their site';
END;
$$;

CREATE TRIGGER audit_events_never_change BEFORE UPDATE ON audit_events
FOR EACH ROW EXECUTE FUNCTION audit_events_refuse();

CREATE TRIGGER audit_events_stay BEFORE DELETE ON audit_events
FOR EACH ROW EXECUTE FUNCTION audit_events_refuse();

CREATE TRIGGER audit_events_stay_all BEFORE TRUNCATE ON audit_events
FOR EACH STATEMENT EXECUTE FUNCTION audit_events_refuse();
