//! How groups are found and kept, as the console asks for it.

use serde_json::{Value, json};
use server::{domain::insight::Counted, insight, store::CountedDay};

use crate::{
    harness::Server,
    team::{Browser, FIREFOX, Who, empty},
};

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// Somebody's widget, each at an address of its own.
async fn asks(server: &Server, path: &str, who: u8) {
    let address = format!("203.0.113.{who}");
    let headers = [
        ("user-agent", FIREFOX),
        ("sec-fetch-dest", "empty"),
        ("x-forwarded-for", address.as_str()),
    ];
    let answer = server.get_by_proxy(path, &headers).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.text());
}

impl Server {
    async fn get_by_proxy(&self, path: &str, headers: &[(&str, &str)]) -> crate::harness::Answer {
        let mut request = axum::http::Request::builder()
            .uri(path)
            .header("host", "groups.example.org");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let proxy: std::net::SocketAddr = format!("{}:1", crate::harness::PROXY).parse().unwrap();
        let mut request = request.body(axum::body::Body::empty()).unwrap();
        let peer = axum::extract::ConnectInfo(proxy);
        request.extensions_mut().insert(peer);
        self.send(request).await
    }
}

fn total(insight: &Value, measure: &str) -> Value {
    let series = insight["series"].as_array().unwrap();
    let one = series.iter().find(|one| one["measure"] == measure);
    one.expect("it is counted")["total"].clone()
}

const EVENING: &str = "/v1/sites/riverside/groups/evening-circle";
const OTHER: &str = "/v1/sites/riverside/groups/other-circle";

#[tokio::test]
async fn views_and_opened_forms_are_counted_by_the_minute_and_few_are_not_told() {
    let server = empty().await;
    for who in 1..=7 {
        asks(&server, EVENING, who).await;
        asks(&server, EVENING, who).await;
    }
    asks(&server, OTHER, 1).await;
    asks(&server, &format!("{EVENING}/join-form"), 1).await;
    // A program, and a page that is fetched ahead of time.
    server.get(EVENING).await;
    let ahead = [
        ("user-agent", FIREFOX),
        ("sec-fetch-dest", "empty"),
        ("sec-purpose", "prefetch"),
    ];
    server.get_with(EVENING, &ahead).await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let insight = async || cleo.get("/console/api/insight").await.json();
    assert_eq!(total(&insight().await, "viewed"), 0, "not written down yet");
    insight::write_down(&server.state, false).await;
    assert_eq!(total(&insight().await, "viewed"), 0, "the day is not over");
    server.wait_ms(6 * DAY);
    let cleo = Browser::of_again(&server, Who::Coordinator).await;
    let sunday = cleo.get("/console/api/insight").await.json();
    assert_eq!(total(&sunday, "viewed"), 0, "the week is not over");
    server.wait_ms(DAY);
    let cleo = Browser::of_again(&server, Who::Coordinator).await;
    let said = cleo.get("/console/api/insight").await.json();
    let viewed = &said["series"][0]["counts"];
    assert_eq!(viewed.as_array().unwrap().len(), 28);
    assert_eq!(
        said["spans"][21],
        json!({ "from": "2026-01-05", "to": "2026-01-05" })
    );
    assert_eq!(total(&said, "started"), "under-five");
    let groups = said["by_group"].as_array().unwrap();
    let of = |slug: &str| {
        let mut groups = groups.iter();
        let found = groups.find(|one| one["group"]["slug"] == slug);
        found.unwrap()["counts"][0].clone()
    };
    assert_eq!(of("other-circle"), "under-five");
    // Eight in all, less seven, would be one.
    let told = [of("evening-circle"), total(&said, "viewed")];
    assert!(told.contains(&json!("withheld")), "{told:?}");
}

#[tokio::test]
async fn each_sees_the_groups_that_are_theirs() {
    let server = empty().await;
    for who in 1..=9 {
        asks(&server, EVENING, who).await;
        asks(&server, OTHER, who).await;
    }
    insight::write_down(&server.state, false).await;
    server.wait_ms(7 * DAY);
    let fay = Browser::of(&server, Who::Facilitator).await;
    let said = fay.get("/console/api/insight").await.json();
    assert_eq!(total(&said, "viewed"), 9);
    assert_eq!(
        said["groups"],
        json!([{ "slug": "evening-circle", "name": "Evening circle" }])
    );
    let foreign = fay.get("/console/api/insight?group=other-circle").await;
    let nothing = fay.get("/console/api/insight?group=nothing").await;
    assert_eq!(foreign.problem(), "not-found");
    assert_eq!(foreign.bytes, nothing.bytes);
    let rita = Browser::of(&server, Who::ReadOnly).await;
    assert_eq!(
        total(&rita.get("/console/api/insight").await.json(), "viewed"),
        18
    );
    let one = rita
        .get("/console/api/insight?group=other-circle")
        .await
        .json();
    assert_eq!(total(&one, "viewed"), 9);
    assert_eq!(one["by_group"].as_array().unwrap().len(), 1);
    let ella = Browser::of(&server, Who::Elsewhere).await;
    assert_eq!(
        total(&ella.get("/console/api/insight").await.json(), "viewed"),
        0
    );
    for (period, steps) in [("days", 28), ("weeks", 12), ("months", 12)] {
        let path = format!("/console/api/insight?period={period}");
        let said = rita.get(&path).await.json();
        assert_eq!(said["spans"].as_array().unwrap().len(), steps);
    }
    let odd = rita.get("/console/api/insight?period=hours").await;
    assert_eq!(odd.problem(), "bad-parameter");
}

/// Counts of Monday the 5th and the days after it, as they are on Monday the 12th.
async fn counted(counts: &[(&str, i64, Counted, i64)]) -> Server {
    let server = empty().await;
    let first = server.now() / DAY;
    let counts = counts.iter().map(|&(group, day, what, n)| {
        let group = group.to_owned();
        let day = first + day;
        let size = 0;
        (
            CountedDay {
                group,
                day,
                what,
                size,
            },
            n,
        )
    });
    let (store, site) = (
        &server.state.store,
        server.state.site("riverside").await.unwrap(),
    );
    store.add_counts(&site.id, &counts.collect()).await.unwrap();
    server.wait_ms(7 * DAY);
    server
}

#[tokio::test]
async fn one_group_is_not_what_all_groups_have_more_than_the_other() {
    let mut counts = Vec::new();
    for (group, [came, returned, in_time, late]) in [
        ("evening-circle", [30, 20, 12, 8]),
        ("other-circle", [12, 2, 9, 2]),
    ] {
        counts.extend([
            (group, 1, Counted::Came, came),
            (group, 1, Counted::Returned, returned),
            (group, 2, Counted::InTime, in_time),
            (group, 2, Counted::Late, late),
        ]);
    }
    let server = counted(&counts).await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    for period in ["days", "weeks"] {
        let of = async |group: &str| {
            let path = format!("/console/api/insight?period={period}&group={group}");
            cleo.get(&path).await.json()
        };
        let all = cleo
            .get(&format!("/console/api/insight?period={period}"))
            .await
            .json();
        let (evening, other) = (of("evening-circle").await, of("other-circle").await);
        for path in ["/returned", "/waiting/late"] {
            let of = |said: &Value| said.pointer(path).unwrap().clone();
            assert_eq!(of(&other), "under-five", "{period} {path}");
            let told = [of(&all), of(&evening)];
            assert!(
                told.iter().any(|one| !one.is_u64()),
                "{period} {path} {told:?}"
            );
        }
        // What is told of groups beside each other is told of each by itself, and no more.
        for (at, one) in [&evening, &other].iter().enumerate() {
            let row = &all["by_group"][at]["counts"];
            for (measure, count) in row.as_array().unwrap().iter().enumerate() {
                assert_eq!(one["series"][measure]["total"], *count);
            }
        }
    }
}

#[tokio::test]
async fn a_day_is_not_what_its_week_has_more_than_the_other_days() {
    let mut counts = vec![("evening-circle", 0, Counted::Viewed, 2)];
    counts.extend((1..7).map(|day| ("evening-circle", day, Counted::Viewed, 10 + day)));
    let server = counted(&counts).await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let viewed = async |period: &str| {
        let path = format!("/console/api/insight?period={period}");
        let said = cleo.get(&path).await.json();
        said["series"][0]["counts"].as_array().unwrap().clone()
    };
    let (days, weeks) = (viewed("days").await, viewed("weeks").await);
    assert_eq!(days[21], "under-five");
    let told = days[22..].iter().chain(&weeks[11..]);
    assert!(told.clone().any(|one| !one.is_u64()), "{days:?} {weeks:?}");
    assert!(
        told.filter(|one| one.is_u64()).count() >= 5,
        "and little else is left out"
    );
    let today = cleo.get("/console/api/insight").await;
    server.wait_ms(DAY);
    let cleo = Browser::of_again(&server, Who::Coordinator).await;
    let tomorrow = cleo.get("/console/api/insight").await;
    assert_eq!(today.bytes, tomorrow.bytes, "nothing moves by a day");
}

#[tokio::test]
async fn a_search_in_vain_is_told_when_five_people_made_it() {
    let server = empty().await;
    let search = async |text: &str, who| {
        let path = format!("/v1/sites/riverside/groups?text={text}");
        asks(&server, &path, who).await;
    };
    for text in ["xyl", "xylo", "xylophone"] {
        for who in 1..=4 {
            search(text, who).await;
        }
        search("xylophone", 1).await;
    }
    search("circle", 9).await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let told = async || {
        server.wait_ms(60_000);
        insight::write_down(&server.state, false).await;
        cleo.get("/console/api/insight").await.json()["searches"].clone()
    };
    assert_eq!(told().await, json!([]));
    search("xylophone", 2).await;
    assert_eq!(told().await, json!([]), "the same person, the same day");
    search("xylophone", 5).await;
    assert_eq!(told().await, json!([{ "words": "xylophone", "times": 5 }]));
    let fay = Browser::of(&server, Who::Facilitator).await;
    let said = fay.get("/console/api/insight").await.json();
    assert_eq!(said["searches"], json!([]), "not the whole site's");
}

#[tokio::test]
async fn a_site_that_does_not_count_has_no_counts() {
    let server = empty().await;
    let file = std::fs::read_to_string(server.site_file()).unwrap();
    std::fs::write(server.site_file(), file + "\n[features]\ncounts = false\n").unwrap();
    server.wait_ms(1_500);
    for who in 1..=9 {
        asks(&server, EVENING, who).await;
        asks(&server, "/v1/sites/riverside/groups?text=xylophone", who).await;
    }
    insight::write_down(&server.state, true).await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let said = cleo.get("/console/api/insight").await.json();
    assert_eq!(total(&said, "viewed"), 0);
    assert_eq!(said["searches"], json!([]));
}

#[tokio::test]
async fn what_is_counted_names_nobody() {
    let server = empty().await;
    for who in 1..=9 {
        asks(&server, EVENING, who).await;
        asks(&server, "/v1/sites/riverside/groups?text=xylophone", who).await;
    }
    insight::write_down(&server.state, true).await;
    server.state.store.close().await;
    let bytes = std::fs::read(server.folder.path().join("kindred.db")).unwrap();
    let has = |text: &str| bytes.windows(text.len()).any(|at| at == text.as_bytes());
    assert!(has("viewed"), "the search itself works");
    assert!(!has("203.0.113") && !has("xylophone") && !has("Firefox/140"));
}
