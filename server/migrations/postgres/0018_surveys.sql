-- Surveys: what is asked, who was asked, and what was answered. No row leads from who was asked to what
-- was answered: an invitation's row stays as it is when it is used, and what notes its use stands under another
-- hash of its token. What it is exchanged for, a ballot, is stored nowhere; answers stand under a hash of the
-- ballot's chance, without a time, and are counted and let go once five are in. Tables of answers have no row
-- numbers, which would tell in which order they came.

-- Published versions, which never change.
CREATE TABLE surveys (
    site_id      TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    slug         TEXT   NOT NULL,
    version      BIGINT NOT NULL,
    -- JSON: questions in each language, conditions, scores.
    content      TEXT   NOT NULL,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, slug, version)
);

-- When members are asked.
CREATE TABLE survey_plans (
    site_id    TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    id         TEXT   NOT NULL,
    survey     TEXT   NOT NULL,
    -- The group whose members are asked; empty for every group.
    group_id   TEXT   NOT NULL,
    -- after-meeting, every-weeks, on-joining, on-leaving.
    occasion   TEXT   NOT NULL,
    weeks      BIGINT NOT NULL,
    days       BIGINT NOT NULL,
    -- Nobody is asked again within so many days, whichever the survey.
    rest_days  BIGINT NOT NULL,
    -- Occasions before are not asked about.
    since      BIGINT NOT NULL,
    PRIMARY KEY (site_id, id)
);

-- Whether letters that ask for feedback come to them.
ALTER TABLE join_requests ADD COLUMN feedback_letters BOOLEAN NOT NULL DEFAULT true;
-- One person in several groups is not asked by each.
CREATE INDEX join_requests_by_person ON join_requests (site_id, contact_hash);

-- When somebody was asked last, so that nobody is asked too often. It says nothing of whether they answered.
CREATE TABLE survey_asked (
    site_id    TEXT   NOT NULL,
    request_id TEXT   NOT NULL,
    survey     TEXT   NOT NULL,
    -- As in survey_plans: a plan that is made anew asks nobody anew.
    occasion   TEXT   NOT NULL,
    -- Start of the meeting, or since when they are what they were asked about.
    about      BIGINT NOT NULL,
    asked_at   BIGINT NOT NULL,
    PRIMARY KEY (site_id, request_id, survey, occasion),
    FOREIGN KEY (site_id, request_id) REFERENCES join_requests (site_id, id) ON DELETE CASCADE
);

-- Links that ask somebody. Nothing in a row says whether it was used. It is deleted when it is over and what
-- was answered with it is counted: nobody is asked a third time before.
CREATE TABLE survey_invitations (
    site_id    TEXT   NOT NULL,
    -- SHA-256 of the link's token, which has 256 bits of chance.
    hash       BYTEA  NOT NULL,
    request_id TEXT   NOT NULL,
    group_id   TEXT   NOT NULL,
    survey     TEXT   NOT NULL,
    -- The newest version when they were asked, and how often answers to it had been counted.
    version    BIGINT NOT NULL,
    releases   BIGINT NOT NULL,
    -- The day that it is about, and whether that is a meeting's.
    day        TEXT   NOT NULL,
    of_meeting BOOLEAN NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, hash),
    FOREIGN KEY (site_id, request_id) REFERENCES join_requests (site_id, id) ON DELETE CASCADE
);

CREATE INDEX survey_invitations_by_request ON survey_invitations (site_id, request_id);

-- Links that were used: exchanged for a ballot, declined, or answered with a name, which look alike. Neither
-- id leads to survey_invitations, and no row to answers.
CREATE TABLE survey_exchanges (
    site_id    TEXT   NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    -- A hash of the link's token, and not the one of survey_invitations.
    id         TEXT   NOT NULL,
    -- A hash of the token and of a number that the device made: who lost the answer gets the same ballot.
    attempt    TEXT   NOT NULL,
    group_id   TEXT   NOT NULL,
    survey     TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    by_anyone  BOOLEAN NOT NULL,
    -- The day that it is about, where five or more were asked about it; else its month.
    day        TEXT   NOT NULL,
    -- The last day of a month.
    until      TEXT   NOT NULL,
    PRIMARY KEY (site_id, id)
);

-- Answers to one version in one group, together.
CREATE TABLE survey_collections (
    site_id   TEXT   NOT NULL,
    group_id  TEXT   NOT NULL,
    survey    TEXT   NOT NULL,
    version   BIGINT NOT NULL,
    by_anyone BOOLEAN NOT NULL,
    -- How many were asked, how many answers wait for others, and how many are counted.
    invited   BIGINT NOT NULL,
    waiting   BIGINT NOT NULL,
    counted   BIGINT NOT NULL,
    -- How often answers were counted, five or more at a time.
    releases  BIGINT NOT NULL,
    -- The month in which the last of the waiting answers came.
    month     TEXT,
    PRIMARY KEY (site_id, group_id, survey, version, by_anyone),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);

-- Answers that wait until there are five. All of a collection are written anew with each that comes.
CREATE TABLE survey_answers (
    site_id   TEXT   NOT NULL,
    -- A hash of the ballot's chance.
    id        TEXT   NOT NULL,
    group_id  TEXT   NOT NULL,
    survey    TEXT   NOT NULL,
    version   BIGINT NOT NULL,
    by_anyone BOOLEAN NOT NULL,
    -- Sealed JSON: answers by question, and the day or the month that they are about.
    answers   BYTEA  NOT NULL,
    PRIMARY KEY (site_id, id),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);

CREATE INDEX survey_answers_by_collection ON survey_answers (site_id, group_id, survey, version, by_anyone);

-- Ballots whose answers are counted, so that one that is sent again counts once.
CREATE TABLE survey_spent (
    site_id TEXT NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    -- As in survey_answers.
    id      TEXT NOT NULL,
    -- The last day on which a ballot of its month is taken.
    until   TEXT NOT NULL,
    PRIMARY KEY (site_id, id)
);

-- What five or more answers came to.
CREATE TABLE survey_releases (
    site_id   TEXT   NOT NULL,
    -- Of chance, so that it tells no time.
    id        TEXT   NOT NULL,
    group_id  TEXT   NOT NULL,
    survey    TEXT   NOT NULL,
    version   BIGINT NOT NULL,
    by_anyone BOOLEAN NOT NULL,
    -- The how-manieth of its collection.
    number    BIGINT NOT NULL,
    -- The first and the last day that they are about, or the months.
    first_day TEXT   NOT NULL,
    last_day  TEXT   NOT NULL,
    -- Sealed JSON: counts.
    tally     BYTEA  NOT NULL,
    PRIMARY KEY (site_id, id),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);

CREATE INDEX survey_releases_by_collection ON survey_releases (site_id, survey, group_id, version, by_anyone, number);

-- What was written, by itself: nothing leads to the other answers of who wrote it.
CREATE TABLE survey_texts (
    site_id   TEXT   NOT NULL,
    -- Of chance.
    id        TEXT   NOT NULL,
    group_id  TEXT   NOT NULL,
    survey    TEXT   NOT NULL,
    version   BIGINT NOT NULL,
    by_anyone BOOLEAN NOT NULL,
    -- Of survey_releases.
    number    BIGINT NOT NULL,
    question  TEXT   NOT NULL,
    -- Sealed: the text, without names and ways to reach somebody.
    words     BYTEA  NOT NULL,
    PRIMARY KEY (site_id, id),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);

CREATE INDEX survey_texts_by_collection ON survey_texts (site_id, survey, group_id, version, by_anyone, number);

-- What members say with their name: notes to who leads their group, and answers to a survey.
CREATE TABLE member_notes (
    site_id    TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    request_id TEXT   NOT NULL,
    group_id   TEXT   NOT NULL,
    -- The survey and its version that are answered; empty and 0 for a note.
    survey     TEXT   NOT NULL,
    version    BIGINT NOT NULL,
    -- Keyed hash of the attempt to send it, so that one that is sent again is one.
    attempt    BYTEA  NOT NULL,
    -- Sealed: the note, or JSON of the answers.
    words      BYTEA  NOT NULL,
    sent_at    BIGINT NOT NULL,
    -- When somebody on the staff said that they read it, and who.
    seen_at    BIGINT,
    seen_by    TEXT,
    PRIMARY KEY (site_id, id),
    UNIQUE (site_id, attempt),
    FOREIGN KEY (site_id, request_id) REFERENCES join_requests (site_id, id) ON DELETE CASCADE
);

CREATE INDEX member_notes_by_request ON member_notes (site_id, request_id);
CREATE INDEX member_notes_by_group ON member_notes (site_id, group_id, sent_at);

-- "You said, we did": in staff's words, for members to read.
CREATE TABLE said_and_done (
    site_id    TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    group_id   TEXT   NOT NULL,
    said       TEXT   NOT NULL,
    did        TEXT   NOT NULL,
    language   TEXT   NOT NULL,
    -- Id of the staff member.
    written_by TEXT   NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (site_id, id),
    FOREIGN KEY (site_id, group_id) REFERENCES groups (site_id, id) ON DELETE CASCADE
);
