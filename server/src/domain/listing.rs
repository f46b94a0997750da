//! What everybody may see of a group: its card in a list and its page.
//!
//! This is the one place where private parts are left out: join details never pass, and a
//! members-only address becomes a town and a position to one decimal (about 11 km).

use api_types::{
    AddressVisibility, Availability, Contact, FirstMeeting, Group, GroupPage, JoinPolicy, Meeting,
    Place, Position, Status,
};

use super::{
    group::{GroupRecord, PlaceRecord},
    markdown,
    schedule::{MeetingSpan, Schedule},
};

/// At most this many meetings stand on a group's page.
const MEETINGS_ON_A_PAGE: usize = 10;
/// With this many places or fewer, members read that few are left.
const FEW: i64 = 3;

/// What is known of a group beside its record.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// It came from a feed.
    pub fed: bool,
    /// Places that are taken or held through Kindred.
    pub taken_here: i64,
    /// Its coming meetings in order, the one that is on now first.
    pub meetings: &'a [MeetingSpan],
}

/// The group's card.
pub fn group(record: &GroupRecord, known: Known<'_>) -> Group {
    let Known { fed, meetings, .. } = known;
    let schedule = schedule_of(record);
    let next = meetings.first().filter(|_| record.status == Status::Active);
    Group {
        slug: record.slug.clone(),
        name: record.name.clone(),
        summary: record.summary.clone(),
        language: record.language.clone(),
        other_languages: record.other_languages.clone(),
        format: record.format,
        status: record.status,
        focus: record.focus.clone(),
        audience: record.audience.clone(),
        stage: record.stage.clone(),
        purpose: record.purpose,
        leadership: record.leadership,
        openness: record.openness,
        cost: record.cost,
        accessibility: record.accessibility.clone(),
        join_policy: record.join_policy,
        host_platform: record.host_platform,
        availability: availability(record, known.taken_here),
        next_meeting: next
            .zip(schedule.as_ref())
            .map(|(span, schedule)| meeting(schedule, span)),
        schedule: schedule.as_ref().map(Schedule::wire),
        place: record.place.as_ref().map(|of| place(of, record, fed)),
        distance_km: None,
    }
}

/// The group's page. `site` is whom to ask where the group names nobody, `without_form` that
/// nobody can join by a form, for whatever reason.
pub fn page(
    record: &GroupRecord,
    known: Known<'_>,
    site: &Contact,
    without_form: bool,
) -> GroupPage {
    let meetings = known.meetings;
    let schedule = schedule_of(record).filter(|_| record.status == Status::Active);
    let coming = &meetings[..meetings.len().min(MEETINGS_ON_A_PAGE)];
    let next_meetings = schedule.map_or_else(Vec::new, |schedule| in_zone(&schedule, coming));
    GroupPage {
        group: group(record, known),
        description: markdown::blocks(&record.description),
        first_meeting: FirstMeeting {
            may_listen: record.first_meeting.may_listen,
            camera_off: record.first_meeting.camera_off,
            bring_someone: record.first_meeting.bring_someone,
            text: markdown::blocks(&record.first_meeting.text),
        },
        facilitators: record.facilitators.clone(),
        technical_setup: markdown::blocks(&record.technical_setup),
        accessibility_note: record.accessibility_note.clone(),
        cost_note: record.cost_note.clone(),
        drop_in: record.drop_in,
        without_form,
        contact: record.contact_or(site).clone(),
        next_meetings,
        last_checked: record.last_checked.clone(),
    }
}

/// Whether everybody may see the address.
pub fn address_is_public(place: &PlaceRecord, record: &GroupRecord, fed: bool) -> bool {
    match place.visibility {
        Some(visibility) => visibility == AddressVisibility::Public,
        None => fed || record.join_policy == JoinPolicy::DropIn,
    }
}

/// The place as far as everybody may know it.
pub fn place(place: &PlaceRecord, record: &GroupRecord, fed: bool) -> Place {
    let shared = Place {
        town: place.town.clone(),
        region: place.region.clone(),
        country: place.country.clone(),
        ..Place::default()
    };
    if address_is_public(place, record, fed) {
        return Place {
            venue: place.venue.clone(),
            address: place.address.clone(),
            postcode: place.postcode.clone(),
            position: place.position,
            ..shared
        };
    }
    Place {
        position: place.position.map(blurred),
        members_only: place.venue.is_some() || place.address.is_some() || place.postcode.is_some(),
        ..shared
    }
}

/// A position to one decimal.
fn blurred(position: Position) -> Position {
    let one_decimal = |degrees: f64| (degrees * 10.0).round() / 10.0;
    Position {
        lat: one_decimal(position.lat),
        lon: one_decimal(position.lon),
    }
}

/// A stored schedule was checked when it came in; one that cannot be read any more says nothing.
fn schedule_of(record: &GroupRecord) -> Option<Schedule> {
    Schedule::of_checked(record.schedule.as_ref()?).ok()
}

/// Meetings in the group's own zone; none where its schedule says nothing.
pub fn meetings(record: &GroupRecord, spans: &[MeetingSpan]) -> Vec<Meeting> {
    schedule_of(record).map_or_else(Vec::new, |schedule| in_zone(&schedule, spans))
}

fn in_zone(schedule: &Schedule, spans: &[MeetingSpan]) -> Vec<Meeting> {
    spans.iter().map(|span| meeting(schedule, span)).collect()
}

fn meeting(schedule: &Schedule, span: &MeetingSpan) -> Meeting {
    Meeting {
        starts_at: schedule.rfc3339(span.starts_at),
        ends_at: schedule.rfc3339(span.ends_at),
    }
}

/// What members read about places, with so many taken or held through Kindred. Only groups with a
/// limit and a form have places that can be told.
pub fn availability(record: &GroupRecord, taken_here: i64) -> Option<Availability> {
    match record.join_policy {
        JoinPolicy::Open | JoinPolicy::Approval => {}
        JoinPolicy::DropIn | JoinPolicy::Elsewhere => return None,
    }
    let left = places_to_give(record)? - taken_here;
    Some(match left {
        ..=0 => Availability::WaitingList,
        1..=FEW => Availability::FewLeft,
        _ => Availability::Open,
    })
}

/// How many places Kindred has to give; `None` for no limit.
pub fn places_to_give(record: &GroupRecord) -> Option<i64> {
    let capacity = record.capacity?;
    Some(i64::from(capacity.saturating_sub(record.places_taken)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(more: &str) -> GroupRecord {
        let text = format!(
            r#"{{"slug":"a","name":"A","language":"en","format":"hybrid","join_policy":"approval",
            "join":{{"url":"https://meet.example.org/secret-link","phone":"555-0199","note":"code 4711"}},
            "place":{{"venue":"Secret Hall","address":"9 Hidden Lane","postcode":"SECRET1",
            "town":"Riverside","country":"US","position":{{"lat":41.87811,"lon":-87.62979}}}}{more}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    fn known(fed: bool, meetings: &[MeetingSpan]) -> Known<'_> {
        Known {
            fed,
            meetings,
            ..Known::default()
        }
    }

    fn said(record: &GroupRecord, fed: bool) -> String {
        serde_json::to_string(&page(record, known(fed, &[]), &Contact::default(), false)).unwrap()
    }

    #[test]
    fn join_details_and_a_members_only_address_pass_nowhere() {
        let said = said(&record(""), false);
        for private in [
            "secret-link",
            "555-0199",
            "4711",
            "Secret Hall",
            "Hidden",
            "SECRET1",
            "41.87",
            "87.62",
        ] {
            assert!(!said.contains(private), "{private} in {said}");
        }
        assert!(said.contains("Riverside") && said.contains(r#""lat":41.9,"lon":-87.6"#));
        assert!(said.contains(r#""members_only":true"#));
    }

    #[test]
    fn an_address_from_a_feed_or_of_a_drop_in_group_is_public_unless_it_says_otherwise() {
        assert!(said(&record(""), true).contains("9 Hidden Lane"));
        let mut drop_in = record("");
        drop_in.join_policy = JoinPolicy::DropIn;
        assert!(said(&drop_in, false).contains("41.87811"));
        assert!(
            !said(&drop_in, false).contains("4711"),
            "the join details stay private"
        );
        if let Some(place) = &mut drop_in.place {
            place.visibility = Some(AddressVisibility::MembersOnly);
        }
        assert!(!said(&drop_in, true).contains("Hidden"));
    }

    #[test]
    fn places_are_told_where_there_is_a_limit_and_a_form() {
        let of = |capacity: u32, taken: u32, taken_here: i64| {
            let places = format!(r#","capacity":{capacity},"places_taken":{taken}"#);
            availability(&record(&places), taken_here)
        };
        assert_eq!(of(10, 2, 0), Some(Availability::Open));
        assert_eq!(of(10, 7, 0), Some(Availability::FewLeft));
        assert_eq!(of(10, 2, 5), Some(Availability::FewLeft));
        assert_eq!(of(10, 12, 0), Some(Availability::WaitingList));
        assert_eq!(of(10, 8, 2), Some(Availability::WaitingList));
        assert_eq!(availability(&record(""), 5), None);
    }

    #[test]
    fn a_paused_group_shows_no_meeting() {
        let schedule = r#","status":"paused","schedule":{"starts_at":"2026-01-06T19:00",
            "duration_minutes":60,"time_zone":"America/Chicago","rrule":"FREQ=WEEKLY"}"#;
        let span = MeetingSpan {
            starts_at: 1_767_747_600_000,
            ends_at: 1_767_751_200_000,
        };
        let page = page(
            &record(schedule),
            known(false, &[span]),
            &Contact::default(),
            true,
        );
        assert!(page.group.next_meeting.is_none() && page.next_meetings.is_empty());
        assert!(page.group.schedule.is_some());
    }

    #[test]
    fn a_group_without_a_contact_names_its_sites() {
        let site = Contact {
            phone: Some("555-0100".into()),
            ..Contact::default()
        };
        let page = page(&record(""), known(false, &[]), &site, false);
        assert_eq!(page.contact, site);
    }
}
