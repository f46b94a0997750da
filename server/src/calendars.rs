//! Groups as calendar events: what everybody may know, and never a join link.

use api_types::{Place, Status};

use crate::{
    domain::{listing, schedule::Schedule},
    feeds::ical::CalendarGroup,
    store::StoredGroup,
};

/// The event of a group; `None` while it does not meet, or meets by appointment.
pub fn event(site: &str, stored: &StoredGroup) -> Option<CalendarGroup> {
    let record = &stored.record;
    if record.status != Status::Active {
        return None;
    }
    let schedule = Schedule::of_checked(record.schedule.as_ref()?).ok()?;
    let fed = stored.feed.is_some();
    let place = record
        .place
        .as_ref()
        .map(|of| listing::place(of, record, fed));
    Some(CalendarGroup {
        uid: format!("{}@{site}.kindred", stored.id.as_str()),
        changed_at: stored.updated_at,
        summary: record.name.clone(),
        description: record.summary.clone(),
        location: place.as_ref().and_then(one_line),
        url: None,
        schedule,
    })
}

/// The same event for a member's own calendar, which others may see: a title that tells nothing,
/// and no word of what it is or where.
pub fn neutral(event: CalendarGroup, title: &str) -> CalendarGroup {
    let id = event.uid.split('@').next().unwrap_or_default();
    CalendarGroup {
        uid: format!("{id}@kindred"),
        summary: title.to_owned(),
        description: String::new(),
        location: None,
        url: None,
        ..event
    }
}

/// The address on one line; of a members-only one what is left of it.
fn one_line(place: &Place) -> Option<String> {
    let parts = [
        &place.venue,
        &place.address,
        &place.town,
        &place.region,
        &place.postcode,
        &place.country,
    ];
    let parts: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
