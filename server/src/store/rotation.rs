//! Another key takes over: what a former one sealed is sealed anew, and the hashes that it keyed
//! are written anew where what they are of can be read.
//!
//! Rows are taken in the order of their ids, some at a time, beside a server that runs. A row that
//! somebody writes in between is sealed with the key in use already, and is left as it is.

use sqlx::Row;

use super::{
    SiteId, Store, StoreError,
    answers::{answer_cell, answer_row},
    in_transaction,
    insight::words_cell,
    join_details::{JoinColumn, join_cell},
    joining::{
        call_cell, concern_cell, details_cell, new_contact_cell, question_cell, staff_words_cell,
    },
    outbox::{UNPROVED_WITHIN, letter_cell},
    read,
    staff::{device_cell, note_cell, passkey_cell, staff_cell},
    surveys::{answers_cell, note_words_cell, tally_cell, text_cell},
};
use crate::{
    domain::{join::Application, letter::NewLetter, staff::StaffDetails},
    seal::Cell,
};

/// Values that are read at once.
const AT_ONCE: i64 = 100;

/// A column whose values are sealed, and are sealed anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealedColumn {
    /// `groups.join_details`
    JoinDetails,
    /// `groups.join_edits`
    JoinEdits,
    /// `join_requests.details`, with the hash of the contact. The six digits are not to be had, so
    /// that their hash goes: the letter's link still proves.
    Details,
    /// `join_requests.new_contact`
    NewContact,
    /// `join_requests.staff_words`
    StaffWords,
    /// `calls.words`
    Call,
    /// `concerns.words`
    Concern,
    /// `join_requests.question`
    Question,
    /// `outbox.letter`, with the hash of the address.
    Letter,
    /// `staff.details`, with the hash of the address.
    Staff,
    /// `staff_sessions.device`
    Device,
    /// `meeting_changes.note`
    MeetingNote,
    /// `searches_in_vain.words`, with their hash.
    Words,
    /// `staff_passkeys.details`
    Passkey,
    /// `survey_answers.answers`
    SurveyAnswers,
    /// `survey_releases.tally`
    SurveyTally,
    /// `survey_texts.words`
    SurveyText,
    /// `member_notes.words`
    MemberNote,
}

/// What came of some values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SealedAnew {
    /// How many are sealed anew.
    pub sealed: usize,
    /// Ids of rows that open with none of the keys.
    pub closed: Vec<String>,
    /// The last row that was read; go on after it. `None` when there are no more.
    pub last: Option<String>,
}

impl SealedColumn {
    /// Every one.
    pub const ALL: [Self; 18] = [
        Self::JoinDetails,
        Self::JoinEdits,
        Self::Details,
        Self::NewContact,
        Self::StaffWords,
        Self::Call,
        Self::Concern,
        Self::Question,
        Self::Letter,
        Self::Staff,
        Self::Device,
        Self::MeetingNote,
        Self::Words,
        Self::Passkey,
        Self::SurveyAnswers,
        Self::SurveyTally,
        Self::SurveyText,
        Self::MemberNote,
    ];

    /// Table and column.
    pub fn name(self) -> &'static str {
        match self {
            Self::JoinDetails => "groups.join_details",
            Self::JoinEdits => "groups.join_edits",
            Self::Details => "join_requests.details",
            Self::NewContact => "join_requests.new_contact",
            Self::StaffWords => "join_requests.staff_words",
            Self::Call => "calls.words",
            Self::Concern => "concerns.words",
            Self::Question => "join_requests.question",
            Self::Letter => "outbox.letter",
            Self::Staff => "staff.details",
            Self::Device => "staff_sessions.device",
            Self::MeetingNote => "meeting_changes.note",
            Self::Words => "searches_in_vain.words",
            Self::Passkey => "staff_passkeys.details",
            Self::SurveyAnswers => "survey_answers.answers",
            Self::SurveyTally => "survey_releases.tally",
            Self::SurveyText => "survey_texts.words",
            Self::MemberNote => "member_notes.words",
        }
    }

    fn cell<'a>(self, site: &'a SiteId, row: &'a str) -> Cell<'a> {
        match self {
            Self::JoinDetails => join_cell(site, row, JoinColumn::Brought),
            Self::JoinEdits => join_cell(site, row, JoinColumn::Edited),
            Self::Details => details_cell(site, row),
            Self::NewContact => new_contact_cell(site, row),
            Self::StaffWords => staff_words_cell(site, row),
            Self::Call => call_cell(site, row),
            Self::Concern => concern_cell(site, row),
            Self::Question => question_cell(site, row),
            Self::Letter => letter_cell(site, row),
            Self::Staff => staff_cell(site, row),
            Self::Device => device_cell(site, row),
            Self::MeetingNote => note_cell(site, row),
            Self::Words => words_cell(site, row),
            Self::Passkey => passkey_cell(site, row),
            Self::SurveyAnswers => answers_cell(site, row),
            Self::SurveyTally => tally_cell(site, row),
            Self::SurveyText => text_cell(site, row),
            Self::MemberNote => note_words_cell(site, row),
        }
    }

    fn select(self) -> &'static str {
        match self {
            Self::JoinDetails => {
                "SELECT id, join_details AS sealed FROM groups \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::JoinEdits => {
                "SELECT id, join_edits AS sealed FROM groups WHERE site_id = $1 AND id > $2 \
                 AND join_edits IS NOT NULL ORDER BY id LIMIT $3"
            }
            Self::Details => {
                "SELECT id, details AS sealed FROM join_requests \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::NewContact => {
                "SELECT id, new_contact AS sealed FROM join_requests \
                 WHERE site_id = $1 AND id > $2 AND new_contact IS NOT NULL ORDER BY id LIMIT $3"
            }
            Self::StaffWords => {
                "SELECT id, staff_words AS sealed FROM join_requests \
                 WHERE site_id = $1 AND id > $2 AND staff_words IS NOT NULL ORDER BY id LIMIT $3"
            }
            Self::Call => {
                "SELECT id, words AS sealed FROM calls \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::Concern => {
                "SELECT id, words AS sealed FROM concerns \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::Question => {
                "SELECT id, question AS sealed FROM join_requests \
                 WHERE site_id = $1 AND id > $2 AND question IS NOT NULL ORDER BY id LIMIT $3"
            }
            // What a letter said is gone once it was sent.
            Self::Letter => {
                "SELECT id, letter AS sealed FROM outbox WHERE site_id = $1 AND id > $2 \
                 AND LENGTH(letter) > 0 ORDER BY id LIMIT $3"
            }
            Self::Staff => {
                "SELECT id, details AS sealed FROM staff \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::Device => {
                "SELECT id, device AS sealed FROM staff_sessions \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::MeetingNote => {
                "SELECT id, note AS sealed FROM meeting_changes \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::Words => {
                "SELECT id, words AS sealed FROM searches_in_vain \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::Passkey => {
                "SELECT id, details AS sealed FROM staff_passkeys \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::SurveyAnswers => {
                "SELECT id, answers AS sealed FROM survey_answers \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::SurveyTally => {
                "SELECT id, tally AS sealed FROM survey_releases \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::SurveyText => {
                "SELECT id, words AS sealed FROM survey_texts \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
            Self::MemberNote => {
                "SELECT id, words AS sealed FROM member_notes \
                 WHERE site_id = $1 AND id > $2 ORDER BY id LIMIT $3"
            }
        }
    }

    /// `$4` is what was read: a value that has changed since is not written over.
    fn update(self) -> &'static str {
        match self {
            Self::JoinDetails => {
                "UPDATE groups SET join_details = $3 \
                 WHERE site_id = $1 AND id = $2 AND join_details = $4"
            }
            Self::JoinEdits => {
                "UPDATE groups SET join_edits = $3 \
                 WHERE site_id = $1 AND id = $2 AND join_edits = $4"
            }
            Self::Details => {
                "UPDATE join_requests SET details = $3, contact_hash = $5, code_hash = NULL \
                 WHERE site_id = $1 AND id = $2 AND details = $4"
            }
            Self::NewContact => {
                "UPDATE join_requests SET new_contact = $3 \
                 WHERE site_id = $1 AND id = $2 AND new_contact = $4"
            }
            Self::StaffWords => {
                "UPDATE join_requests SET staff_words = $3 \
                 WHERE site_id = $1 AND id = $2 AND staff_words = $4"
            }
            Self::Call => {
                "UPDATE calls SET words = $3 WHERE site_id = $1 AND id = $2 AND words = $4"
            }
            Self::Concern => {
                "UPDATE concerns SET words = $3 WHERE site_id = $1 AND id = $2 AND words = $4"
            }
            Self::Question => {
                "UPDATE join_requests SET question = $3 \
                 WHERE site_id = $1 AND id = $2 AND question = $4"
            }
            Self::Letter => {
                "UPDATE outbox SET letter = $3, to_hash = $5 \
                 WHERE site_id = $1 AND id = $2 AND letter = $4"
            }
            Self::Staff => {
                "UPDATE staff SET details = $3, email_hash = $5 \
                 WHERE site_id = $1 AND id = $2 AND details = $4"
            }
            Self::Device => {
                "UPDATE staff_sessions SET device = $3 \
                 WHERE site_id = $1 AND id = $2 AND device = $4"
            }
            Self::MeetingNote => {
                "UPDATE meeting_changes SET note = $3 \
                 WHERE site_id = $1 AND id = $2 AND note = $4"
            }
            Self::Words => {
                "UPDATE searches_in_vain SET words = $3, hash = $5 \
                 WHERE site_id = $1 AND id = $2 AND words = $4"
            }
            Self::Passkey => {
                "UPDATE staff_passkeys SET details = $3 \
                 WHERE site_id = $1 AND id = $2 AND details = $4"
            }
            Self::SurveyAnswers => {
                "UPDATE survey_answers SET answers = $3 WHERE site_id = $1 AND id = $2 AND answers = $4"
            }
            Self::SurveyTally => {
                "UPDATE survey_releases SET tally = $3 WHERE site_id = $1 AND id = $2 AND tally = $4"
            }
            Self::SurveyText => {
                "UPDATE survey_texts SET words = $3 WHERE site_id = $1 AND id = $2 AND words = $4"
            }
            Self::MemberNote => {
                "UPDATE member_notes SET words = $3 WHERE site_id = $1 AND id = $2 AND words = $4"
            }
        }
    }
}

impl Store {
    /// Seals some values of a column anew that a former key sealed, after the row `after`.
    pub async fn seal_anew(
        &self,
        site: &SiteId,
        column: SealedColumn,
        after: &str,
    ) -> Result<SealedAnew, StoreError> {
        in_transaction!(self, |transaction| {
            let rows = sqlx::query(column.select())
                .bind(site.as_str())
                .bind(after)
                .bind(AT_ONCE)
                .fetch_all(&mut *transaction)
                .await?;
            let mut done = SealedAnew::default();
            for row in &rows {
                let id: String = row.try_get("id")?;
                let sealed: Vec<u8> = row.try_get("sealed")?;
                match self.sealer.renew(column.cell(site, &id), &sealed) {
                    Ok(None) => {}
                    Err(_) => done.closed.push(id.clone()),
                    Ok(Some(renewed)) => {
                        let update = sqlx::query(column.update())
                            .bind(site.as_str())
                            .bind(&id)
                            .bind(renewed)
                            .bind(&sealed);
                        let update = match self.hash_of_sealed(site, column, &id, &sealed)? {
                            Some(hash) => update.bind(hash),
                            None => update,
                        };
                        update.execute(&mut *transaction).await?;
                        done.sealed += 1;
                    }
                }
                done.last = Some(id);
            }
            Ok(done)
        })
    }

    /// The keyed hash beside a sealed value, under the key in use; empty for staff who have ended.
    fn hash_of_sealed(
        &self,
        site: &SiteId,
        column: SealedColumn,
        id: &str,
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let plain = self.sealer.open(column.cell(site, id), sealed)?;
        // The parser would quote what it cannot read.
        let unreadable = |_| StoreError::BadRequest(id.to_owned());
        let hashes = match column {
            SealedColumn::JoinDetails
            | SealedColumn::JoinEdits
            | SealedColumn::NewContact
            | SealedColumn::StaffWords
            | SealedColumn::Call
            | SealedColumn::Concern
            | SealedColumn::Question
            | SealedColumn::Device
            | SealedColumn::MeetingNote
            | SealedColumn::Passkey
            | SealedColumn::SurveyAnswers
            | SealedColumn::SurveyTally
            | SealedColumn::SurveyText
            // A note that is sent again after a rotation is a second one.
            | SealedColumn::MemberNote => return Ok(None),
            SealedColumn::Details => {
                let application: Application =
                    serde_json::from_slice(&plain).map_err(unreadable)?;
                self.contact_hashes(site, &application.contact)
            }
            SealedColumn::Letter => {
                let letter: NewLetter = serde_json::from_slice(&plain).map_err(unreadable)?;
                self.address_hashes(site, &letter.to)
            }
            SealedColumn::Words => self.words_hashes(site, &String::from_utf8_lossy(&plain)),
            SealedColumn::Staff => {
                let staff: StaffDetails = serde_json::from_slice(&plain).map_err(unreadable)?;
                if staff.email.is_empty() {
                    return Ok(Some(Vec::new()));
                }
                self.staff_hashes(site, &staff.email)
            }
        };
        Ok(hashes.first().map(|hash| hash.to_vec()))
    }

    /// Lets go of what a former key hashed and cannot be hashed anew: answers to writes, which
    /// nobody finds any more, and addresses of letters that went and are not counted any more.
    /// Says how many answers there were.
    pub async fn forget_former_hashes(&self, site: &SiteId, now: i64) -> Result<usize, StoreError> {
        let in_use = self.sealer.in_use();
        let former: Vec<Vec<u8>> = read!(self, |connection| {
            let rows =
                sqlx::query("SELECT key_hash, answer FROM idempotent_answers WHERE site_id = $1")
                    .bind(site.as_str())
                    .fetch_all(&mut *connection)
                    .await?;
            let mut former = Vec::new();
            for row in rows {
                let key_hash: Vec<u8> = row.try_get("key_hash")?;
                let answer: Vec<u8> = row.try_get("answer")?;
                let name = answer_row(&key_hash);
                if in_use.open(answer_cell(site, &name), &answer).is_err() {
                    former.push(key_hash);
                }
            }
            former
        });
        in_transaction!(self, |transaction| {
            for key_hash in &former {
                sqlx::query("DELETE FROM idempotent_answers WHERE site_id = $1 AND key_hash = $2")
                    .bind(site.as_str())
                    .bind(key_hash)
                    .execute(&mut *transaction)
                    .await?;
            }
            sqlx::query(
                "UPDATE outbox SET to_hash = $3 \
                 WHERE site_id = $1 AND state <> 'waiting' AND created_at <= $2",
            )
            .bind(site.as_str())
            .bind(now - UNPROVED_WITHIN)
            .bind(Vec::<u8>::new())
            .execute(&mut *transaction)
            .await?;
            Ok(former.len())
        })
    }
}
