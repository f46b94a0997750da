//! `/preview`: a site's widgets in all their states, for who edits its file.

use std::fs;

use crate::harness::Server;

#[tokio::test]
async fn the_preview_names_its_own_script_and_style_and_no_others() {
    let server = Server::start().await;
    let answer = server.get("/preview?site=riverside&theme=dark").await;
    assert_eq!(answer.status.as_u16(), 200);
    let policy = answer.header("content-security-policy").to_owned();
    assert!(policy.contains("script-src 'self' 'sha256-") && !policy.contains("unsafe-inline"));
    let html = answer.text();
    assert!(html.contains("data-site=\"riverside\""), "{html}");
    for state in ["waiting", "empty", "error"] {
        assert!(
            html.contains(&format!("server=\"preview/{state}\"")),
            "{html}"
        );
    }
    assert!(
        html.contains("<option value=\"es\">"),
        "each language can be chosen"
    );
    assert_eq!(
        server.get("/preview?site=nowhere").await.status.as_u16(),
        404
    );
    assert_eq!(server.get("/preview").await.status.as_u16(), 404);
}

#[tokio::test]
async fn the_states_of_the_preview_answer_as_they_are_called_and_all_else_as_always() {
    let server = Server::start().await;
    let empty = server
        .get("/preview/empty/v1/sites/riverside/groups?limit=20")
        .await;
    assert_eq!(empty.status.as_u16(), 200);
    assert!(empty.text().contains("\"total\":0"));
    let broken = server.get("/preview/error/v1/sites/riverside/groups").await;
    assert_eq!(broken.status.as_u16(), 503);
    let site = server.get("/preview/error/v1/sites/riverside").await;
    assert_eq!(site.text(), server.get("/v1/sites/riverside").await.text());
    // Nothing can be sent there.
    let sent = server
        .get("/preview/empty/v1/sites/riverside/join-requests/prove")
        .await;
    assert_eq!(sent.status.as_u16(), 404);
    assert_eq!(
        server
            .get("/preview/other/v1/sites/riverside")
            .await
            .status
            .as_u16(),
        404
    );
}

#[tokio::test]
async fn the_style_of_pages_has_the_colours_of_a_site_that_has_a_theme() {
    let server = Server::start().await;
    let plain = server.get("/pages.css").await.text();
    assert_eq!(server.get("/pages.css?site=riverside").await.text(), plain);
    assert_eq!(server.get("/pages.css?site=nowhere").await.text(), plain);
    let file = fs::read_to_string(server.site_file()).unwrap();
    fs::write(
        server.site_file(),
        format!("{file}\n[theme]\nbrand = \"#7a3e9d\"\n"),
    )
    .unwrap();
    server.wait_ms(1_000);
    let themed = server.get("/pages.css?site=riverside").await.text();
    assert!(
        themed.starts_with(&plain) && themed.contains("--accent:#"),
        "{themed}"
    );
    let page = server.get("/g/riverside/evening-circle").await.text();
    assert!(page.contains("/pages.css?site=riverside"), "{page}");
}
