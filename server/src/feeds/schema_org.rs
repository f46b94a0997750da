//! schema.org as JSON-LD: what search engines read of a group and its organisation.
//!
//! It says nothing that the page does not say to everybody: it is made of what `domain/listing.rs` lets pass, so
//! no link into a meeting and no address that members alone may know can be in it.

use api_types::{
    Choice, Contact, Cost, Format, Group, GroupPage, Meeting, Pattern, PatternKind, Place,
    Schedule, Site,
};
use serde_json::{Map, Value, json};

/// An object that takes what is known.
struct Thing(Map<String, Value>);

impl Thing {
    fn of(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), kind.into())]))
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    fn with_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// The organisation and what it shows; `url` is its list's address.
pub fn list(site: &Site, url: &str, groups: &[Group]) -> Value {
    let place = |(at, group): (usize, &Group)| {
        Thing::of("ListItem")
            .with("position", at + 1)
            .with("name", group.name.as_str())
            .with("url", group_url(url, &group.slug))
            .done()
    };
    let items: Vec<Value> = groups.iter().enumerate().map(place).collect();
    let items = Thing::of("ItemList").with("itemListElement", items);
    whole(vec![organisation(site, url), items.done()])
}

/// A group as an event, if it has a next meeting, and its organisation.
pub fn group(site: &Site, url: &str, page: &GroupPage) -> Value {
    let next = page.group.next_meeting.as_ref();
    let event = next.map(|next| event(site, url, page, next));
    whole(event.into_iter().chain([organisation(site, url)]).collect())
}

fn whole(things: Vec<Value>) -> Value {
    let context = ("@context".to_owned(), "https://schema.org".into());
    let graph = ("@graph".to_owned(), Value::Array(things));
    Value::Object(Map::from_iter([context, graph]))
}

/// The address of a group's page; `url` is that of the list.
pub fn group_url(url: &str, slug: &str) -> String {
    format!("{url}/groups/{slug}")
}

fn organisation(site: &Site, url: &str) -> Value {
    let Contact {
        phone,
        email,
        url: own,
        ..
    } = &site.contact;
    Thing::of("Organization")
        .with("@id", format!("{url}#organization"))
        .with("name", site.name.as_str())
        .with("url", own.as_deref().unwrap_or(url))
        .with_some("telephone", phone.as_deref())
        .with_some("email", email.as_deref())
        .done()
}

fn event(site: &Site, url: &str, page: &GroupPage, next: &Meeting) -> Value {
    let group = &page.group;
    let own = group_url(url, &group.slug);
    let languages: Vec<&str> = std::iter::once(&group.language)
        .chain(&group.other_languages)
        .map(String::as_str)
        .collect();
    let (mode, location) = location(group, &own);
    let free = group.cost.map(|cost| cost != Cost::Paid);
    let summary = Some(group.summary.as_str()).filter(|text| !text.is_empty());
    Thing::of("Event")
        .with("@id", own.as_str())
        .with("name", group.name.as_str())
        .with_some("description", summary)
        .with("url", own.as_str())
        .with("inLanguage", languages)
        .with("startDate", next.starts_at.as_str())
        .with("endDate", next.ends_at.as_str())
        .with("eventStatus", "https://schema.org/EventScheduled")
        .with("eventAttendanceMode", format!("https://schema.org/{mode}"))
        .with("location", location)
        .with_some("eventSchedule", group.schedule.as_ref().and_then(schedule))
        .with_some("isAccessibleForFree", free)
        .with("organizer", json!({ "@type": "Organization", "@id": format!("{url}#organization"), "name": site.name, "url": url }))
        .done()
}

/// How people come together, and where. Online it is the group's own page: the way in is for members.
fn location(group: &Group, own: &str) -> (&'static str, Value) {
    let online = || Thing::of("VirtualLocation").with("url", own).done();
    let hall = group.place.as_ref().map(hall);
    match (group.format, hall) {
        (Format::InPerson, Some(hall)) => ("OfflineEventAttendanceMode", hall),
        (Format::Hybrid, Some(hall)) => (
            "MixedEventAttendanceMode",
            Value::Array(vec![online(), hall]),
        ),
        (Format::InPerson, None) => {
            let hall = Thing::of("Place").with("address", group.name.as_str());
            ("OfflineEventAttendanceMode", hall.done())
        }
        _ => ("OnlineEventAttendanceMode", online()),
    }
}

fn hall(place: &Place) -> Value {
    let address = Thing::of("PostalAddress")
        .with_some("streetAddress", place.address.as_deref())
        .with_some("addressLocality", place.town.as_deref())
        .with_some("addressRegion", place.region.as_deref())
        .with_some("postalCode", place.postcode.as_deref())
        .with_some("addressCountry", place.country.as_deref());
    let name = place.venue.as_deref().or(place.town.as_deref());
    Thing::of("Place")
        .with_some("name", name)
        .with("address", address.done())
        .done()
}

/// A rule that schema.org can say; `None` for all others, whose next meeting stands by itself.
fn schedule(schedule: &Schedule) -> Option<Value> {
    let Pattern {
        kind,
        interval,
        nth,
        month_day,
    } = &schedule.pattern;
    let unit = match kind {
        PatternKind::Daily => 'D',
        PatternKind::Weekly => 'W',
        PatternKind::MonthlyByWeekday if nth.iter().all(|nth| *nth > 0) => 'M',
        PatternKind::MonthlyByDate => 'M',
        _ => return None,
    };
    let days = schedule.days.iter().map(|day| {
        let name = day.as_str();
        format!(
            "https://schema.org/{}{}",
            name[..1].to_uppercase(),
            &name[1..]
        )
    });
    let days: Vec<String> = days.collect();
    let days =
        (!days.is_empty() && *kind != PatternKind::Daily && *kind != PatternKind::MonthlyByDate)
            .then_some(days);
    let weeks = (*kind == PatternKind::MonthlyByWeekday).then(|| nth.clone());
    let day = |instant: &String| instant.get(..10).unwrap_or_default().to_owned();
    let but: Vec<String> = schedule.exdates.iter().map(day).collect();
    Some(
        Thing::of("Schedule")
            .with("repeatFrequency", format!("P{interval}{unit}"))
            .with_some("byDay", days)
            .with_some("byMonthWeek", weeks)
            .with_some("byMonthDay", *month_day)
            .with("startDate", day(&schedule.starts_at))
            .with("startTime", schedule.starts_at.get(11..19))
            .with("duration", format!("PT{}M", schedule.duration_minutes))
            .with("scheduleTimezone", schedule.time_zone.as_str())
            .with_some("exceptDate", (!but.is_empty()).then_some(but))
            .done(),
    )
}
