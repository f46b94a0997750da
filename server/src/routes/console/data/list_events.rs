//! `GET /console/api/audit`: who did and saw what. For coordinators.

use std::collections::HashMap;

use api_types::{AuditEvent, AuditPerson, AuditTrail};
use axum::{
    Json,
    extract::{RawQuery, State},
};
use chrono_tz::Tz;

use crate::{
    AppState,
    domain::time::rfc3339,
    parameters::{self, Edge},
    problems::Refusal,
    routes::console::Signed,
    store::{EventsAsked, StoredEvent},
};

/// Events of a page.
const PAGE: i64 = 50;
/// The longest word or id that is asked for, bytes.
const LONGEST: usize = 100;

/// A page of the trail, the newest first: `who`, `what`, `thing` and `thing_id` ask for some of it,
/// `from` and `to` (dates in the site's zone) for a time, `cursor` for the next page.
pub async fn list_events(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Json<AuditTrail>, Refusal> {
    let asked = Asked::read(query.as_deref(), signed.site.config.time_zone)?;
    let people = state.store.list_named_staff(&signed.viewer).await?;
    // Who may see the trail is on the staff themselves.
    if people.is_empty() {
        return Err(Refusal::not_found());
    }
    let mut events = state
        .store
        .list_events(&signed.viewer, &asked.events())
        .await?;
    let page = usize::try_from(PAGE).unwrap_or_default();
    let has_more = events.len() > page;
    events.truncate(page);
    let next = events.last().filter(|_| has_more);
    let next = next.map(|last| last.id.clone());
    let groups = state
        .store
        .list_named_groups(&signed.viewer, crate::domain::staff::Power::See)
        .await?;
    let mut names: HashMap<&str, &str> = HashMap::new();
    for group in &groups {
        names.insert(group.id.as_str(), &group.name);
    }
    for one in &people {
        names.insert(one.id.as_str(), &one.name);
    }
    let deeds = state.store.list_deeds(&signed.viewer).await?;
    let events = events.into_iter().map(|event| told(event, &names));
    Ok(Json(AuditTrail {
        events: events.collect(),
        people: people
            .iter()
            .map(|one| AuditPerson {
                id: one.id.as_str().to_owned(),
                name: one.name.clone(),
                ended: one.has_ended,
            })
            .collect(),
        deeds,
        next,
    }))
}

fn told(event: StoredEvent, names: &HashMap<&str, &str>) -> AuditEvent {
    let name = names.get(event.thing_id.as_str());
    AuditEvent {
        at: rfc3339(event.at),
        called: name.map(|name| (*name).to_owned()).or(event.called),
        id: event.id,
        who: event.who,
        what: event.what,
        thing: event.thing,
        thing_id: event.thing_id,
    }
}

/// What was asked.
#[derive(Default)]
struct Asked {
    who: String,
    what: String,
    thing: String,
    thing_id: String,
    from: Option<i64>,
    to: Option<i64>,
    before: String,
}

impl Asked {
    fn read(query: Option<&str>, zone: Tz) -> Result<Self, Refusal> {
        let mut asked = Self::default();
        for (name, value) in parameters::pairs(query)? {
            if value.len() > LONGEST {
                return Err(Refusal::bad_parameter(&name, "too-long", "a word or an id"));
            }
            match name.as_str() {
                "who" => asked.who = value,
                "what" => asked.what = value,
                "thing" => asked.thing = value,
                "thing_id" => asked.thing_id = value,
                "cursor" => asked.before = value,
                "from" | "to" if value.is_empty() => {}
                "from" => {
                    asked.from = Some(parameters::instant("from", &value, zone, Edge::Start)?);
                }
                "to" => asked.to = Some(parameters::instant("to", &value, zone, Edge::End)?),
                other => {
                    let known = "who, what, thing, thing_id, from, to, cursor";
                    return Err(parameters::unknown(other, known));
                }
            }
        }
        Ok(asked)
    }

    fn events(&self) -> EventsAsked<'_> {
        EventsAsked {
            who: &self.who,
            what: &self.what,
            thing: &self.thing,
            thing_id: &self.thing_id,
            from: self.from,
            to: self.to,
            before: &self.before,
            // One more tells whether there is another page.
            limit: PAGE + 1,
        }
    }
}
