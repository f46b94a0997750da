use crate::support::{NOW, feed, on_each, own, record};
use serde_json::json;
use server::store::{HORIZON_MS, Import};

const HOUR: i64 = 60 * 60 * 1000;
const WEEK: i64 = 7 * 24 * HOUR;

#[test]
fn a_weekly_group_has_the_next_twelve_weeks_as_rows() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        store
            .apply_import(&site, &own(vec![record("a", json!({}))]))
            .await
            .unwrap();
        let meetings = store.list_meetings(&site, NOW, i64::MAX).await.unwrap();
        assert_eq!(meetings.len(), 12);
        // Today at 19:00 in Chicago is 01:00 UTC tomorrow.
        assert_eq!(meetings[0].starts_at, NOW + 13 * HOUR);
        assert_eq!(meetings[0].ends_at - meetings[0].starts_at, 90 * 60 * 1000);
        assert!(
            meetings
                .windows(2)
                .all(|pair| pair[0].starts_at < pair[1].starts_at)
        );
        assert!(
            meetings
                .iter()
                .all(|meeting| meeting.starts_at < NOW + HORIZON_MS)
        );
        let part = store
            .list_meetings(&site, NOW + WEEK, NOW + 3 * WEEK)
            .await
            .unwrap();
        assert_eq!(part, meetings[1..3]);
    });
}

#[test]
fn a_meeting_that_is_on_counts_and_one_that_is_over_does_not() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let during = Import {
            now: NOW + 14 * HOUR,
            ..own(vec![record("a", json!({}))])
        };
        store.apply_import(&site, &during).await.unwrap();
        let start = NOW + 13 * HOUR;
        let first = |from| {
            let (store, site) = (store.clone(), site.clone());
            async move { store.list_meetings(&site, from, i64::MAX).await.unwrap()[0].starts_at }
        };
        assert_eq!(first(during.now).await, start);
        assert_eq!(first(start + 90 * 60 * 1000).await, start + WEEK);
    });
}

#[test]
fn groups_by_appointment_and_paused_ones_have_no_meetings() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let records = vec![
            record("appointment", json!({ "schedule": null })),
            record("paused", json!({ "status": "paused" })),
        ];
        store.apply_import(&site, &own(records)).await.unwrap();
        assert!(
            store
                .list_meetings(&site, 0, i64::MAX)
                .await
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn renewing_moves_the_horizon_and_the_revision_only_when_rows_change() {
    on_each(async |store| {
        let site = store.add_site("s", NOW).await.unwrap();
        let records = vec![
            record("a", json!({})),
            record("b", json!({ "schedule": null })),
        ];
        store.apply_import(&site, &feed(records)).await.unwrap();
        let revision = store.site_revision(&site).await.unwrap();
        assert_eq!(store.renew_meetings(&site, NOW + HOUR).await.unwrap(), 0);
        assert_eq!(store.site_revision(&site).await.unwrap(), revision);
        assert_eq!(store.renew_meetings(&site, NOW + WEEK).await.unwrap(), 1);
        assert!(store.site_revision(&site).await.unwrap() > revision);
        let meetings = store.list_meetings(&site, 0, i64::MAX).await.unwrap();
        assert_eq!(meetings.len(), 12);
        assert_eq!(meetings[0].starts_at, NOW + 13 * HOUR + WEEK);
    });
}
