//! The rows of each copy, and which of their values a spreadsheet has as columns.

use std::collections::{HashMap, HashSet};

use api_types::Choice;
use serde_json::{Value, json};

use super::{Copied, Copy};
use crate::{
    domain::time::rfc3339,
    store::{EventsAsked, ExportedRequest, StoreError},
};

/// The last row that was written: its key.
#[derive(Debug, Default)]
pub struct After {
    key: String,
    version: String,
    hash: String,
    starts_at: i64,
}

impl After {
    fn key(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            ..Self::default()
        }
    }
}

/// Events of a page of the audit trail.
const EVENTS: i64 = 500;

/// The columns of a spreadsheet, as pointers into a row.
pub fn columns(what: Copied) -> &'static [&'static str] {
    match what {
        Copied::Groups => &[
            "/slug",
            "/name",
            "/status",
            "/summary",
            "/format",
            "/language",
            "/focus",
            "/audience",
            "/stage",
            "/purpose",
            "/leadership",
            "/openness",
            "/cost",
            "/accessibility",
            "/join_policy",
            "/capacity",
            "/place/town",
            "/place/region",
            "/schedule/starts_at",
            "/schedule/duration_minutes",
            "/schedule/time_zone",
            "/schedule/rrule",
            "/contact/name",
            "/contact/email",
            "/contact/phone",
            "/last_checked",
        ],
        Copied::Members | Copied::Requests => &[
            "/group",
            "/reference",
            "/state",
            "/since",
            "/asked",
            "/proved",
            "/answer_by",
            "/display_name",
            "/pronouns",
            "/on_behalf_of",
            "/filled_in_by",
            "/age",
            "/audience",
            "/stage",
            "/access_needs",
            "/introduction",
            "/answers",
            "/consents",
            "/language",
            "/time_zone",
            "/guidelines",
            "/reminders",
            "/do_not_contact",
            "/contact_kind",
            "/contact",
        ],
        Copied::Receipts => &[
            "/group",
            "/reference",
            "/way",
            "/version",
            "/hash",
            "/language",
            "/acknowledged",
        ],
        Copied::Attendance => &["/group", "/meeting", "/reference", "/display_name", "/came"],
        Copied::Audit => &["/at", "/who", "/what", "/thing", "/thing_id", "/called"],
    }
}

/// Whether a column has moments.
pub fn is_moment(column: &str) -> bool {
    let moments = [
        "/at",
        "/since",
        "/asked",
        "/proved",
        "/answer_by",
        "/acknowledged",
    ];
    column == "/meeting" || moments.contains(&column)
}

/// A page of rows after the last one, and where to go on.
pub async fn page(
    copy: &Copy,
    works: &HashSet<String>,
    after: After,
) -> Result<(Vec<Value>, Option<After>), StoreError> {
    let (store, viewer) = (&copy.state.store, &copy.viewer);
    match copy.what {
        Copied::Groups => {
            let groups = store.export_groups(viewer, &copy.group, &after.key).await?;
            let next = groups.last().map(|(slug, _)| After::key(slug));
            let rows = groups.into_iter().map(|(_, record)| {
                let mut row = serde_json::to_value(record).unwrap_or_default();
                if let Some(members) = row.as_object_mut() {
                    members.remove("join");
                }
                row
            });
            Ok((rows.collect(), next))
        }
        Copied::Members | Copied::Requests => {
            let state = if copy.what == Copied::Members {
                "approved"
            } else {
                ""
            };
            let of = (copy.group.as_str(), state);
            let requests = store.export_requests(viewer, of, &after.key).await?;
            let next = requests.last().map(|last| After::key(&last.id));
            let rows = requests.into_iter();
            let rows = rows.map(|one| request(&one, works.contains(&one.group_id)));
            Ok((rows.collect(), next))
        }
        Copied::Receipts => {
            let last = (&*after.key, &*after.version, &*after.hash);
            let receipts = store.export_receipts(viewer, &copy.group, last).await?;
            let next = receipts.last().map(|last| After {
                key: last.reference.clone(),
                version: last.version.clone(),
                hash: last.hash.clone(),
                starts_at: 0,
            });
            let rows = receipts.into_iter().map(|one| {
                json!({
                    "group": one.group,
                    "reference": one.reference,
                    "way": one.way,
                    "version": one.version,
                    "hash": one.hash,
                    "language": one.language,
                    "acknowledged": rfc3339(one.acknowledged_at),
                })
            });
            Ok((rows.collect(), next))
        }
        Copied::Attendance => attendance(copy, &after).await,
        Copied::Audit => audit(copy, &after.key).await,
    }
}

/// A request; how the person is reached only for who works in the group.
fn request(one: &ExportedRequest, works: bool) -> Value {
    let written = &one.application;
    let answers = written.answers.iter().map(|answer| {
        json!({
            "asked": answer.asked,
            "answer": answer.label.as_ref().unwrap_or(&answer.answer),
        })
    });
    let consents = written.consents.iter().map(|consent| &consent.text);
    let mut row = json!({
        "group": one.group,
        "reference": one.reference,
        "state": one.state.as_str(),
        "since": rfc3339(one.state_since),
        "asked": rfc3339(one.created_at),
        "proved": one.proved_at.map(rfc3339),
        "answer_by": rfc3339(one.answer_by),
        "display_name": written.display_name,
        "pronouns": written.pronouns,
        "on_behalf_of": written.on_behalf_of.as_str(),
        "filled_in_by": written.filled_in_by,
        "age": written.age,
        "audience": written.audience,
        "stage": written.stage,
        "access_needs": written.access_needs,
        "introduction": written.introduction,
        "answers": answers.collect::<Vec<_>>(),
        "consents": consents.collect::<Vec<_>>(),
        "language": written.language,
        "time_zone": written.time_zone,
        "guidelines": one.guidelines,
        "reminders": one.reminders,
        "do_not_contact": one.is_silent,
    });
    // Nobody writes to who is not to be written to, from a spreadsheet either.
    if works && !one.is_silent {
        row["contact_kind"] = json!(written.contact.kind);
        row["contact"] = json!(written.contact.value);
    }
    row
}

async fn attendance(copy: &Copy, after: &After) -> Result<(Vec<Value>, Option<After>), StoreError> {
    let last = (&*after.key, after.starts_at, &*after.hash);
    let store = &copy.state.store;
    let all = store.export_attendance(&copy.viewer, &copy.group, last);
    let all = all.await?;
    let next = all.last().map(|last| After {
        key: last.group_id.clone(),
        hash: last.request_id.clone(),
        starts_at: last.starts_at,
        ..After::default()
    });
    let rows = all.into_iter().map(|one| {
        json!({
            "group": one.group,
            "meeting": rfc3339(one.starts_at),
            "reference": one.reference,
            "display_name": one.display_name,
            "came": one.came,
        })
    });
    Ok((rows.collect(), next))
}

async fn audit(copy: &Copy, before: &str) -> Result<(Vec<Value>, Option<After>), StoreError> {
    let (store, viewer) = (&copy.state.store, &copy.viewer);
    let asked = EventsAsked {
        before,
        limit: EVENTS,
        ..EventsAsked::default()
    };
    let events = store.list_events(viewer, &asked).await?;
    let people = store.list_named_staff(viewer).await?.into_iter();
    let people: HashMap<String, String> = people
        .map(|one| (one.id.as_str().to_owned(), one.name))
        .collect();
    let next = events.last().map(|last| After::key(&last.id));
    let rows = events.into_iter().map(|event| {
        let called = event
            .called
            .or_else(|| people.get(&event.thing_id).cloned());
        json!({
            "id": event.id,
            "at": rfc3339(event.at),
            "who": people.get(&event.who).unwrap_or(&event.who),
            "who_id": event.who,
            "what": event.what,
            "thing": event.thing,
            "thing_id": event.thing_id,
            "called": called,
        })
    });
    Ok((rows.collect(), next))
}
