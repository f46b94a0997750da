//! Copies, the audit trail and retention, as the console asks for them.

use serde_json::Value;

use crate::{
    harness::{Answer, Server},
    team::{Browser, Who, empty},
};

/// A server on which Rosa, whose name a spreadsheet would carry out, has a place in the evening
/// circle, and Sam one in the other.
async fn with_members() -> Server {
    let server = empty().await;
    let number = "+1 312 555 0142";
    for (name, group, contact, key) in [
        (
            "=SUM(Rosa)",
            "evening-circle",
            number,
            "018f2d3a-7b1c-7e00-0001",
        ),
        (
            "Sam",
            "other-circle",
            "+1 312 555 0143",
            "018f2d3a-7b1c-7e00-0002",
        ),
    ] {
        enter(&server, (name, group, contact), key).await;
    }
    server
}

/// Enters somebody who rang, as the command line does.
async fn enter(server: &Server, (name, group, number): (&str, &str, &str), _: &str) {
    let state = &server.state;
    let site = state.site("riverside").await.unwrap();
    let application = serde_json::from_value(serde_json::json!({
        "on_behalf_of": "me", "display_name": name, "language": "en",
        "contact": { "kind": "phone", "value": number },
        "introduction": "One\nand two, \"three\"",
    }));
    let entering = server::store::Entering {
        group,
        application: &application.unwrap(),
        acknowledged: None,
        reminders: false,
        answer_by: server.now() + 1,
        now: server.now(),
    };
    let desk = server::joining::Desk::new(state, &site);
    let entered = Box::pin(state.store.enter_request(&site.id, &entering, &desk));
    entered.await.unwrap();
}

fn rows(answer: &Answer) -> Vec<Vec<String>> {
    let bytes = answer
        .bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .expect("Excel's mark");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes);
    let rows = reader.records();
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// The cells of a column, without its name.
fn column(answer: &Answer, name: &str) -> Vec<String> {
    let rows = rows(answer);
    let at = rows[0].iter().position(|of| of == name);
    let at = at.unwrap_or_else(|| panic!("no column {name}: {:?}", rows[0]));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

#[tokio::test]
async fn a_copy_has_what_the_role_sees_and_a_spreadsheet_carries_nothing_out() {
    let server = with_members().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let file = fay.get("/console/api/export/members.csv").await;
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"riverside-2026-01-05-members.csv\""
    );
    assert_eq!(
        file.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(file.header("cache-control"), "no-store");
    assert_eq!(column(&file, "display_name"), ["'=SUM(Rosa)"]);
    assert_eq!(
        column(&file, "contact"),
        ["'+1 312 555 0142"],
        "text, with all its digits"
    );
    assert_eq!(column(&file, "introduction"), ["One\nand two, \"three\""]);
    assert_eq!(
        column(&file, "asked"),
        ["2026-01-05 12:00"],
        "on the site's clock"
    );
    let exact = fay.get("/console/api/export/members.json").await.json();
    assert_eq!(exact[0]["display_name"], "=SUM(Rosa)");
    assert_eq!(exact[0]["contact"], "+1 312 555 0142");
    assert_eq!(exact[0]["asked"], "2026-01-05T18:00:00Z");
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let all = cleo.get("/console/api/export/requests.json").await.json();
    assert_eq!(all.as_array().unwrap().len(), 2);
    let one = cleo
        .get("/console/api/export/members.csv?group=other-circle")
        .await;
    assert_eq!(column(&one, "display_name"), ["Sam"]);
    assert!(
        one.header("content-disposition")
            .contains("other-circle-2026")
    );
}

#[tokio::test]
async fn who_only_reads_learns_of_no_way_to_reach_anybody() {
    let server = with_members().await;
    let rita = Browser::of(&server, Who::ReadOnly).await;
    for file in [
        "members.csv",
        "members.json",
        "requests.csv",
        "requests.json",
    ] {
        let answer = rita.get(&format!("/console/api/export/{file}")).await;
        let text = answer.text();
        assert!(text.contains("Sam"), "{file}");
        assert!(!text.contains("555"), "{file}: {text}");
    }
}

#[tokio::test]
async fn no_copy_has_a_way_into_a_meeting() {
    let server = empty().await;
    let mut group = crate::harness::plain_group("walks", "Walks");
    group.join.url = Some("https://meet.example.org/hush".to_owned());
    group.join.requests_to = Some("fay@example.org".to_owned());
    server.import(vec![group]).await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    for file in ["groups.csv", "groups.json", "receipts.csv", "receipts.json"] {
        let answer = cleo.get(&format!("/console/api/export/{file}")).await;
        let text = answer.text();
        assert_eq!(answer.status.as_u16(), 200, "{file}");
        assert!(!text.contains("hush") && !text.contains("fay@"), "{file}");
    }
    let groups = cleo.get("/console/api/export/groups.json").await.json();
    assert_eq!(groups.as_array().unwrap().len(), 3);
    let empty = cleo.get("/console/api/export/receipts.json").await.json();
    assert_eq!(empty, serde_json::json!([]));
}

#[tokio::test]
async fn what_is_not_theirs_to_copy_is_not_there() {
    let server = with_members().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let nothing = fay.get("/console/api/export/nothing.csv").await;
    for file in [
        "audit.csv",
        "audit.json",
        "members.csv?group=other-circle",
        "members.csv?group=nothing",
        "members.xlsx",
        "members",
    ] {
        let answer = fay.get(&format!("/console/api/export/{file}")).await;
        assert_eq!(answer.status.as_u16(), 404, "{file}");
        assert_eq!(answer.bytes, nothing.bytes, "{file}");
    }
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let trail = cleo.get("/console/api/audit?what=exported").await.json();
    assert_eq!(trail["events"], serde_json::json!([]), "nothing was taken");
    let odd = cleo.get("/console/api/export/audit.csv?group=x").await;
    assert_eq!(odd.problem(), "bad-parameter");
}

#[tokio::test]
async fn the_trail_says_who_took_a_copy_and_never_of_whom() {
    let server = with_members().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    cleo.get("/console/api/export/members.csv?group=evening-circle")
        .await;
    server.wait_ms(1);
    cleo.get("/console/api/export/audit.json").await;
    let trail = cleo.get("/console/api/audit").await.json();
    let said = |at: usize, field: &str| trail["events"][at][field].as_str().unwrap().to_owned();
    assert_eq!(
        (said(0, "what"), said(0, "thing")),
        ("exported".into(), "audit.json".into())
    );
    assert_eq!(
        (said(1, "thing"), said(1, "called")),
        ("members.csv".into(), "Evening circle".into())
    );
    let people = trail["people"].as_array().unwrap();
    assert_eq!(people[0]["name"], "cleo");
    assert_eq!(people[0]["id"], said(0, "who"));
    assert!(!trail.to_string().contains("Rosa"));
    server.wait_ms(1);
    let csv = cleo.get("/console/api/export/audit.csv").await;
    assert_eq!(column(&csv, "who")[0], "cleo");
    assert_eq!(column(&csv, "called")[2], "evening-circle");
    // The operator took her on.
    let first = cleo.get("/console/api/audit?who=operator").await.json();
    assert_eq!(first["events"][0]["what"], "invited");
    assert_eq!(first["events"][0]["called"], "cleo");
}

#[tokio::test]
async fn the_trail_is_asked_in_parts_and_pages() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    for _ in 0..60 {
        server.wait_ms(1);
        cleo.get("/console/api/export/groups.csv").await;
    }
    let first = cleo.get("/console/api/audit?what=exported").await.json();
    assert_eq!(first["events"].as_array().unwrap().len(), 50);
    let next = first["next"].as_str().unwrap();
    let path = format!("/console/api/audit?what=exported&cursor={next}");
    let second = cleo.get(&path).await.json();
    assert_eq!(second["events"].as_array().unwrap().len(), 10);
    assert_eq!(second["next"], Value::Null);
    let none = cleo
        .get("/console/api/audit?to=2026-01-04&from=")
        .await
        .json();
    assert_eq!(none["events"], serde_json::json!([]));
    let today = cleo
        .get("/console/api/audit?from=2026-01-05&to=2026-01-05")
        .await;
    assert_eq!(today.json()["events"].as_array().unwrap().len(), 50);
    let bad = cleo.get("/console/api/audit?from=tomorrow").await;
    assert_eq!(bad.problem(), "bad-parameter");
}

#[tokio::test]
async fn retention_says_what_would_go_and_when() {
    let server = with_members().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let said = cleo.get("/console/api/retention").await.json();
    let kinds = said["kinds"].as_array().unwrap();
    let words: Vec<&str> = kinds
        .iter()
        .map(|of| of["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        words,
        [
            "requests",
            "memberships",
            "concerns",
            "hand-overs",
            "letters",
            "links",
            "searches"
        ]
    );
    assert!(
        kinds
            .iter()
            .all(|of| of["now"] == 0 && of["kept_days"].as_u64() > Some(0))
    );
}
