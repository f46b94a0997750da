//! What all pages have in common: headers, languages, and who may press their buttons.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::json;

use super::{asks, becomes_member, joins, link, press_from, proves, said};
use crate::joining::server;

#[tokio::test]
async fn every_page_is_kept_nowhere_loads_nothing_and_has_the_lines_for_a_crisis() {
    let server = server().await;
    let member = becomes_member(&server, "rosa").await;
    for path in [
        member.as_str(),
        &format!("{member}/erase"),
        "/m/none",
        "/send-link",
    ] {
        let page = server.get(path).await;
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
        assert_eq!(page.header("referrer-policy"), "no-referrer", "{path}");
        let resource = page.header("cross-origin-resource-policy");
        assert_eq!(resource, "same-origin", "{path}");
        assert_eq!(
            page.header("content-security-policy"),
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; \
             frame-ancestors 'none'; base-uri 'none'"
        );
        let html = page.text();
        assert!(
            !html.contains("<script") && !html.contains("style="),
            "{path}"
        );
        assert!(
            html.contains("988") && html.contains("312-555-0100"),
            "{path}"
        );
        let title = html
            .split("<title>")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap();
        assert!(
            !title.contains("Evening"),
            "a title stays in the browser's history"
        );
    }
    // A site without a country names the lines of each.
    let site = std::fs::read_to_string(server.site_file()).unwrap();
    let anywhere = site.replacen("country = \"US\"\n", "", 1);
    std::fs::write(server.site_file(), anywhere).unwrap();
    server.wait_ms(2_000);
    let page = server.get(&member).await.text();
    for number in ["tel:999", "tel:112", "tel:911"] {
        assert!(page.contains(number), "{number}");
    }
    let style = server.get("/pages.css").await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
}

#[tokio::test]
async fn only_forms_of_our_own_pages_act() {
    let server = server().await;
    let member = joins(&server, "rosa").await;
    let erase = format!("{member}/erase");
    for origin in ["https://evil.example", "https://www.riverside.example.org"] {
        let refused = press_from(&server, &erase, "choice=yes", origin).await;
        assert_eq!(refused.status.as_u16(), 403, "{origin}");
        assert_eq!(refused.header("content-type"), "text/html; charset=utf-8");
    }
    let own = "https://groups.example.org";
    let json = Request::post(&erase)
        .header(header::HOST, "groups.example.org")
        .header(header::ORIGIN, own)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{\"choice\":\"yes\"}"));
    assert_eq!(server.send(json.unwrap()).await.status.as_u16(), 400);
    assert_eq!(
        press_from(&server, &erase, "", own).await.status.as_u16(),
        400
    );
    let large = "choice=".to_owned() + &"x".repeat(300_000);
    assert_eq!(
        press_from(&server, &erase, &large, own)
            .await
            .status
            .as_u16(),
        413
    );
    assert_eq!(
        server
            .ask(Method::DELETE, &erase, &[("origin", own)])
            .await
            .status
            .as_u16(),
        405
    );
    assert_eq!(
        server.get(&member).await.status.as_u16(),
        200,
        "it is still there"
    );
    assert_eq!(
        press_from(&server, &erase, "choice=yes", own)
            .await
            .status
            .as_u16(),
        200
    );
}

#[tokio::test]
async fn a_page_is_in_the_language_of_the_request_and_of_a_browser_where_that_is_not_known() {
    let server = server().await;
    asks(&server, "rosa", &json!({ "language": "es" })).await;
    let member = proves(&server, "rosa").await;
    let page = server.get_with(&member, &[("accept-language", "en")]).await;
    assert!(page.text().contains("<html lang=\"es\" dir=\"ltr\">"));
    assert!(said(&page).starts_with("Tenemos tu solicitud"));
    let reference = said(&page);
    let reference = reference
        .split("Referencia\n")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap();
    insta::assert_snapshot!(said(&page).replace(reference, "REFERENCIA"));
    let review = link(&server, "new-request", "desk@riverside.example.org").await;
    assert!(said(&server.get(&review).await).starts_with("A request to join"));
    let browser = [("accept-language", "tlh, es-MX;q=0.8, en;q=0.5")];
    let unknown = server.get_with("/m/none", &browser).await;
    assert!(said(&unknown).starts_with("Este enlace ya no funciona"));
}
