//! What everybody may know of a group, on the server's own page: where slips and referrals lead, on any
//! phone, also when the organisation's website is down.

use api_types::{GroupPage, Meeting, Place};

use super::{Frame, frame::ways, html::Html};
use crate::words::pages as keys;

/// So many meetings are named.
const MEETINGS: usize = 4;

/// The page.
pub fn group(frame: Frame<'_>, page: &GroupPage) -> String {
    let (words, group) = (frame.words, &page.group);
    let mut body = Html::new().h1(&group.name);
    if !group.summary.is_empty() {
        body = body.p(Html::typed(&group.summary));
    }
    if let Some(place) = group
        .place
        .as_ref()
        .map(line)
        .filter(|line| !line.is_empty())
    {
        body = body.p(Html::typed(&place));
    }
    let schedule = group.schedule.as_ref();
    let zone = schedule.map_or("", |schedule| schedule.time_zone.as_str());
    let dates = page.next_meetings.iter().take(MEETINGS);
    let dates: Vec<Html> = dates.map(|meeting| date(frame, zone, meeting)).collect();
    let dates = if dates.is_empty() {
        Html::new().p(words.say(keys::NO_MEETINGS))
    } else {
        Html::new().list(dates)
    };
    body = body.section(words.say(keys::MEETINGS), dates);
    if !page.description.is_empty() {
        body = body.section(
            words.say(keys::FACT_GROUP),
            Html::new().blocks(&page.description),
        );
    }
    if !page.contact.is_empty() {
        body = body.section(
            words.say(keys::FACT_REACH),
            Html::new().list(ways(&page.contact)),
        );
    }
    frame.page(words.say(keys::FACT_GROUP), body)
}

/// A meeting on the group's own clocks: a slip is read where the group is.
fn date(frame: Frame<'_>, zone: &str, meeting: &Meeting) -> Html {
    let reader = zone.parse().unwrap_or(frame.zone());
    let span = (meeting.starts_at.as_str(), meeting.ends_at.as_str());
    let (when, _) = frame.words.both_times(span, reader, zone);
    when.as_str().into()
}

/// Where it is, as far as everybody may know.
fn line(place: &Place) -> String {
    let parts = [
        &place.venue,
        &place.address,
        &place.postcode,
        &place.town,
        &place.region,
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(", ")
}
