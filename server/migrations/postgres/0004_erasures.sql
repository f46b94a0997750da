-- What somebody had us erase, so that it is erased again after a backup from before is restored.
CREATE TABLE erasures (
    site_id      TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    -- Keyed hash of the request's id: it names nobody, and finds the row in the backup.
    request_hash BYTEA  NOT NULL,
    erased_at    BIGINT NOT NULL,
    PRIMARY KEY (site_id, request_hash)
);

-- Which request an answer told of, so that it goes with it.
ALTER TABLE idempotent_answers ADD COLUMN request_id TEXT;

CREATE INDEX idempotent_answers_by_request ON idempotent_answers (site_id, request_id);

-- A link names no site, so its hash is looked for in all of them.
CREATE INDEX tokens_by_hash ON tokens (hash);
