//! `GET /v1/sites/{site}`

use std::fs;

use crate::harness::Server;

#[tokio::test]
async fn a_site_is_told_in_its_first_language() {
    let server = Server::start_empty().await;
    let site = server.get("/v1/sites/riverside").await.json();
    insta::assert_json_snapshot!(site);
}

#[tokio::test]
async fn the_crisis_lines_of_every_country_come_when_asked_for() {
    let server = Server::start_empty().await;
    let crisis = async |query: &str| {
        let site = server.get(&format!("/v1/sites/riverside{query}")).await;
        site.json()["crisis"].clone()
    };
    let (own, all) = (crisis("").await, crisis("?crisis=all").await);
    assert_eq!(own.as_array().unwrap().len(), 1);
    assert!(all.as_array().unwrap().len() > 20);
    assert_eq!(own[0], all[0], "the site's country stands first");
    let refused = server.get("/v1/sites/riverside?crisis=none").await;
    assert_eq!(refused.json()["errors"][0]["field"], "crisis");

    let text = fs::read_to_string(server.site_file()).unwrap();
    let placeless = text.replacen("country = \"US\"\n", "", 1);
    fs::write(server.site_file(), placeless).unwrap();
    server.wait_ms(1_000);
    assert_eq!(
        crisis("").await.as_array().unwrap().len(),
        all.as_array().unwrap().len()
    );
}

#[tokio::test]
async fn a_site_is_told_in_the_asked_language() {
    let server = Server::start_empty().await;
    let site = server.get("/v1/sites/riverside?lang=es-MX").await.json();
    assert_eq!(site["name"], "Cuidado del Cáncer Riverside");
    assert_eq!(site["language"], "es");
    assert!(
        site["disclaimer"][0]["items"][0][0]["text"]
            .as_str()
            .unwrap()
            .contains("apoyo")
    );
}

#[tokio::test]
async fn a_site_that_is_not_there_is_a_problem() {
    let server = Server::start_empty().await;
    for path in [
        "/v1/sites/lakeside",
        "/v1/sites/lakeside/groups",
        "/v1/sites/Riverside",
    ] {
        let answer = server.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (404, "unknown-site")
        );
    }
    assert_eq!(server.get("/v1/sites/%FF").await.problem(), "not-found");
}

#[tokio::test]
async fn an_unknown_parameter_is_named() {
    let server = Server::start_empty().await;
    let answer = server.get("/v1/sites/riverside?language=es").await;
    assert_eq!(answer.problem(), "bad-parameter");
    assert_eq!(answer.json()["errors"][0]["field"], "language");
}

#[tokio::test]
async fn a_changed_file_counts_within_a_second_and_a_broken_one_not_at_all() {
    let server = Server::start_empty().await;
    let name = async || server.get("/v1/sites/riverside").await.json()["name"].clone();
    assert_eq!(name().await, "Riverside Cancer Care");
    let text = fs::read_to_string(server.site_file()).unwrap();
    fs::write(
        server.site_file(),
        text.replace("Riverside Cancer Care", "Riverside"),
    )
    .unwrap();
    server.wait_ms(1_000);
    assert_eq!(name().await, "Riverside");

    fs::write(
        server.site_file(),
        "name = \"Broken\"\ntime_zon = \"UTC\"\n",
    )
    .unwrap();
    server.wait_ms(1_000);
    assert_eq!(name().await, "Riverside", "the last good state serves");
    let ready = server.get("/readyz").await;
    assert_eq!(ready.status.as_u16(), 200);
    let problem = ready.json()["files"]["riverside.toml"].clone();
    let problem = problem.as_str().unwrap();
    assert!(
        problem.contains("2:1: unknown key `time_zon`; did you mean `time_zone`?"),
        "{problem}"
    );

    fs::remove_file(server.site_file()).unwrap();
    server.wait_ms(1_000);
    assert_eq!(
        server.get("/v1/sites/riverside").await.problem(),
        "unknown-site"
    );
}

#[tokio::test]
async fn a_new_file_is_a_new_site() {
    let server = Server::start_empty().await;
    assert_eq!(
        server.get("/v1/sites/lakeside").await.problem(),
        "unknown-site"
    );
    let file = server.folder.path().join("sites/lakeside.toml");
    fs::write(file, "name = \"Lakeside\"\ntime_zone = \"UTC\"\n").unwrap();
    server.wait_ms(1_000);
    assert_eq!(
        server.get("/v1/sites/lakeside").await.json()["name"],
        "Lakeside"
    );
    let groups = server.get("/v1/sites/lakeside/groups").await.json();
    assert_eq!(groups["total"], 0);
}

/// Adds to the end of the sample site's file.
fn add_to_site(server: &Server, text: &str) {
    let file = fs::read_to_string(server.site_file()).unwrap();
    fs::write(server.site_file(), format!("{file}\n{text}")).unwrap();
    server.wait_ms(1_000);
}

#[tokio::test]
async fn a_theme_and_own_words_come_with_the_site_and_one_that_cannot_be_read_does_not() {
    let server = Server::start_empty().await;
    let site = async |query: &str| {
        server
            .get(&format!("/v1/sites/riverside{query}"))
            .await
            .json()
    };
    assert_eq!(site("").await.get("theme"), None);
    add_to_site(
        &server,
        "[theme]\nbrand = \"#005eb8\"\n[wording.es.finder]\ntitle = \"Encuentra tu grupo\"\n",
    );
    let told = site("?lang=es").await;
    assert!(
        told["theme"]
            .as_str()
            .unwrap()
            .contains("--t-accent:#005eb8")
    );
    assert_eq!(
        told["wording"]["Busca un grupo de apoyo"],
        "Encuentra tu grupo"
    );
    assert_eq!(
        site("").await.get("wording"),
        None,
        "the words of one language"
    );

    let file = fs::read_to_string(server.site_file()).unwrap();
    fs::write(server.site_file(), file.replace("#005eb8", "#ffcc00")).unwrap();
    server.wait_ms(1_000);
    let told = site("").await;
    assert!(
        told["theme"].as_str().unwrap().contains("#005eb8"),
        "the last good one serves"
    );
    let ready = server.get("/readyz").await.json();
    let problem = ready["files"]["riverside.toml"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        problem.contains("`#ffcc00`") && problem.contains("that passes is `#"),
        "{problem}"
    );
}

#[tokio::test]
async fn the_first_guidelines_of_a_file_are_version_one_and_later_ones_stay() {
    let server = Server::start_empty().await;
    let rules = |words: &str| {
        format!("[[guidelines.items]]\nkey = \"a\"\nrule = {{ en = \"{words}\", es = \"Uno\" }}\n")
    };
    let versions = async || {
        server.get("/v1/sites/riverside").await;
        let site = server
            .state
            .store
            .add_site("riverside", server.now())
            .await
            .unwrap();
        let versions = server
            .state
            .store
            .list_guidelines(&site, None)
            .await
            .unwrap();
        versions
            .iter()
            .map(|one| one.content.items[0].rule.said_in("en").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(versions().await, [""; 0]);
    add_to_site(&server, &rules("What you hear stays here."));
    assert_eq!(versions().await, ["What you hear stays here."]);
    let file = fs::read_to_string(server.site_file()).unwrap();
    fs::write(
        server.site_file(),
        file.replace("stays here", "stays with us"),
    )
    .unwrap();
    server.wait_ms(1_000);
    assert_eq!(versions().await, ["What you hear stays here."]);
}
