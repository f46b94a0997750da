//! `GET …/calendar.ics`, of a group and of a site

use crate::harness::Server;

const GROUP: &str = "/v1/sites/riverside/groups/evening-circle/calendar.ics";

#[tokio::test]
async fn a_weekly_group_is_one_event_that_repeats() {
    let server = Server::start().await;
    let answer = server.get(GROUP).await;
    assert_eq!(
        answer.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"evening-circle.ics\""
    );
    let text = answer.text();
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
    for line in [
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "DTSTART;TZID=America/Chicago:20251104T190000",
        "EXDATE;TZID=America/Chicago:20260113T190000",
        "BEGIN:VTIMEZONE",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!text.contains("hidden-room") && !text.contains("48151623"));
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
}

#[tokio::test]
async fn a_calendar_costs_no_bytes_while_it_stays_the_same() {
    let server = Server::start().await;
    for path in [GROUP, "/v1/sites/riverside/calendar.ics"] {
        let etag = server.get(path).await.header("etag").to_owned();
        let again = server.get_with(path, &[("if-none-match", &etag)]).await;
        assert_eq!(again.status.as_u16(), 304, "{path}");
    }
}

#[tokio::test]
async fn a_sites_calendar_has_every_group_that_meets_by_a_schedule() {
    let server = Server::start().await;
    let text = server.get("/v1/sites/riverside/calendar.ics").await.text();
    assert_eq!(
        text.matches("BEGIN:VEVENT").count(),
        4,
        "neither paused nor by appointment"
    );
    assert!(text.contains("X-WR-CALNAME:Riverside Cancer Care"));
    assert!(!text.contains("Unlisted Alley"), "a members-only address");
    assert!(text.contains("5 Orchard Street"), "a public one");
}

#[tokio::test]
async fn a_group_without_a_schedule_has_no_calendar() {
    let server = Server::start().await;
    for (slug, code) in [
        ("by-appointment", "not-found"),
        ("resting", "not-found"),
        ("nobody", "unknown-group"),
    ] {
        let path = format!("/v1/sites/riverside/groups/{slug}/calendar.ics");
        assert_eq!(server.get(&path).await.problem(), code, "{slug}");
    }
}
