//! `GET /v1/sites/{site}/groups`

use serde_json::Value;

use crate::harness::{Answer, Server, plain_group};

const PATH: &str = "/v1/sites/riverside/groups";

async fn list(server: &Server, query: &str) -> Value {
    let answer = server.get(&format!("{PATH}?{query}")).await;
    assert_eq!(answer.status.as_u16(), 200, "{query}: {}", answer.text());
    answer.json()
}

fn slugs(list: &Value) -> Vec<&str> {
    let groups = list["groups"].as_array().unwrap().iter();
    groups
        .map(|group| group["slug"].as_str().unwrap())
        .collect()
}

async fn found(server: &Server, query: &str) -> String {
    slugs(&list(server, query).await).join(" ")
}

#[tokio::test]
async fn the_first_page_has_every_group_by_its_next_meeting() {
    let server = Server::start().await;
    insta::assert_json_snapshot!(server.get(PATH).await.json());
}

#[tokio::test]
async fn a_next_meeting_stands_in_the_groups_own_zone_and_may_end_past_midnight() {
    let server = Server::start().await;
    let list = list(&server, "text=jose").await;
    insta::assert_json_snapshot!(list["groups"][0]["next_meeting"], @r#"
    {
      "starts_at": "2026-01-17T22:30:00-08:00",
      "ends_at": "2026-01-18T00:30:00-08:00"
    }
    "#);
}

#[tokio::test]
async fn text_forgives_accents_synonyms_and_slips_of_the_finger() {
    let server = Server::start().await;
    for (text, slug) in [
        ("brest", "evening-circle"),
        ("jose", "circulo-de-apoyo"),
        ("leukaemia", "circulo-de-apoyo"),
        ("evening", "evening-circle"),
    ] {
        let list = list(&server, &format!("text={text}")).await;
        assert_eq!(slugs(&list).first(), Some(&slug), "{text}");
    }
    assert_eq!(found(&server, "text=zzzzqqqq").await, "");
}

#[tokio::test]
async fn facets_are_any_within_and_all_across() {
    let server = Server::start().await;
    assert_eq!(
        found(&server, "focus=breast,prostate&sort=name").await,
        "evening-circle men-and-mugs"
    );
    assert_eq!(
        found(&server, "focus=breast&focus=prostate&format=in-person").await,
        "men-and-mugs"
    );
    assert_eq!(
        found(&server, "day=tuesday&daypart=evening").await,
        "evening-circle"
    );
    assert_eq!(found(&server, "language=es").await, "circulo-de-apoyo");
    assert_eq!(
        found(&server, "availability=waiting-list").await,
        "men-and-mugs"
    );
}

#[tokio::test]
async fn facet_counts_are_for_the_selection_and_the_sites_facets_come_first() {
    let server = Server::start().await;
    let list = list(&server, "focus=breast&format=in-person").await;
    assert_eq!(list["total"], 0);
    let facets: Vec<&String> = list["facets"].as_object().unwrap().keys().collect();
    assert_eq!(facets[..2], ["format", "focus"]);
    assert_eq!(
        list["facets"]["format"]["online"], 1,
        "breast groups that are online"
    );
    assert_eq!(
        list["facets"]["focus"]["prostate"], 1,
        "prostate groups in person"
    );
}

#[tokio::test]
async fn near_adds_distances_and_reach_leaves_out_what_is_far() {
    let server = Server::start().await;
    let list = list(&server, "near=33.95,-117.40&within_km=50").await;
    let first = &list["groups"][0];
    assert_eq!(first["slug"], "circulo-de-apoyo");
    assert_eq!(first["distance_km"], 4.1);
    assert!(!slugs(&list).contains(&"men-and-mugs"));
    assert!(
        slugs(&list).contains(&"evening-circle"),
        "online is near everywhere"
    );
}

#[tokio::test]
async fn a_span_of_days_finds_groups_that_meet_in_it() {
    let server = Server::start().await;
    assert_eq!(
        found(&server, "from=2026-01-06&to=2026-01-06").await,
        "evening-circle"
    );
    assert_eq!(
        found(&server, "from=2026-01-08T00:00:00-06:00&to=2026-01-08").await,
        "men-and-mugs"
    );
    assert_eq!(
        found(&server, "from=2026-01-13&to=2026-01-13").await,
        "",
        "that one is left out"
    );
}

#[tokio::test]
async fn what_cannot_be_understood_is_named() {
    let server = Server::start().await;
    for (query, field) in [
        ("focus=lungs", "focus"),
        ("colour=red", "colour"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("near=91,0", "near"),
        ("within_km=-1", "within_km"),
        ("from=tomorrow", "from"),
        ("to=2026-13-01", "to"),
        ("sort=best", "sort"),
        ("text=%FF", "text"),
    ] {
        let answer = server.get(&format!("{PATH}?{query}")).await;
        assert_eq!(answer.status.as_u16(), 400, "{query}");
        assert_eq!(answer.problem(), "bad-parameter", "{query}");
        assert_eq!(answer.json()["errors"][0]["field"], field, "{query}");
    }
    let answer = server.get(&format!("{PATH}?focus=lungs")).await;
    insta::assert_json_snapshot!(answer.json());
}

#[tokio::test]
async fn pages_show_every_group_once() {
    let server = Server::start().await;
    let all = found(&server, "").await;
    let mut seen = Vec::new();
    let mut query = "limit=2".to_owned();
    loop {
        let page = list(&server, &query).await;
        seen.extend(slugs(&page).iter().map(ToString::to_string));
        match page["next"].as_str() {
            Some(next) => query = format!("limit=2&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen.join(" "), all);
}

#[tokio::test]
async fn pages_stay_steady_while_groups_come_and_go() {
    let server = Server::start_empty().await;
    let names = ["b", "d", "f", "h"];
    server
        .import(names.iter().map(|name| plain_group(name, name)).collect())
        .await;
    let page = list(&server, "sort=name&limit=2").await;
    assert_eq!(slugs(&page), ["b", "d"]);
    let next = page["next"].as_str().unwrap().to_owned();
    server
        .import(vec![plain_group("a", "a"), plain_group("e", "e")])
        .await;
    server.wait_ms(1_000);
    let page = list(&server, &format!("sort=name&limit=2&cursor={next}")).await;
    assert_eq!(slugs(&page), ["e", "f"]);
}

#[tokio::test]
async fn a_cursor_of_another_query_or_of_nobody_is_refused() {
    let server = Server::start().await;
    let next = list(&server, "limit=2").await["next"]
        .as_str()
        .unwrap()
        .to_owned();
    for query in [
        format!("focus=breast&cursor={next}"),
        "cursor=nonsense".into(),
        "cursor=".into(),
    ] {
        let answer = server.get(&format!("{PATH}?{query}")).await;
        assert_eq!(answer.problem(), "bad-cursor", "{query}");
    }
}

#[tokio::test]
async fn an_unchanged_list_costs_no_bytes_in_any_encoding() {
    let server = Server::start().await;
    let unpack = |answer: &Answer| -> Vec<u8> {
        let mut plain = Vec::new();
        match answer.header("content-encoding") {
            "br" => {
                brotli::BrotliDecompress(&mut &*answer.bytes, &mut plain).unwrap();
            }
            "gzip" => {
                let mut reader = flate2::read::GzDecoder::new(&*answer.bytes);
                std::io::Read::read_to_end(&mut reader, &mut plain).unwrap();
            }
            _ => plain.clone_from(&answer.bytes),
        }
        plain
    };
    let plain = server.get(PATH).await;
    assert_eq!(
        plain.header("cache-control"),
        "public, max-age=60, stale-while-revalidate=600"
    );
    for encoding in ["br", "gzip", "identity"] {
        for query in ["", "?focus=breast,prostate,blood"] {
            let path = format!("{PATH}{query}");
            let first = server
                .get_with(&path, &[("accept-encoding", encoding)])
                .await;
            assert_eq!(first.header("vary"), "accept-encoding");
            let expected = server.get(&path).await.bytes;
            assert_eq!(unpack(&first), expected, "{encoding} {path}");
            let etag = first.header("etag").to_owned();
            let asked = [
                ("accept-encoding", encoding),
                ("if-none-match", etag.as_str()),
            ];
            let again = server.get_with(&path, &asked).await;
            assert_eq!(again.status.as_u16(), 304);
            assert!(again.bytes.is_empty());
            assert_eq!(again.header("etag"), etag);
        }
    }
}

#[tokio::test]
async fn an_import_shows_within_a_second() {
    let server = Server::start().await;
    let before = server.get(PATH).await;
    server.import(vec![plain_group("new-one", "New one")]).await;
    server.wait_ms(1_000);
    let after = server.get(PATH).await;
    assert_ne!(before.header("etag"), after.header("etag"));
    assert_eq!(after.json()["total"], 7);
}

#[tokio::test]
async fn a_meeting_that_has_ended_gives_way_to_the_next() {
    let server = Server::start().await;
    let next = async || {
        let list = list(&server, "focus=breast").await;
        list["groups"][0]["next_meeting"]["starts_at"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(next().await, "2026-01-06T19:00:00-06:00");
    // A minute before it ends it still is the one to show.
    server.wait_ms((24 + 8) * 3_600_000 + 29 * 60_000);
    assert_eq!(next().await, "2026-01-06T19:00:00-06:00");
    server.wait_ms(60_000);
    assert_eq!(
        next().await,
        "2026-01-20T19:00:00-06:00",
        "the 13th is left out"
    );
}

#[tokio::test]
async fn nobody_waits_while_many_groups_are_read_anew() {
    let server = Server::start_empty().await;
    let groups = (0..1_000).map(|at| plain_group(&format!("g{at:04}"), &format!("Group {at}")));
    server.import(groups.collect()).await;
    assert_eq!(list(&server, "").await["total"], 1_000);
    server.import(vec![plain_group("new-one", "New one")]).await;
    server.wait_ms(1_000);
    assert_eq!(
        list(&server, "").await["total"],
        1_000,
        "the former state, at once"
    );
    for _ in 0..200 {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        if list(&server, "").await["total"] == 1_001 {
            return;
        }
    }
    panic!("the new state never came");
}
