//! What a site does without, and what it has of its own: `[features]` and `[privacy_notice]`.

use server::notify::MailState;

use crate::harness::Server;

/// A server that knows its own address, whose site file says `more` in place of its privacy page.
async fn with(more: &str) -> Server {
    let url = "https://groups.example.org".parse().unwrap();
    let server = Server::start_as(Some(url), |_| MailState::not_set_up()).await;
    server.import_fixture().await;
    let file = std::fs::read_to_string(server.site_file()).unwrap();
    let link = "privacy_url = \"https://www.riverside.example.org/privacy\"\n";
    assert!(file.contains(link));
    let kept = if more.contains("privacy_notice") {
        ""
    } else {
        link
    };
    std::fs::write(server.site_file(), file.replace(link, kept) + more).unwrap();
    server.wait_ms(1_500);
    server
}

async fn status(server: &Server, path: &str) -> u16 {
    server.get(path).await.status.as_u16()
}

#[tokio::test]
async fn what_a_site_does_without_is_not_there() {
    let calendar = "/v1/sites/riverside/groups/evening-circle/calendar.ics";
    let all = with("").await;
    assert_eq!(status(&all, calendar).await, 200);
    assert_eq!(status(&all, "/s/riverside/sitemap.xml").await, 200);
    let theme = all.get("/v1/sites/riverside").await.json()["theme"].to_string();
    assert!(!theme.contains("display:none"), "{theme}");
    let off =
        "\n[features]\nnear = false\ncalendar = false\nlooks = false\nsearch_engines = false\n";
    let less = with(off).await;
    assert_eq!(status(&less, calendar).await, 404);
    assert_eq!(status(&less, "/v1/sites/riverside/calendar.ics").await, 404);
    assert_eq!(status(&less, "/s/riverside/sitemap.xml").await, 404);
    assert!(!less.get("/robots.txt").await.text().contains("Sitemap"));
    for page in ["/s/riverside", "/s/riverside/groups/evening-circle"] {
        let answer = less.get(page).await;
        assert_eq!(answer.status.as_u16(), 200, "people still read it");
        assert_eq!(answer.header("x-robots-tag"), "noindex, follow");
        assert!(!answer.text().contains("calendar.ics"), "{page}");
    }
    let theme = less.get("/v1/sites/riverside").await.json()["theme"].to_string();
    for rule in [
        ".near{display:none}",
        "a[download]{display:none}",
        "--k-looks:none",
    ] {
        assert!(theme.contains(rule), "{rule}: {theme}");
        assert!(
            less.get("/s/riverside/style.css")
                .await
                .text()
                .contains(rule)
        );
    }
}

#[tokio::test]
async fn a_notice_in_the_file_is_a_page_that_everything_links_to() {
    let notice = "\n[privacy_notice]\nen = \"We keep **little**.\"\nes = \"Guardamos <poco>.\"\n";
    let server = with(notice).await;
    let own = "https://groups.example.org/s/riverside/privacy";
    let site = server.get("/v1/sites/riverside").await.json();
    assert_eq!(site["privacy_url"], format!("{own}?lang=en"));
    let form = "/v1/sites/riverside/groups/evening-circle/join-form";
    assert_eq!(
        server.get(form).await.json()["privacy"]["url"],
        format!("{own}?lang=en")
    );
    let page = server.get("/s/riverside/privacy").await;
    assert_eq!(page.status.as_u16(), 200);
    assert!(
        page.text().contains("<strong>little</strong>"),
        "{}",
        page.text()
    );
    let spanish = server.get("/s/riverside/privacy?lang=es").await.text();
    assert!(spanish.contains("Guardamos &lt;poco&gt;."), "{spanish}");
    let without = with("").await;
    assert_eq!(status(&without, "/s/riverside/privacy").await, 404);
}
