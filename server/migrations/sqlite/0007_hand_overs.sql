-- Somebody went on to a group on another platform. Nothing was asked of them, so nothing here
-- names anybody: it is the receipt of the guidelines that they acknowledged.
CREATE TABLE hand_overs (
    site_id        TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    -- What they were told, to tell the group's host there; unique in the site.
    reference      TEXT   NOT NULL,
    group_id       TEXT   NOT NULL,
    -- The guidelines as they were read; NULL where the group had none.
    version        TEXT,
    hash           TEXT,
    language       TEXT,
    handed_over_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, reference),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);

CREATE INDEX hand_overs_by_time ON hand_overs (site_id, handed_over_at);
