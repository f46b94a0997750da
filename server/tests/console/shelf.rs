//! What staff read on the shelf, and what they lay out for members.

use std::fs;

use axum::http::Method;
use serde_json::{Value, json};

use crate::team::{Browser, Who, empty};

const RESOURCES: &str = "/console/api/groups/evening-circle/resources";

fn slugs(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().unwrap().iter();
    items.map(|item| item["slug"].as_str().unwrap()).collect()
}

fn left_id(all: &Value) -> Value {
    all["groups"][0]["resource"].clone()
}

async fn change(browser: &Browser<'_>, method: Method, path: &str, body: &Value) -> Value {
    let body = body.to_string();
    let answer = browser.ask(method, path, "application/json", body).await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
    answer.json()
}

#[tokio::test]
async fn the_shelf_is_searched_by_kind_theme_stage_and_words_in_ones_language() {
    let server = empty().await;
    let rita = Browser::of(&server, Who::ReadOnly).await;
    let find = async |query: &str| {
        let answer = rita.get(&format!("/console/api/shelf{query}")).await;
        assert_eq!(answer.status.as_u16(), 200, "{}", answer.text());
        answer.json()
    };
    let all = find("").await;
    assert!(slugs(&all).len() > 90);
    assert_eq!(all["items"][0]["language"], "en");
    let grief = find("?kind=prompt&theme=grief&stage=bereavement").await;
    assert!(slugs(&grief).contains(&"the-things-they-left"));
    assert!(
        !slugs(&grief).contains(&"losses-without-a-card"),
        "for others"
    );
    let spanish = find("?lang=es&text=armario+vacio").await;
    assert_eq!(slugs(&spanish), ["the-things-they-left"]);
    let members = find("?members=true").await;
    let fit = members["items"].as_array().unwrap();
    assert!(!fit.is_empty() && fit.iter().all(|item| item["for_members"] == true));
    for wrong in ["?kind=song", "?members=no", "?colour=red"] {
        let answer = rita.get(&format!("/console/api/shelf{wrong}")).await;
        assert_eq!(answer.problem(), "bad-parameter", "{wrong}");
    }
}

#[tokio::test]
async fn a_text_comes_with_its_tables_and_the_sites_own_crisis_lines() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let skills = fay
        .get("/console/api/shelf/listening-and-empathy")
        .await
        .json();
    let parts = skills["text"].as_array().unwrap();
    let table = parts.iter().find_map(|part| part.get("table")).unwrap();
    let heads: Vec<_> = table["head"].as_array().unwrap().iter().collect();
    assert_eq!(heads[0][0]["text"], "Strategy");
    assert_eq!(heads.len(), 3);
    assert!(table["rows"].as_array().unwrap().len() >= 8);
    assert!(skills.get("crisis").is_none());
    let risk = fay
        .get("/console/api/shelf/talk-of-suicide?lang=es")
        .await
        .json();
    assert_eq!(risk["entry"]["language"], "es");
    assert_eq!(risk["crisis"][0]["emergency"], "911");
    assert_eq!(risk["see"][0]["title"], "El mensaje de la noche");
    assert_eq!(
        fay.get("/console/api/shelf/nothing").await.problem(),
        "not-found"
    );
}

#[tokio::test]
async fn a_site_adds_replaces_and_hides_and_a_broken_file_changes_nothing() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let folder = server.folder.path().join("sites/riverside/shelf/en/prompt");
    fs::create_dir_all(&folder).unwrap();
    let own = "+++\ntitle = \"What would you ask the river?\"\n+++\nWait.\n";
    fs::write(folder.join("the-river.md"), own).unwrap();
    fs::write(folder.join("hope-now.md"), own.replace("river", "sea")).unwrap();
    let mut site = fs::read_to_string(server.site_file()).unwrap();
    site.push_str("\n[shelf]\nhide = [\"since-we-last-met\"]\n");
    fs::write(server.site_file(), site).unwrap();
    server.wait_ms(2_000);
    let list = fay.get("/console/api/shelf?kind=prompt").await.json();
    assert!(!slugs(&list).contains(&"since-we-last-met"));
    let titled = |slug: &str| {
        let items = list["items"].as_array().unwrap().iter();
        let item = items.clone().find(|item| item["slug"] == slug).unwrap();
        (
            item["title"].as_str().unwrap().to_owned(),
            item["own"] == true,
        )
    };
    assert_eq!(
        titled("the-river"),
        ("What would you ask the river?".into(), true)
    );
    assert_eq!(
        titled("hope-now"),
        ("What would you ask the sea?".into(), true)
    );
    fs::write(folder.join("the-river.md"), "+++\ntitel = \"x\"\n+++\n").unwrap();
    server.wait_ms(2_000);
    let river = fay.get("/console/api/shelf/the-river").await.json();
    assert_eq!(river["entry"]["title"], "What would you ask the river?");
    let ready = server.get("/readyz").await.json();
    let said = &ready["files"]["riverside/shelf/en/prompt/the-river.md"];
    assert!(
        said.as_str().unwrap().contains("did you mean `title`?"),
        "{ready}"
    );
    fs::remove_file(folder.join("the-river.md")).unwrap();
    server.wait_ms(2_000);
    let gone = fay.get("/console/api/shelf/the-river").await;
    assert_eq!(gone.problem(), "not-found");
    assert_eq!(server.get("/readyz").await.json()["files"], json!({}));
}

#[tokio::test]
async fn staff_lay_out_change_order_and_take_away() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let rules = json!({ "shelf": "any-group", "note": "Read them before we meet." });
    assert_eq!(fay.post(RESOURCES, &rules).await.status.as_u16(), 201);
    let leaflet = json!({
        "title": "Parking", "url": "https://example.org/parking.pdf", "language": "en",
    });
    let both = fay.post(RESOURCES, &leaflet).await.json();
    let id = |at: usize| both["resources"][at]["id"].as_str().unwrap().to_owned();
    assert_eq!(both["resources"][0]["title"], "Ground rules for any group");
    assert_eq!(both["may_change"], true);
    let order = json!({ "order": [id(1)] });
    let ordered = change(&fay, Method::PUT, RESOURCES, &order).await;
    assert_eq!(ordered["resources"][0]["title"], "Parking");
    let other = json!({ "title": "Parking", "url": "https://example.org/p", "language": "es" });
    let path = format!("{RESOURCES}/{}", id(1));
    let changed = change(&fay, Method::PUT, &path, &other).await;
    assert_eq!(changed["resources"][0]["language"], "es");
    for _ in 0..2 {
        let left = change(&fay, Method::DELETE, &path, &json!({})).await;
        assert_eq!(left["resources"].as_array().unwrap().len(), 1);
    }
    let all = fay
        .get("/console/api/resources?item=any-group")
        .await
        .json();
    let id = left_id(&all);
    assert_eq!(
        all["groups"],
        json!([{ "slug": "evening-circle", "name": "Evening circle", "many": 1, "resource": id,
            "may_change": true }])
    );
    let rita = Browser::of(&server, Who::ReadOnly).await;
    let all = rita.get("/console/api/resources").await.json();
    assert_eq!(
        all["groups"],
        json!([{ "slug": "evening-circle", "name": "Evening circle", "many": 1 },
            { "slug": "other-circle", "name": "Other circle", "many": 0 }])
    );
    let seen = rita.get(RESOURCES).await.json();
    assert!(seen.get("may_change").is_none() && seen["resources"][0]["shelf"] == "any-group");
}

#[tokio::test]
async fn what_cannot_be_laid_out_is_named() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    for (body, field, code) in [
        (
            json!({ "shelf": "talk-of-suicide" }),
            "/shelf",
            "not-for-members",
        ),
        (json!({ "shelf": "nothing" }), "/shelf", "unknown-item"),
        (
            json!({ "title": "A", "language": "en", "url": "http://a.example" }),
            "/url",
            "not-a-link",
        ),
        (
            json!({ "url": "https://a.example", "language": "en" }),
            "/title",
            "missing",
        ),
    ] {
        let refused = fay.post(RESOURCES, &body).await;
        assert_eq!(refused.problem(), "invalid-fields", "{body}");
        let error = refused.json()["errors"][0].clone();
        assert_eq!(
            (error["field"].as_str(), error["code"].as_str()),
            (Some(field), Some(code))
        );
    }
    assert_eq!(fay.get(RESOURCES).await.json()["resources"], json!([]));
}
