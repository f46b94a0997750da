//! How long a crowd may take, for a program that is built to be fast: `cargo xtask bench`. One that is
//! built for finding faults opens seals a thousand times as slowly, and is not measured.

use serde_json::json;
use server::clock::Stopwatch;

use crate::{
    OPEN, PAGES, WAITING, come,
    harness::Server,
    opens, server_on,
    support::{execute, on_each_at},
    team::{Browser, Who},
    writes,
};

/// What is looked at opens within this time, ms.
const OPENS_WITHIN: f64 = 1_000.0;
/// A message to all has been taken, and is on its way, within this time, ms.
const TAKEN_WITHIN: f64 = 3_000.0;

/// Events of two years: the trail only grows.
async fn was_looked_at(server: &Server, url: &str) {
    let site = server.state.site("riverside").await.unwrap();
    let trail = format!(
        "INSERT INTO audit_events (site_id, id, who, what, thing, thing_id, at) \
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) \
         SELECT '{}', 'event-' || i, 'somebody', 'request-read', 'request', 'request-' || i, i FROM n",
        site.id.as_str()
    );
    execute(url, trail).await;
}

#[test]
fn a_roster_of_five_thousand_and_a_queue_of_five_hundred_open_within_a_second() {
    on_each_at(&async |_, url: &str| {
        let database = url.split(':').next().unwrap();
        let server = server_on(url).await;
        let browser = Browser::of(&server, Who::Coordinator).await;
        come(&server, OPEN, 0..5_000).await;
        come(&server, WAITING, 0..500).await;
        was_looked_at(&server, url).await;
        let mut late = Vec::new();
        let mut tell = |what: &str, took: f64, budget: f64| {
            let measure = format!("{}-{database}", what.replace(' ', "-"));
            let line = json!({ "measure": measure, "value": took, "unit": "ms", "goal": budget });
            println!("{line}");
            if took > budget {
                late.push(measure);
            }
        };
        for (name, path) in PAGES {
            let began = Stopwatch::start();
            opens(&browser, path).await;
            tell(name, began.ms(), OPENS_WITHIN);
        }
        let began = Stopwatch::start();
        writes(&browser, 5_000).await;
        tell("message to all", began.ms(), TAKEN_WITHIN);
        assert!(late.is_empty(), "too slow: {late:?}");
    });
}
