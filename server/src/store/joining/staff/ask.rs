//! Staff ask the person something by email before they decide, and note that the answer came.
//!
//! While they wait for it, the promise of an answer rests: the member was not forgotten, and a letter
//! that says "we are late" would be wrong. It rests for a week, so that nobody who does not write
//! back is forgotten, and runs anew from the answer.

use api_types::JoinState;
use serde::{Deserialize, Serialize};
use sqlx::Row;

use crate::{
    domain::{staff::Deed, time::DAY},
    seal::Cell,
    store::{
        SiteId, Store, StoreError, Viewer, in_transaction,
        joining::{
            News, Writer, details_cell,
            of_staff::request_of_staff,
            steps::{add_step, joined_group, promise_answer, tell},
        },
        staff::add_event,
    },
};

/// How long the promise rests for an answer at most, ms.
const RESTS_FOR: i64 = 7 * DAY;

/// What was asked.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// In the asker's words.
    pub text: String,
}

impl std::fmt::Debug for Question {
    /// Never shows what was asked: what is printed ends up in logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Question(withheld)")
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Questioned {
    /// It is written down, and the letter is on its way.
    Now,
    /// It was done before.
    Before,
    /// There is no address to write to.
    NoAddress,
    /// It stands elsewhere.
    WrongState(JoinState),
}

/// Where a question is sealed.
pub(in crate::store) fn question_cell<'a>(site: &'a SiteId, request: &'a str) -> Cell<'a> {
    Cell {
        column: "question",
        ..details_cell(site, request)
    }
}

impl Store {
    fn seal_question(&self, site: &SiteId, id: &str, question: &Question) -> Vec<u8> {
        let plain = serde_json::to_vec(question).unwrap_or_default();
        self.sealer.seal(question_cell(site, id), &plain)
    }

    pub(in crate::store) fn open_question(
        &self,
        site: &SiteId,
        id: &str,
        sealed: &[u8],
    ) -> Result<Question, StoreError> {
        let plain = self.sealer.open(question_cell(site, id), sealed)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::BadRequest(id.to_owned()))
    }

    /// Asks who waits for a decision something by email. A question before it makes way. `None`
    /// where the viewer has no such request to work on.
    pub async fn ask_applicant(
        &self,
        viewer: &Viewer,
        request: &str,
        question: &Question,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Option<Questioned>, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            let Some(mut found) = request_of_staff!(self, transaction, viewer, request) else {
                return Ok(None);
            };
            if found.state != JoinState::Pending {
                return Ok(Some(Questioned::WrongState(found.state)));
            }
            if found.application.contact.kind != api_types::ContactKind::Email {
                return Ok(Some(Questioned::NoAddress));
            }
            if found.question.as_ref() == Some(question) {
                return Ok(Some(Questioned::Before));
            }
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!(self, transaction, site, by_id, &found.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(found.id.clone()))?;
            sqlx::query(
                "UPDATE join_requests SET asked_at = $3, question = $4 \
                 WHERE site_id = $1 AND id = $2",
            )
            .bind(site.as_str())
            .bind(request)
            .bind(now)
            .bind(self.seal_question(site, request, question))
            .execute(&mut *transaction)
            .await?;
            let rests_until = now + RESTS_FOR;
            promise_answer!(transaction, site, found, group, writer, rests_until);
            add_step!(
                transaction,
                site,
                request,
                "question-asked",
                "facilitator",
                now
            );
            let deed = Deed::QuestionAsked;
            add_event!(self, transaction, viewer, deed, "request", request, now);
            let news = News::Question {
                text: &question.text,
            };
            tell!(self, transaction, site, &found, group, news, writer, now);
            Ok(Some(Questioned::Now))
        })
    }

    /// Notes that the answer to a question came: the request waits for a decision again, and the
    /// promise runs from now. `None` where the viewer has no such request to work on. Safe to do
    /// twice.
    pub async fn note_answer(
        &self,
        viewer: &Viewer,
        request: &str,
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Option<Questioned>, StoreError> {
        in_transaction!(self, |transaction| {
            let site = viewer.site();
            let Some(mut found) = request_of_staff!(self, transaction, viewer, request) else {
                return Ok(None);
            };
            if found.state != JoinState::Pending {
                return Ok(Some(Questioned::WrongState(found.state)));
            }
            if found.asked_at.is_none() {
                return Ok(Some(Questioned::Before));
            }
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!(self, transaction, site, by_id, &found.group_id);
            let group = group.ok_or_else(|| StoreError::BadRequest(found.id.clone()))?;
            sqlx::query("UPDATE join_requests SET asked_at = NULL WHERE site_id = $1 AND id = $2")
                .bind(site.as_str())
                .bind(request)
                .execute(&mut *transaction)
                .await?;
            promise_answer!(transaction, site, found, group, writer, now);
            add_step!(
                transaction,
                site,
                request,
                "question-answered",
                "facilitator",
                now
            );
            let deed = Deed::AnswerNoted;
            add_event!(self, transaction, viewer, deed, "request", request, now);
            Ok(Some(Questioned::Now))
        })
    }
}
