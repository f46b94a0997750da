//! What members say with their name: a note to who leads their group, or their answers. It is there at once.

use api_types::SurveyAnswers;
use serde::{Deserialize, Serialize};
use sqlx::Row;

use super::{
    answers_cell,
    exchange::{is_used, open_invitation, use_link},
};
use crate::{
    domain::{join::Application, staff::Deed, survey::Link},
    seal::Cell,
    store::{
        News, SiteId, Store, StoreError, Viewer, Writer, in_transaction,
        joining::steps::{joined_group, request_row, tell},
        read,
        sites::move_revision,
        staff::{audit::add_event, viewer::staff_query},
    },
};

/// So many notes by one invitation say enough.
const MOST_NOTES: i64 = 5;

/// What is said; it was checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NewNote {
    /// A note.
    Note(String),
    /// Answers to a version of the survey that the invitation is for.
    Answers(u32, SurveyAnswers),
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKept {
    /// It is there, now or from before.
    Yes,
    /// There are so many of theirs that staff know.
    TooOften,
    /// No such invitation, or not any more.
    Unknown,
}

/// What a member said, for who may read it.
pub struct StoredNote {
    /// Its id.
    pub id: String,
    /// What it says.
    pub words: NewNote,
    /// Slug of the survey that is answered; empty for a note.
    pub survey: String,
    /// Slug of the group.
    pub group: String,
    /// Id of the request of who said it.
    pub request: String,
    /// What they wrote to join.
    pub application: Application,
    /// Ms since 1970 UTC.
    pub sent_at: i64,
    /// When somebody read it.
    pub seen_at: Option<i64>,
}

/// Where it is sealed.
pub(in crate::store) fn note_words_cell<'a>(site: &'a SiteId, id: &'a str) -> Cell<'a> {
    Cell {
        table: "member_notes",
        column: "words",
        ..answers_cell(site, id)
    }
}

impl Store {
    /// Keeps what a member says, for who holds an invitation, and tells who leads the group. Answers use the
    /// invitation; a note goes with a used one, too. The same attempt again is one.
    pub async fn add_member_note(
        &self,
        site: &SiteId,
        link: &Link,
        (attempt, note): (&str, &NewNote),
        writer: &dyn Writer,
        now: i64,
    ) -> Result<NoteKept, StoreError> {
        let attempts = self
            .sealer
            .hashes(site.as_str(), "note", attempt.as_bytes());
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            for attempt in &attempts {
                let before =
                    sqlx::query("SELECT 1 FROM member_notes WHERE site_id = $1 AND attempt = $2");
                let before = before.bind(site.as_str()).bind(&attempt[..]);
                if before.fetch_optional(&mut *transaction).await?.is_some() {
                    return Ok(NoteKept::Yes);
                }
            }
            let row = sqlx::query(
                "SELECT r.*, i.survey AS asked_survey, (SELECT COUNT(*) FROM member_notes n \
                 WHERE n.site_id = r.site_id AND n.request_id = r.id AND n.seen_at IS NULL) AS notes \
                 FROM survey_invitations i JOIN join_requests r ON r.site_id = i.site_id \
                 AND r.id = i.request_id WHERE i.site_id = $1 AND i.hash = $2 AND i.expires_at > $3",
            );
            let row = row.bind(site.as_str()).bind(&link.hash[..]).bind(now);
            let Some(row) = row.fetch_optional(&mut *transaction).await? else {
                return Ok(NoteKept::Unknown);
            };
            if row.try_get::<i64, _>("notes")? >= MOST_NOTES {
                return Ok(NoteKept::TooOften);
            }
            let request = request_row!(self, site, &row);
            let id = self.new_id(now);
            let (survey, version) = match note {
                NewNote::Note(_) => (String::new(), 0),
                NewNote::Answers(..) if is_used!(transaction, site, link) => {
                    return Ok(NoteKept::Unknown);
                }
                NewNote::Answers(version, _) => (row.try_get("asked_survey")?, *version),
            };
            sqlx::query(
                "INSERT INTO member_notes (site_id, id, request_id, group_id, survey, version, attempt, \
                 words, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(site.as_str())
            .bind(&id)
            .bind(&request.id)
            .bind(&request.group_id)
            .bind(&survey)
            .bind(i64::from(version))
            .bind(&attempts[0][..])
            .bind(self.seal_words(note_words_cell(site, &id), note))
            .bind(now)
            .execute(&mut *transaction)
            .await?;
            let invitation = open_invitation!(transaction, site, link, now);
            if let Some((_, ballot)) = invitation.filter(|_| !survey.is_empty()) {
                use_link!(transaction, site, link, self.nobodys_attempt(), &ballot);
            }
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!(self, transaction, site, by_id, &request.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(request.id.clone()))?;
            let news = News::MemberNote;
            tell!(self, transaction, site, &request, group, news, writer, now);
            Ok(NoteKept::Yes)
        })
    }

    /// What members said with their name in groups that the viewer works in, newest first; in one of them
    /// where a slug is given.
    pub async fn list_member_notes(
        &self,
        viewer: &Viewer,
        group: Option<&str>,
    ) -> Result<Vec<StoredNote>, StoreError> {
        let site = viewer.site();
        read!(self, |connection| {
            let rows = staff_query!(
                viewer,
                Work("n.group_id"),
                "SELECT n.id, n.survey, n.words, n.sent_at, n.seen_at, n.request_id, r.details, \
                 g.slug FROM member_notes n JOIN join_requests r ON r.site_id = n.site_id \
                 AND r.id = n.request_id JOIN groups g ON g.site_id = n.site_id AND g.id = n.group_id \
                 WHERE n.site_id = $1 AND ($3 = '' OR g.slug = $3) AND",
                "ORDER BY n.sent_at DESC, n.id DESC LIMIT 500"
            );
            let rows = rows.bind(group.unwrap_or_default());
            let mut notes = Vec::new();
            for row in rows.fetch_all(&mut *connection).await? {
                let id: String = row.try_get("id")?;
                let (words, details): (Vec<u8>, Vec<u8>) =
                    (row.try_get("words")?, row.try_get("details")?);
                let request: String = row.try_get("request_id")?;
                notes.push(StoredNote {
                    words: self.open_words(note_words_cell(site, &id), &words)?,
                    survey: row.try_get("survey")?,
                    group: row.try_get("slug")?,
                    application: self.open_application(site, &request, &details)?,
                    request,
                    sent_at: row.try_get("sent_at")?,
                    seen_at: row.try_get("seen_at")?,
                    id,
                });
            }
            Ok(notes)
        })
    }

    /// How many of those nobody has read.
    pub async fn count_unread_notes(&self, viewer: &Viewer) -> Result<i64, StoreError> {
        read!(self, |connection| {
            let row = staff_query!(
                viewer,
                Work("n.group_id"),
                "SELECT COUNT(*) AS unread FROM member_notes n WHERE n.site_id = $1 \
                 AND n.seen_at IS NULL AND",
                ""
            );
            let row = row.fetch_one(&mut *connection).await?;
            Ok(row.try_get("unread")?)
        })
    }

    /// Somebody read what a member said. False where it is not there, or not theirs.
    pub async fn mark_note_seen(
        &self,
        viewer: &Viewer,
        note: &str,
        now: i64,
    ) -> Result<bool, StoreError> {
        in_transaction!(self, |transaction| {
            let update = staff_query!(
                viewer,
                Work("member_notes.group_id"),
                "UPDATE member_notes SET seen_at = COALESCE(seen_at, $4), \
                 seen_by = COALESCE(seen_by, $2) WHERE site_id = $1 AND id = $3 AND",
                ""
            );
            let update = update.bind(note).bind(now);
            if update.execute(&mut *transaction).await?.rows_affected() == 0 {
                return Ok(false);
            }
            let deed = Deed::NoteRead;
            add_event!(self, transaction, viewer, deed, "note", note, now);
            Ok(true)
        })
    }

    /// What a member said with their name, for their own reading; oldest first.
    pub async fn list_notes_of(
        &self,
        site: &SiteId,
        request: &str,
    ) -> Result<Vec<(i64, NewNote)>, StoreError> {
        read!(self, |connection| {
            let rows = sqlx::query(
                "SELECT id, words, sent_at FROM member_notes WHERE site_id = $1 AND request_id = $2 \
                 ORDER BY sent_at, id",
            );
            let rows = rows.bind(site.as_str()).bind(request);
            let mut notes = Vec::new();
            for row in rows.fetch_all(&mut *connection).await? {
                let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("words")?);
                let words = self.open_words(note_words_cell(site, &id), &sealed)?;
                notes.push((row.try_get("sent_at")?, words));
            }
            Ok(notes)
        })
    }
}
