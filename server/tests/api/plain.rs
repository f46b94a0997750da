//! `/s/{site}`: a site's groups as pages without script.

use crate::{
    harness::{Server, plain_group},
    joining,
};

const LIST: &str = "/s/riverside";
const GROUP: &str = "/s/riverside/groups/evening-circle";

/// The page, as one that is there.
async fn page(server: &Server, path: &str) -> String {
    let answer = server.get(path).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}");
    assert!(answer.header("content-type").starts_with("text/html"));
    answer.text()
}

/// The slugs of the cards, in their order.
fn cards(html: &str) -> Vec<&str> {
    let cards = html.split("data-slug=\"").skip(1);
    cards.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn the_list_has_a_card_for_each_group_and_a_form_that_needs_no_script() {
    let server = Server::start().await;
    let html = page(&server, LIST).await;
    assert_eq!(cards(&html).len(), 6, "{html}");
    assert!(
        html.contains("<p class=\"total\" id=\"kd-count\">6 groups</p>"),
        "{html}"
    );
    assert!(html.contains("href=\"riverside/groups/evening-circle\""));
    assert!(html.contains("<form method=\"get\" action=\"riverside\""));
    assert!(html.contains("name=\"text\""));
    assert!(html.contains("<input type=\"checkbox\" name=\"focus\" value=\"breast\">"));
    assert!(!html.contains("<script") && !html.contains("<button type=\"button\""));
    assert!(
        !html.contains("style=\""),
        "the policy refuses styles of elements"
    );
}

#[tokio::test]
async fn crisis_lines_and_what_groups_are_not_stand_on_every_page() {
    let server = Server::start().await;
    for path in [LIST, GROUP, "/s/riverside?text=nothingfits"] {
        let html = page(&server, path).await;
        assert!(html.contains("988 Suicide &amp; Crisis Lifeline"), "{path}");
        assert!(html.contains("href=\"tel:911\""), "{path}");
        assert!(
            html.contains("Support groups are no medical advice"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_is_chosen_narrows_the_list_and_can_be_dropped() {
    let server = Server::start().await;
    let html = page(&server, "/s/riverside?focus=breast&format=online&lang=en").await;
    assert_eq!(cards(&html), ["evening-circle"]);
    assert!(html.contains("name=\"focus\" value=\"breast\" checked"));
    // Each choice is a link to the rest, in the same language.
    assert!(
        html.contains("href=\"riverside?format=online&amp;lang=en\""),
        "{html}"
    );
    assert!(html.contains("<input type=\"hidden\" name=\"lang\" value=\"en\">"));
    let found = page(&server, "/s/riverside?text=mugs").await;
    assert_eq!(cards(&found), ["men-and-mugs"]);
    assert!(found.contains("value=\"mugs\""));
}

#[tokio::test]
async fn where_nothing_fits_there_is_a_way_on_and_somebody_to_ring() {
    let server = Server::start().await;
    let html = page(&server, "/s/riverside?text=zzzzzz").await;
    assert!(cards(&html).is_empty());
    assert!(
        html.contains("0 groups") && html.contains("href=\"tel:3125550100\""),
        "{html}"
    );
    assert!(html.contains("class=\"button main\" href=\"riverside\""));
}

#[tokio::test]
async fn what_an_address_gathered_on_its_way_does_no_harm() {
    let server = Server::start().await;
    let html = page(
        &server,
        "/s/riverside?utm_source=x&focus=nonsense&page=9&near=0&sort=",
    )
    .await;
    assert_eq!(cards(&html).len(), 6);
}

#[tokio::test]
async fn a_long_list_has_pages_of_twenty() {
    let server = Server::start_empty().await;
    let group = |n: usize| plain_group(&format!("g-{n:02}"), &format!("Group {n:02}"));
    server.import((0..45).map(group).collect()).await;
    let first = page(&server, "/s/riverside?sort=name").await;
    assert_eq!(cards(&first).len(), 20);
    assert!(
        first.contains("href=\"riverside?sort=name&amp;page=2\" rel=\"next\""),
        "{first}"
    );
    assert!(!first.contains("rel=\"prev\""));
    let last = page(&server, "/s/riverside?sort=name&page=3").await;
    assert_eq!(cards(&last), ["g-40", "g-41", "g-42", "g-43", "g-44"]);
    assert!(last.contains("href=\"riverside?sort=name&amp;page=2\" rel=\"prev\""));
    assert!(!last.contains("rel=\"next\""));
    assert_eq!(
        cards(&page(&server, "/s/riverside?sort=name&page=99").await).len(),
        5
    );
}

#[tokio::test]
async fn a_groups_page_tells_what_is_public_in_the_groups_own_time() {
    let server = Server::start().await;
    let html = page(&server, GROUP).await;
    assert!(
        html.contains("<h1 class=\"title\" id=\"kd-page\" tabindex=\"-1\">Evening circle</h1>")
    );
    assert!(
        html.contains("Tuesdays, 7 pm (Chicago time, CST)"),
        "{html}"
    );
    assert!(html.contains("Tuesday 6 January") && html.contains("7 pm to 8:30 pm"));
    assert!(
        !html.contains("your time"),
        "nobody knows the reader's clock: {html}"
    );
    assert!(html.contains("href=\"tel:3125550111\""));
    assert!(
        html.contains("href=\"../../../v1/sites/riverside/groups/evening-circle/calendar.ics\"")
    );
    assert!(html.contains("href=\"../../riverside\""));
}

#[tokio::test]
async fn what_only_members_may_know_is_on_no_page() {
    let server = Server::start().await;
    for path in [LIST, GROUP, "/s/riverside/groups/men-and-mugs"] {
        let html = page(&server, path).await;
        for private in [
            "hidden-room-77",
            "0199",
            "48151623",
            "Quiet House",
            "Unlisted",
            "62799",
            "39.7",
        ] {
            assert!(!html.contains(private), "{private} on {path}");
        }
    }
}

#[tokio::test]
async fn the_way_to_join_is_the_form_where_there_is_one_and_whom_to_ask() {
    let with_form = joining::server().await;
    let html = page(&with_form, GROUP).await;
    let form = "href=\"../../../frame/join?site=riverside&amp;group=evening-circle&amp;lang=en\"";
    assert!(html.contains(form), "{html}");
    // The form's page needs script; whom to ask does not.
    assert!(html.contains("href=\"tel:3125550111\""));
    let without = Server::start().await;
    let html = page(&without, GROUP).await;
    assert!(!html.contains("frame/join") && html.contains("href=\"tel:3125550111\""));
}

#[tokio::test]
async fn what_somebody_wrote_stays_text() {
    let server = Server::start_empty().await;
    let mut group = plain_group("nasty", "</script><script>alert(1)</script>");
    group.summary = "\"><img src=x onerror=alert(1)>".to_owned();
    group.description = "[x](javascript:alert(1)) <b>bold</b>".to_owned();
    server.import(vec![group]).await;
    for path in [
        LIST,
        "/s/riverside/groups/nasty",
        "/s/riverside?text=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    ] {
        let html = page(&server, path).await;
        assert!(
            !html.contains("<script>alert") && !html.contains("<img"),
            "{path}: {html}"
        );
        assert!(!html.contains("href=\"javascript"), "{path}");
    }
}

#[tokio::test]
async fn the_language_is_the_one_asked_for_else_the_browsers_else_the_sites() {
    let server = Server::start().await;
    let spanish = page(&server, "/s/riverside?lang=es").await;
    assert!(spanish.contains("<html lang=\"es\" dir=\"ltr\">"));
    assert!(spanish.contains("Cuidado del Cáncer Riverside"));
    assert!(spanish.contains("href=\"riverside/groups/evening-circle?lang=es\""));
    assert!(spanish.contains("href=\"?lang=en\" lang=\"en\" hreflang=\"en\">English</a>"));
    assert!(spanish.contains("hreflang=\"es\" aria-current=\"true\">Español</a>"));
    let asks = async |tags: &str| server.get_with(LIST, &[("accept-language", tags)]).await;
    let preferred = asks("fr-CH, es-MX;q=0.9, en;q=0.8").await;
    assert!(preferred.text().contains("<html lang=\"es\""));
    assert!(preferred.header("vary").contains("accept-language"));
    assert!(asks("de").await.text().contains("<html lang=\"en\""));
}

#[tokio::test]
async fn what_is_not_there_is_said_kindly_and_with_the_right_number() {
    let server = Server::start().await;
    let answer = server.get("/s/riverside/groups/nobody").await;
    assert_eq!(answer.status.as_u16(), 404);
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    let html = answer.text();
    assert!(
        html.contains("988 Suicide") && html.contains("href=\"../../riverside\""),
        "{html}"
    );
    let answer = server.get("/s/nobody").await;
    assert_eq!(answer.status.as_u16(), 404);
    assert!(answer.header("content-type").starts_with("text/html"));
}

#[tokio::test]
async fn pages_may_load_nothing_but_their_own_style() {
    let server = Server::start().await;
    let answer = server.get(LIST).await;
    let policy = answer.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'self'"),
        "{policy}"
    );
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
    assert!(
        answer
            .text()
            .contains("<link rel=\"stylesheet\" href=\"riverside/style.css\">")
    );
    let style = server.get("/s/riverside/style.css").await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.text().contains(".kindred") && !style.text().contains(":host"));
    assert!(
        !answer.header("etag").is_empty() && answer.header("cache-control").contains("max-age=60")
    );
}

#[tokio::test]
async fn the_sites_theme_and_its_own_words_hold_on_pages_too() {
    let server = Server::start().await;
    let mut text = std::fs::read_to_string(server.site_file()).unwrap();
    text.push_str(
        "\n[theme]\nbrand = \"#5b2a86\"\n\n[wording.en.finder]\ntitle = \"Come and meet others\"\n",
    );
    std::fs::write(server.site_file(), text).unwrap();
    server.wait_ms(2_000);
    let html = page(&server, LIST).await;
    assert!(
        html.contains("<h1 class=\"title\">Come and meet others</h1>"),
        "{html}"
    );
    let style = server.get("/s/riverside/style.css").await.text();
    assert!(style.contains("--t-accent:#5b2a86"), "{style}");
}

#[tokio::test]
async fn views_of_searches_are_for_their_readers_and_not_for_search_engines() {
    let server = Server::start().await;
    let robots = async |path: &str| server.get(path).await.header("x-robots-tag").to_owned();
    assert_eq!(robots(LIST).await, "all");
    assert_eq!(robots(GROUP).await, "all");
    assert_eq!(robots("/s/riverside?focus=breast").await, "noindex, follow");
}

/// A server that knows its own address.
async fn known() -> Server {
    let url = "https://groups.example.org".parse().unwrap();
    let server = Server::start_as(Some(url), |_| server::notify::MailState::not_set_up()).await;
    server.import_fixture().await;
    server
}

/// What search engines read of a page.
fn facts(html: &str) -> serde_json::Value {
    let start = "<script type=\"application/ld+json\">";
    let (_, rest) = html
        .split_once(start)
        .expect("the page says what it is about");
    let (json, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(json).unwrap()
}

#[tokio::test]
async fn search_engines_read_when_and_how_a_group_meets_and_nothing_that_members_alone_know() {
    let server = known().await;
    let html = page(&server, GROUP).await;
    insta::assert_json_snapshot!(facts(&html));
    let in_person = page(&server, "/s/riverside/groups/men-and-mugs").await;
    let said = facts(&in_person).to_string();
    assert!(said.contains("Springfield") && !said.contains("Unlisted") && !said.contains("39.7"));
    let list = facts(&page(&server, LIST).await);
    assert_eq!(
        list["@graph"][1]["itemListElement"]
            .as_array()
            .unwrap()
            .len(),
        6
    );
    let paused = facts(&page(&server, "/s/riverside/groups/resting").await);
    assert_eq!(paused["@graph"][0]["@type"], "Organization", "{paused}");
}

#[tokio::test]
async fn what_somebody_wrote_cannot_end_what_search_engines_read() {
    let server = known().await;
    let name = "</script><script>alert(1)</script>";
    server.import(vec![plain_group("nasty", name)]).await;
    let html = page(&server, "/s/riverside?sort=name").await;
    assert!(!html.contains("<script>alert"));
    let named = facts(&html)["@graph"][1]["itemListElement"].to_string();
    assert!(named.contains(name), "it reads back as it was: {named}");
}

#[tokio::test]
async fn a_page_names_its_one_address_and_its_other_languages() {
    let server = known().await;
    let html = page(&server, "/s/riverside/groups/evening-circle?utm_source=x").await;
    let base = "https://groups.example.org/s/riverside/groups/evening-circle";
    assert!(
        html.contains(&format!("<link rel=\"canonical\" href=\"{base}?lang=en\">")),
        "{html}"
    );
    for (tag, end) in [("en", "?lang=en"), ("es", "?lang=es"), ("x-default", "")] {
        let link = format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{base}{end}\">");
        assert!(html.contains(&link), "{tag}");
    }
    assert!(html.contains(
        "<meta property=\"og:title\" content=\"Evening circle – Riverside Cancer Care\">"
    ));
    assert!(html.contains(&format!(
        "<meta property=\"og:url\" content=\"{base}?lang=en\">"
    )));
    assert!(html.contains("<meta name=\"description\" content=\"For people in treatment"));
    let without = page(&Server::start().await, GROUP).await;
    assert!(!without.contains("canonical") && !without.contains("ld+json"));
}

#[tokio::test]
async fn a_sitemap_has_every_page_in_every_language() {
    let server = known().await;
    let answer = server.get("/s/riverside/sitemap.xml").await;
    assert!(answer.header("content-type").starts_with("application/xml"));
    let xml = answer.text();
    assert_eq!(xml.matches("<loc>").count(), 7 * 2, "{xml}");
    assert!(
        xml.contains("<loc>https://groups.example.org/s/riverside/groups/resting?lang=es</loc>")
    );
    let robots = server.get("/robots.txt").await.text();
    assert!(
        robots.contains("Sitemap: https://groups.example.org/s/riverside/sitemap.xml"),
        "{robots}"
    );
    let nowhere = Server::start().await;
    assert_eq!(
        nowhere
            .get("/s/riverside/sitemap.xml")
            .await
            .status
            .as_u16(),
        404
    );
    assert!(!nowhere.get("/robots.txt").await.text().contains("Sitemap"));
}
