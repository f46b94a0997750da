-- Passkeys of staff (WebAuthn), and what a browser is asked before it uses one. Names and keys are
-- sealed (BYTEA) and open in their own row alone. Times are milliseconds since 1970, UTC.

CREATE TABLE staff_passkeys (
    site_id    TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    staff_id   TEXT   NOT NULL,
    -- SHA-256 of the credential's id, which the authenticator made by chance.
    hash       BYTEA   NOT NULL,
    -- Sealed JSON: what its owner calls it, the public key and its counter.
    details    BYTEA   NOT NULL,
    created_at BIGINT NOT NULL,
    -- When it was last used to sign in; NULL before.
    used_at    BIGINT,
    PRIMARY KEY (site_id, id),
    FOREIGN KEY (site_id, staff_id) REFERENCES staff (site_id, id) ON DELETE CASCADE
);

-- A passkey is one account's alone, whichever site that is of.
CREATE UNIQUE INDEX staff_passkeys_by_hash ON staff_passkeys (hash);
CREATE INDEX staff_passkeys_by_staff ON staff_passkeys (site_id, staff_id);

-- What a browser was asked: answered once, and within minutes.
CREATE TABLE passkey_challenges (
    -- SHA-256 of the token that the browser brings back, which has 256 bits of chance.
    hash       BYTEA   NOT NULL PRIMARY KEY,
    -- Whose new passkey it is for; NULL for who is not signed in yet, and may be anybody.
    site_id    TEXT,
    staff_id   TEXT,
    -- JSON: the challenge and what its answer must hold.
    state      TEXT   NOT NULL,
    expires_at BIGINT NOT NULL,
    FOREIGN KEY (site_id, staff_id) REFERENCES staff (site_id, id) ON DELETE CASCADE
);

CREATE INDEX passkey_challenges_by_end ON passkey_challenges (expires_at);
