//! `GET /v1/sites/{site}/groups/{group}/guidelines`

use std::fs;

use serde_json::{Value, json};
use server::{
    config::read_guidelines_file,
    domain::guidelines::{GuidelinesRecord, Publication},
};

use crate::harness::{Answer, Server};

const PATH: &str = "/v1/sites/riverside/groups/evening-circle/guidelines";

const OF_SITE: &str = r#"
[[items]]
key = "stays-here"
rule = { en = "What is said here stays here.", es = "Lo que se dice aquí se queda aquí." }
why.en = "So that we can be open.\n\n- No names\n- **No** pictures"
why.es = "Para poder abrirnos. <b>Sin</b> [fotos](javascript:alert(1))."

[[items]]
key = "phones"
rule = { en = "Phones are quiet.", es = "Los teléfonos están en silencio." }

[[items]]
key = "hats"
rule = { en = "Hats are welcome.", es = "Los sombreros son bienvenidos." }
"#;

const SECOND_OF_SITE: &str = r#"
what_changed.en = "We say more about **recording**."
what_changed.es = "Decimos más sobre las **grabaciones**."

[[items]]
key = "phones"
rule = { en = "Phones are quiet, and nobody records.", es = "Los teléfonos están en silencio y nadie graba." }

[[items]]
key = "stays-here"
rule = { en = "What is said here stays here.", es = "Lo que se dice aquí se queda aquí." }
why.en = "So that we can be open.\n\n- No names\n- **No** pictures"
why.es = "Para poder abrirnos. <b>Sin</b> [fotos](javascript:alert(1))."

[[items]]
key = "turns"
rule = { en = "We take turns.", es = "Hablamos por turnos." }
"#;

const OF_GROUP: &str = r#"
[[items]]
key = "cameras"
rule = { en = "Cameras may stay off.", es = "Las cámaras pueden estar apagadas." }
"#;

fn read(text: &str) -> GuidelinesRecord {
    read_guidelines_file(text, &["en".to_owned(), "es".to_owned()]).unwrap()
}

/// Publishes, and lets the second pass after which everybody sees it.
async fn publish(server: &Server, group: Option<&str>, text: &str) -> Publication {
    let store = &server.state.store;
    let site = store.find_site("riverside").await.unwrap().unwrap();
    let group = match group {
        Some(slug) => Some(store.find_group(&site, slug).await.unwrap().unwrap().id),
        None => None,
    };
    let record = read(text);
    let publishing = store.publish_guidelines(&site, group.as_ref(), &record, server.now());
    let publication = publishing.await.unwrap();
    server.wait_ms(60_000);
    publication
}

/// The fixture's site with its rules and those of its evening circle.
async fn with_guidelines() -> Server {
    let server = Server::start().await;
    publish(&server, None, OF_SITE).await;
    publish(&server, Some("evening-circle"), OF_GROUP).await;
    server
}

fn rules(answer: &Answer) -> Vec<String> {
    let guidelines = answer.json();
    let items = guidelines["items"].as_array().unwrap().iter();
    items
        .map(|item| item["rule"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_group_shows_its_sites_rules_and_then_its_own() {
    let server = with_guidelines().await;
    let answer = server.get(PATH).await;
    assert_eq!(answer.status.as_u16(), 200);
    insta::assert_json_snapshot!(answer.json());
    let other = server
        .get("/v1/sites/riverside/groups/men-and-mugs/guidelines")
        .await;
    assert_eq!(other.json()["version"], "1.0");
    assert_eq!(rules(&other).len(), 3, "the site's alone");
}

#[tokio::test]
async fn texts_come_in_the_nearest_language_and_no_html_crosses_the_wire() {
    let server = with_guidelines().await;
    let answer = server.get(&format!("{PATH}?lang=es-MX")).await.json();
    assert_eq!(answer["language"], "es");
    insta::assert_json_snapshot!(answer["items"][0], @r#"
    {
      "key": "stays-here",
      "scope": "site",
      "rule": "Lo que se dice aquí se queda aquí.",
      "why": [
        {
          "kind": "paragraph",
          "items": [
            [
              {
                "text": "Para poder abrirnos. <b>Sin</b> fotos."
              }
            ]
          ]
        }
      ]
    }
    "#);
    let french = server.get(&format!("{PATH}?lang=fr")).await.json();
    assert_eq!(french, server.get(PATH).await.json());
    assert_ne!(french["hash"], answer["hash"]);
}

#[tokio::test]
async fn the_difference_to_an_earlier_version_is_shown() {
    let server = with_guidelines().await;
    publish(&server, None, SECOND_OF_SITE).await;
    let plain = server.get(PATH).await.json();
    let answer = server.get(&format!("{PATH}?since=1.0")).await;
    insta::assert_json_snapshot!(answer.json());
    let spanish = server
        .get(&format!("{PATH}?since=1.0&lang=es"))
        .await
        .json();
    assert_eq!(
        spanish["removed"],
        json!(["Los sombreros son bienvenidos."])
    );
    let current = server.get(&format!("{PATH}?since=2.1")).await.json();
    assert_eq!(current, plain, "nothing differs");
}

#[tokio::test]
async fn a_since_that_was_never_published_is_a_bad_parameter() {
    let server = with_guidelines().await;
    for since in ["2.0", "1.2", "1", "x", "", "01.0", "1.-1", "%2B1.0"] {
        let answer = server.get(&format!("{PATH}?since={since}")).await;
        assert_eq!(answer.problem(), "bad-parameter", "{since}");
        assert_eq!(answer.json()["errors"][0]["field"], "since");
    }
    let refused = server.get(&format!("{PATH}?version=1.0")).await;
    assert_eq!(refused.json()["errors"][0]["field"], "version");
    let refused = server.get(&format!("{PATH}?since=9.9")).await;
    insta::assert_json_snapshot!(refused.json(), @r#"
    {
      "type": "/problems#bad-parameter",
      "title": "A parameter could not be understood",
      "status": 400,
      "code": "bad-parameter",
      "errors": [
        {
          "field": "since",
          "code": "bad-value",
          "detail": "a version that was published, such as 1.0"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn an_unknown_group_is_a_problem() {
    let server = with_guidelines().await;
    let answer = server
        .get("/v1/sites/riverside/groups/nobody/guidelines")
        .await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_str()),
        (404, "unknown-group")
    );
    let elsewhere = server
        .get("/v1/sites/lakeside/groups/evening-circle/guidelines")
        .await;
    assert_eq!(elsewhere.problem(), "unknown-site");
}

#[tokio::test]
async fn a_site_without_guidelines_has_none_to_show() {
    let server = Server::start().await;
    let answer = server.get(PATH).await.json();
    let hash = answer["hash"].clone();
    assert_eq!(
        answer,
        json!({
            "version": "0.0", "hash": hash, "language": "en", "acknowledge": "together",
            "items": [],
        })
    );
}

#[tokio::test]
async fn answers_are_kept_and_renewed_within_a_second_of_a_new_version() {
    let server = with_guidelines().await;
    let first = server.get(PATH).await;
    assert_eq!(
        first.header("cache-control"),
        "public, max-age=60, stale-while-revalidate=600"
    );
    let tag = first.header("etag").to_owned();
    let again = server.get_with(PATH, &[("if-none-match", &tag)]).await;
    assert_eq!(again.status.as_u16(), 304);
    publish(&server, None, SECOND_OF_SITE).await;
    let renewed = server.get_with(PATH, &[("if-none-match", &tag)]).await;
    assert_eq!(renewed.status.as_u16(), 200);
    assert_eq!(renewed.json()["version"], "2.1");
    assert!(rules(&renewed).contains(&"We take turns.".to_owned()));
}

#[tokio::test]
async fn the_site_says_how_they_are_acknowledged() {
    let server = with_guidelines().await;
    let acknowledge = async || -> Value { server.get(PATH).await.json()["acknowledge"].clone() };
    assert_eq!(acknowledge().await, "together");
    let text = fs::read_to_string(server.site_file()).unwrap();
    let each = text.replace("[join]\n", "[join]\nacknowledge = \"each\"\n");
    fs::write(server.site_file(), each).unwrap();
    server.wait_ms(1_000);
    assert_eq!(acknowledge().await, "each");
}
