//! What coordinators set for their site: it is checked as a file is, weighs less than the site's own file, and
//! can be taken back.

use std::fs;

use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    harness::{Answer, Server},
    team::{Browser, Who, empty},
};

const WEBSITE: &str = "/console/api/website";

async fn put(browser: &Browser<'_>, path: &str, body: &Value) -> Answer {
    let body = body.to_string();
    browser
        .ask(Method::PUT, path, "application/json", body)
        .await
}

async fn replace(browser: &Browser<'_>, version: u32, text: &str) -> Answer {
    put(
        browser,
        WEBSITE,
        &json!({ "version": version, "text": text }),
    )
    .await
}

async fn set(browser: &Browser<'_>, version: u32, key: &str, value: Value) -> Answer {
    let path = format!("{WEBSITE}/keys/{key}");
    put(
        browser,
        &path,
        &json!({ "version": version, "value": value }),
    )
    .await
}

async fn site(server: &Server) -> Value {
    server.get("/v1/sites/riverside?lang=es").await.json()
}

fn key<'a>(website: &'a Value, name: &str) -> &'a Value {
    let keys = website["keys"].as_array().unwrap();
    keys.iter().find(|one| one["key"] == name).unwrap()
}

#[tokio::test]
async fn looks_words_and_crisis_lines_are_set_key_by_key_and_members_see_them_at_once() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let before = cleo.get(WEBSITE).await.json();
    assert_eq!(
        (&before["version"], &before["text"]),
        (&json!(0), &json!(""))
    );
    assert_eq!(before["crisis"][0]["country"], "US");
    assert_eq!(before["worded"], json!(["en", "es"]));
    let saved = set(&cleo, 0, "theme", json!({ "brand": "#005eb8" })).await;
    assert_eq!(saved.json(), json!({ "version": 1 }));
    let theme = site(&server).await["theme"].as_str().unwrap().to_owned();
    assert!(theme.contains("--t-accent:#005eb8"), "{theme}");

    let words = cleo.get(&format!("{WEBSITE}/words/es")).await.json();
    assert_eq!(words["parts"].as_array().unwrap().len(), 4);
    let own = json!({ "es": { "finder": { "title": "Encuentra tu grupo" } } });
    assert_eq!(set(&cleo, 1, "wording", own.clone()).await.status, 200);
    let told = site(&server).await;
    assert_eq!(
        told["wording"]["Busca un grupo de apoyo"],
        "Encuentra tu grupo"
    );
    let after = cleo.get(WEBSITE).await.json();
    assert_eq!(key(&after, "wording")["value"], own);
    assert_eq!(after["versions"][0]["by"], "cleo");
    assert_eq!(after["versions"][0]["version"], 2);

    // Null takes a key out.
    assert_eq!(set(&cleo, 2, "theme", Value::Null).await.status, 200);
    assert_eq!(site(&server).await.get("theme"), None);
    let first = cleo.get(&format!("{WEBSITE}/versions/1")).await.json();
    assert_eq!(first["text"], "[theme]\nbrand = \"#005eb8\"\n");
    let answer = cleo.get(&format!("{WEBSITE}/versions/9")).await;
    assert_eq!(answer.problem(), "not-found");
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_at_its_field_and_changes_nothing() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let refused = set(&cleo, 0, "theme", json!({ "brand": "#ffcc00" })).await;
    assert_eq!(refused.problem(), "invalid-fields");
    let error = refused.json()["errors"][0].clone();
    assert_eq!(error["field"], "/value/brand");
    let said = error["detail"].as_str().unwrap();
    assert!(said.contains("that passes is `#"), "{said}");
    let words = json!({ "en": { "finder": { "groups.other": "groups" } } });
    let refused = set(&cleo, 0, "wording", words).await.json();
    let field = &refused["errors"][0]["field"];
    assert_eq!(*field, "/value/en/finder/groups/other");

    let text = "# Ours.\n[theme]\nbrnd = \"#005eb8\"\n";
    let checked = cleo
        .post(&format!("{WEBSITE}/check"), &json!({ "text": text }))
        .await;
    assert_eq!(
        checked.json()["findings"],
        json!([{ "line": 3, "column": 1, "problem": "unknown key `brnd` in `theme`; did you mean `brand`?" }])
    );
    let refused = replace(&cleo, 0, text).await;
    assert_eq!(refused.problem(), "invalid-fields");
    let said = refused.json()["errors"][0]["detail"].clone();
    assert!(
        said.as_str().unwrap().starts_with("3:1: unknown key"),
        "{said}"
    );
    let large = format!("# {}\n", "a".repeat(api_types::LONGEST_SITE_TEXT));
    assert_eq!(replace(&cleo, 0, &large).await.problem(), "invalid-fields");
    assert_eq!(
        set(&cleo, 0, "name", json!("B")).await.problem(),
        "not-found"
    );
    assert_eq!(cleo.get(WEBSITE).await.json()["version"], 0);
    assert_eq!(site(&server).await.get("theme"), None);
}

#[tokio::test]
async fn what_the_file_has_is_read_only_and_weighs_more() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let website = cleo.get(WEBSITE).await.json();
    assert_eq!(key(&website, "crisis")["in_file"], true);
    assert_eq!(key(&website, "theme")["in_file"], false);
    let refused = set(&cleo, 0, "country", json!("GB")).await.json();
    assert_eq!(refused["errors"][0]["code"], "in-file");
    let refused = replace(&cleo, 0, "country = \"GB\"\n").await.json();
    let said = refused["errors"][0]["detail"].as_str().unwrap().to_owned();
    assert!(
        said.starts_with("1:1: `country` stands in the site's file"),
        "{said}"
    );

    // A key that the file gets later is the file's from then on.
    assert_eq!(
        replace(&cleo, 0, "[theme]\nbrand = \"#005eb8\"\n")
            .await
            .status,
        200
    );
    let file = fs::read_to_string(server.site_file()).unwrap();
    let with_theme = format!("{file}\n[theme]\nbrand = \"#7a1f5c\"\n");
    fs::write(server.site_file(), with_theme).unwrap();
    server.wait_ms(1_000);
    let theme = site(&server).await["theme"].as_str().unwrap().to_owned();
    assert!(theme.contains("--t-accent:#7a1f5c"), "{theme}");
    let website = cleo.get(WEBSITE).await.json();
    assert_eq!(key(&website, "theme")["value"]["brand"], "#7a1f5c");
    // What else is set then leaves it out.
    let own = json!({ "es": { "finder": { "title": "A" } } });
    assert_eq!(set(&cleo, 1, "wording", own).await.status, 200);
    let text = cleo.get(WEBSITE).await.json()["text"].clone();
    assert!(!text.as_str().unwrap().contains("theme"), "{text}");
}

#[tokio::test]
async fn settings_that_no_longer_fit_the_file_serve_as_they_last_did_and_are_named() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let own = "[wording.es.finder]\ntitle = \"A\"\n";
    assert_eq!(replace(&cleo, 0, own).await.status, 200);
    // Written by a version that knew other texts, so to speak.
    let site_id = server.state.site("riverside").await.unwrap().id.clone();
    let operator = server::store::Viewer::operator(&site_id);
    let store = &server.state.store;
    let broken = "[wording.es.finder]\ntitel = \"B\"\n";
    let now = server.now();
    let written = store.replace_settings(&operator, 1, broken, now).await;
    assert_eq!(written.unwrap(), server::store::SettingsReplaced::As(2));
    server.wait_ms(1_000);
    assert_eq!(
        site(&server).await["wording"]["Busca un grupo de apoyo"],
        "A"
    );
    let ready = server.get("/readyz").await.json();
    let said = ready["files"]["riverside.toml"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        said.starts_with("settings of the console, version 2, 2:9: no text is called `titel`"),
        "{said}"
    );
    let website = cleo.get(WEBSITE).await.json();
    assert_eq!(website["problems"][0]["file"], "riverside.toml");
    assert_eq!(website["problems"][0]["problem"], said);
    // It is mended in the console.
    assert_eq!(replace(&cleo, 2, own).await.status, 200);
    let ready = server.get("/readyz").await.json();
    assert_eq!(ready["files"].get("riverside.toml"), None);
}

#[tokio::test]
async fn who_saves_over_a_version_that_they_did_not_see_is_told() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    assert_eq!(replace(&cleo, 0, "").await.status, 200);
    assert_eq!(replace(&cleo, 0, "").await.problem(), "changed-since");
    let late = set(&cleo, 0, "theme", json!({})).await;
    assert_eq!(late.problem(), "changed-since");
}

#[tokio::test]
async fn what_another_instance_set_is_served_here_within_a_second() {
    let server = empty().await;
    let site_id = server.state.site("riverside").await.unwrap().id.clone();
    let operator = server::store::Viewer::operator(&site_id);
    let (store, now) = (&server.state.store, server.now());
    let text = "[theme]\nbrand = \"#005eb8\"\n";
    store
        .replace_settings(&operator, 0, text, now)
        .await
        .unwrap();
    server.wait_ms(1_000);
    let theme = site(&server).await["theme"].as_str().unwrap().to_owned();
    assert!(theme.contains("--t-accent:#005eb8"), "{theme}");
}
