//! `GET /v1/sites/{site}/places`

use server::feeds::geonames::PlaceRow;

use crate::harness::Server;

#[tokio::test]
async fn towns_of_the_groups_are_there_without_any_import() {
    let server = Server::start().await;
    let answer = server.get("/v1/sites/riverside/places?text=river").await;
    insta::assert_json_snapshot!(answer.json(), @r#"
    {
      "places": [
        {
          "name": "Riverside",
          "region": "CA",
          "country": "US",
          "position": {
            "lat": 33.98,
            "lon": -117.38
          }
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn imported_places_follow_and_a_postcode_stands_before_its_town() {
    let server = Server::start().await;
    let row = |name: &str, region: &str, postcode: Option<&str>, population| PlaceRow {
        name: name.to_owned(),
        region: Some(region.to_owned()),
        country: "US".to_owned(),
        postcode: postcode.map(str::to_owned),
        lat: 10.123_45,
        lon: 20.0,
        population,
    };
    let rows = [
        row("Riverside", "CA", None, 300_000),
        row("Riverton", "UT", None, 40_000),
        row("Riverdale", "GA", Some("30274"), 0),
    ];
    server
        .state
        .store
        .replace_places("US.txt", &rows)
        .await
        .unwrap();
    let names = async |text: &str| {
        let path = format!("/v1/sites/riverside/places?text={text}");
        let places = server.get(&path).await.json()["places"].clone();
        let places = places.as_array().unwrap().clone();
        let names = places
            .iter()
            .map(|place| place["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    let found = names("river").await;
    assert_eq!(found[0], "Riverside", "once, and first");
    assert_eq!(found.iter().filter(|name| *name == "Riverside").count(), 1);
    assert!(found.contains(&"Riverton".to_owned()));
    assert_eq!(names("302").await, ["30274 Riverdale"]);
    assert!(names("zz").await.is_empty());
}

#[tokio::test]
async fn a_text_is_asked_for() {
    let server = Server::start().await;
    for query in ["", "?name=x", "?text="] {
        let answer = server
            .get(&format!("/v1/sites/riverside/places{query}"))
            .await;
        if query == "?text=" {
            assert_eq!(answer.json()["places"].as_array().unwrap().len(), 0);
        } else {
            assert_eq!(answer.problem(), "bad-parameter", "{query}");
        }
    }
}
