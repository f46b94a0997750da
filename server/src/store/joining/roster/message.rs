//! Staff write to all members of a group, to each by a letter of their own; who is reached by
//! telephone alone is to be rung.

use api_types::ContactKind;
use sqlx::Row;

use super::{
    super::{
        News, Writer,
        steps::{add_token, joined_group, request_row, tell, token},
    },
    call_cell,
};
use crate::{
    domain::{join::TokenPurpose, letter::Series, roster::CallWords, staff::Deed},
    store::{
        Asked, Store, StoreError, Viewer,
        answers::{answered_before, keep_answer},
        in_transaction,
        sites::move_revision,
        staff::{audit::add_event, viewer::group_of_staff},
    },
};

/// What is written; it was checked.
#[derive(Clone, Copy)]
pub struct Message<'a> {
    /// One line.
    pub subject: &'a str,
    /// The message.
    pub text: &'a str,
}

/// An attempt to send it: sent again, it is answered as before and goes to nobody twice.
pub struct OneAttempt<'a> {
    /// Its Idempotency-Key.
    pub key: &'a str,
    /// What the key belongs to.
    pub body: &'a [u8],
    /// The answer, by who gets the message.
    pub answer: &'a (dyn Fn(MessageCounts) -> Vec<u8> + Sync),
}

/// Who gets it, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MessageCounts {
    /// By an email.
    pub letters: u32,
    /// By a call that somebody is to make.
    pub calls: u32,
    /// Not: they wanted no such messages.
    pub stopped: u32,
    /// Not: nobody is to write to them, or they pause.
    pub left_out: u32,
}

impl Store {
    /// Writes to all members of a group, by its slug; says who gets it. `None` where it is not there
    /// or not the viewer's to write to. Safe to do twice within a day.
    pub async fn write_to_group(
        &self,
        viewer: &Viewer,
        slug: &str,
        (message, attempt): (Message<'_>, &OneAttempt<'_>),
        writer: &dyn Writer,
        now: i64,
    ) -> Result<Option<Asked>, StoreError> {
        let site = viewer.site();
        // Somebody else's key is refused, and never answered.
        let body = [viewer.who().as_bytes(), b"\n", attempt.body].concat();
        let attempts = self.attempts(site, attempt.key, &body);
        in_transaction!(self, |transaction| {
            move_revision!(transaction, site, 0);
            let Some(row) = group_of_staff!(transaction, viewer, Work, slug) else {
                return Ok(None);
            };
            if let Some(before) = answered_before!(self, transaction, site, attempts, now) {
                return Ok(Some(before));
            }
            let id: String = row.try_get("id")?;
            let by_id = "SELECT * FROM groups WHERE site_id = $1 AND id = $2";
            let group = joined_group!(self, transaction, site, by_id, &id);
            let group = group.ok_or_else(|| StoreError::UnknownGroup(slug.to_owned()))?;
            let rows = sqlx::query(
                "SELECT * FROM join_requests WHERE site_id = $1 AND group_id = $2 \
                 AND state = 'approved' ORDER BY id",
            );
            let rows = rows.bind(site.as_str()).bind(&id);
            let mut counts = MessageCounts::default();
            for row in &rows.fetch_all(&mut *transaction).await? {
                let member = request_row!(self, site, row);
                if member.silent_since.is_some() || member.paused_since.is_some() {
                    counts.left_out += 1;
                } else if !member.messages {
                    counts.stopped += 1;
                } else if member.application.contact.kind == ContactKind::Phone {
                    add_call!(self, transaction, site, &member, message, now);
                    counts.calls += 1;
                } else {
                    let stop = token(self, TokenPurpose::Unsubscribe(Series::Messages));
                    add_token!(transaction, site, &member.id, &stop, now);
                    let news = News::Message {
                        subject: message.subject,
                        text: message.text,
                        stop: &stop,
                    };
                    tell!(self, transaction, site, &member, group, news, writer, now);
                    counts.letters += 1;
                }
            }
            let deed = Deed::WroteToGroup;
            add_event!(self, transaction, viewer, deed, "group", &id, now);
            let answer = (attempt.answer)(counts);
            keep_answer!(self, transaction, site, attempts[0], None, &answer, now);
            Ok(Some(Asked::Accepted(answer)))
        })
    }
}

/// Somebody is to ring a member, to tell them what others read.
macro_rules! add_call {
    ($store:expr, $transaction:ident, $site:expr, $member:expr, $message:expr, $now:expr) => {{
        let id = $store.new_id($now);
        let words = CallWords {
            subject: $message.subject.to_owned(),
            text: $message.text.to_owned(),
        };
        sqlx::query(
            "INSERT INTO calls (site_id, id, group_id, request_id, words, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind($site.as_str())
        .bind(&id)
        .bind(&$member.group_id)
        .bind(&$member.id)
        .bind($store.seal_words(call_cell($site, &id), &words))
        .bind($now)
        .execute(&mut *$transaction)
        .await?
    }};
}

use add_call;
