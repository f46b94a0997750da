-- Guidelines, requests to join and what goes with them.
-- What members tell is sealed (BYTEA) and opens in its own row alone. Contacts are looked up by a
-- keyed hash. Times are milliseconds since 1970, UTC.

-- Places that are taken through Kindred; a group's record counts those that it had before.
ALTER TABLE groups ADD COLUMN places_taken BIGINT NOT NULL DEFAULT 0;

-- Published versions, which never change. The site's own rules have the empty group_id.
CREATE TABLE guidelines (
    site_id      TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    group_id     TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    -- JSON: items with rule and why in each language, and what changed.
    content      TEXT   NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, group_id, version)
);

-- Requests to join, and the memberships that come of them.
CREATE TABLE join_requests (
    site_id       TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    id            TEXT   NOT NULL,
    group_id      TEXT   NOT NULL,
    -- To read out on the phone; unique in the site.
    reference     TEXT   NOT NULL,
    -- requested, pending, waitlisted, offered, approved, declined, left.
    state         TEXT   NOT NULL,
    contact_kind  TEXT   NOT NULL,
    -- Keyed hash of the contact, to find the same person's request without opening any.
    contact_hash  BYTEA  NOT NULL,
    -- Sealed JSON: name, contact, all that was answered.
    details       BYTEA  NOT NULL,
    -- Keyed hash of the six digits, how often they were guessed, and until when they hold.
    code_hash     BYTEA,
    code_tries    BIGINT NOT NULL,
    -- Whether one of the group's places is taken or held for it.
    holds_place   BOOLEAN NOT NULL,
    -- Until when a held or offered place is kept.
    held_until    BIGINT,
    -- A person looks at it first.
    for_review    BOOLEAN NOT NULL,
    reminders     BOOLEAN NOT NULL,
    answer_by     BIGINT NOT NULL,
    -- When the coordinator was told that answer_by passed.
    reminded_at   BIGINT,
    created_at    BIGINT NOT NULL,
    proved_at     BIGINT,
    -- Since when it has its state; the order of the waiting list.
    state_since   BIGINT NOT NULL,
    PRIMARY KEY (site_id, id),
    UNIQUE (site_id, reference),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);

CREATE INDEX join_requests_by_contact ON join_requests (site_id, group_id, contact_hash);
CREATE INDEX join_requests_by_state ON join_requests (site_id, group_id, state, state_since);

-- Every step of a request.
CREATE TABLE join_steps (
    site_id    TEXT   NOT NULL,
    request_id TEXT   NOT NULL,
    number     BIGINT NOT NULL,
    -- The state that it came to, or what else happened (reminded, corrected, details-changed).
    step       TEXT   NOT NULL,
    -- member, facilitator, coordinator or server.
    actor      TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (site_id, request_id, number),
    FOREIGN KEY (site_id, request_id) REFERENCES join_requests (site_id, id) ON DELETE CASCADE
);

-- Who acknowledged which guidelines when.
CREATE TABLE acknowledgements (
    site_id         TEXT   NOT NULL,
    request_id      TEXT   NOT NULL,
    version         TEXT   NOT NULL,
    hash            TEXT   NOT NULL,
    language        TEXT   NOT NULL,
    acknowledged_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, request_id, version, hash),
    FOREIGN KEY (site_id, request_id) REFERENCES join_requests (site_id, id) ON DELETE CASCADE
);

-- Links that we email and capabilities that widgets hold; only their hashes.
CREATE TABLE tokens (
    site_id    TEXT   NOT NULL,
    -- SHA-256 of the token, which has 256 bits of chance.
    hash       BYTEA  NOT NULL,
    request_id TEXT   NOT NULL,
    -- What it may do: follow-up, prove, member, calendar, offer, approve, decline, guidelines,
    -- unsubscribe.
    purpose    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- When it was spent or revoked.
    ended_at   BIGINT,
    PRIMARY KEY (site_id, hash),
    FOREIGN KEY (site_id, request_id) REFERENCES join_requests (site_id, id) ON DELETE CASCADE
);

CREATE INDEX tokens_by_request ON tokens (site_id, request_id, purpose);

-- Letters to send. A row is claimed by a lease; what it says is sealed.
CREATE TABLE outbox (
    site_id     TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    id          TEXT   NOT NULL,
    -- The request that it is about; goes with it.
    request_id  TEXT,
    -- Which letter, for logs and counts.
    kind        TEXT   NOT NULL,
    -- Keyed hash of the address, to count letters to it.
    to_hash     BYTEA  NOT NULL,
    -- Sealed JSON: to whom, in which language, what the letter needs to know.
    letter      BYTEA  NOT NULL,
    -- The Message-ID, so that a letter that is sent twice is known to be one.
    message_id  TEXT   NOT NULL,
    -- waiting, sent or dead.
    state       TEXT   NOT NULL,
    due_at      BIGINT NOT NULL,
    -- Until when a worker has it to itself.
    leased_until BIGINT NOT NULL,
    attempts    BIGINT NOT NULL,
    -- What the mail server said last, without addresses.
    trouble     TEXT,
    created_at  BIGINT NOT NULL,
    sent_at     BIGINT,
    PRIMARY KEY (site_id, id),
    FOREIGN KEY (site_id, request_id) REFERENCES join_requests (site_id, id) ON DELETE CASCADE
);

CREATE INDEX outbox_due ON outbox (state, due_at);
-- A request that is deleted takes its letters along.
CREATE INDEX outbox_by_request ON outbox (site_id, request_id);
CREATE INDEX outbox_by_address ON outbox (site_id, to_hash, created_at);

-- Answers to writes, by the keyed hash of their Idempotency-Key, for a day.
CREATE TABLE idempotent_answers (
    site_id    TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    key_hash   BYTEA  NOT NULL,
    -- Keyed hash of the body that the key belongs to.
    body_hash  BYTEA  NOT NULL,
    -- Sealed JSON of the answer.
    answer     BYTEA  NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, key_hash)
);

-- Proofs of work that were used.
CREATE TABLE spent_challenges (
    site_id    TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    hash       BYTEA  NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, hash)
);
