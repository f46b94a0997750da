-- The day of a meeting: who came, and what the group is asked to think about beforehand.

-- Who came to which meeting, as staff noted it. No row: nobody noted anything.
CREATE TABLE attendance (
    site_id    TEXT    NOT NULL,
    group_id   TEXT    NOT NULL,
    -- Start of the meeting.
    starts_at  BIGINT  NOT NULL,
    request_id TEXT    NOT NULL,
    came       BOOLEAN NOT NULL,
    -- Id of the staff member.
    noted_by   TEXT    NOT NULL,
    noted_at   BIGINT  NOT NULL,
    PRIMARY KEY (site_id, group_id, starts_at, request_id),
    FOREIGN KEY (site_id, request_id) REFERENCES join_requests (site_id, id) ON DELETE CASCADE
);

CREATE INDEX attendance_by_request ON attendance (site_id, request_id, starts_at);

-- An open question that goes into the reminder of one meeting.
CREATE TABLE meeting_prompts (
    site_id    TEXT   NOT NULL,
    group_id   TEXT   NOT NULL,
    -- Start of the meeting.
    starts_at  BIGINT NOT NULL,
    -- In the facilitator's words; nothing of a person.
    words      TEXT   NOT NULL,
    -- Id of the staff member.
    written_by TEXT   NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, group_id, starts_at),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);
