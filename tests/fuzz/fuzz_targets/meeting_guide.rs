//! A feed of meetings: whatever comes, each row becomes a group that holds together or is refused
//! with its number, and the same bytes read the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use server::{
    domain::check::check_group,
    feeds::{FeedContext, FeedFormat, read},
};

fuzz_target!(|bytes: &[u8]| {
    let context = FeedContext {
        language: "en".to_owned(),
        time_zone: "America/Chicago".to_owned(),
        country: Some("US".to_owned()),
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date"),
    };
    let Ok(feed) = read(FeedFormat::MeetingGuide, bytes, &context) else {
        return;
    };
    for group in &feed.groups {
        assert!(check_group(&group.record).is_ok(), "a group that was taken holds together");
    }
    assert!(feed.groups.len() + feed.refused.len() >= feed.rows, "no row is lost");
    let again = read(FeedFormat::MeetingGuide, bytes, &context).expect("it was read before");
    assert_eq!(feed.groups, again.groups);
});
