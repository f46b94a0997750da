//! `/frame/join`: the join form on a page of the server's own, and who may frame it.

use std::fs;

use crate::{
    harness::{Answer, Server},
    joining::server,
};

const PAGE: &str = "/frame/join?site=riverside&group=evening-circle";

/// What the policy says about one thing.
fn policy<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let all = answer.header("content-security-policy").split("; ");
    let mut found = all.filter_map(|one| one.strip_prefix(name)?.strip_prefix(' '));
    found.next().unwrap_or_default()
}

fn element(answer: &Answer) -> String {
    let html = answer.text();
    let rest = html.split("<kindred-join-form").nth(1).expect("the form");
    rest.split('>').next().unwrap().trim().to_owned()
}

#[tokio::test]
async fn the_form_has_a_page_that_the_sites_own_pages_may_frame() {
    let server = server().await;
    let page = server.get(PAGE).await;
    assert_eq!(page.status.as_u16(), 200);
    assert!(page.header("content-type").starts_with("text/html"));
    assert_eq!(
        policy(&page, "frame-ancestors"),
        "'self' https://www.riverside.example.org"
    );
    assert_eq!(page.header("x-frame-options"), "");
    assert_eq!(page.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(page.header("cross-origin-embedder-policy"), "require-corp");
}

#[tokio::test]
async fn the_forms_page_may_do_nothing_but_run_the_form() {
    let server = server().await;
    let page = server.get(PAGE).await;
    assert_eq!(policy(&page, "default-src"), "'none'");
    assert_eq!(policy(&page, "connect-src"), "'self'");
    assert_eq!(policy(&page, "form-action"), "'none'");
    assert_eq!(policy(&page, "base-uri"), "'none'");
    let script = policy(&page, "script-src");
    assert!(script.contains("'wasm-unsafe-eval'") && !script.contains("unsafe-inline"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("x-robots-tag"), "noindex");
    let permissions = page.header("permissions-policy");
    assert!(permissions.contains("camera=(self)") && permissions.contains("geolocation=()"));
}

#[tokio::test]
async fn without_allowed_origins_only_the_servers_own_pages_may_frame_it() {
    let server = server().await;
    let text = fs::read_to_string(server.site_file()).unwrap();
    let origins = "allowed_origins = [\"https://www.riverside.example.org\"]\n";
    assert!(text.contains(origins));
    fs::write(server.site_file(), text.replace(origins, "")).unwrap();
    server.wait_ms(2_000);
    let page = server.get(PAGE).await;
    assert_eq!(policy(&page, "frame-ancestors"), "'self'");
}

#[tokio::test]
async fn the_forms_page_hands_on_what_a_host_says_of_looks_and_language() {
    let server = server().await;
    let told = format!("{PAGE}&lang=es&heading-level=3&theme=dark");
    let page = server.get(&told).await;
    assert_eq!(
        element(&page),
        "group=\"evening-circle\" lang=\"es\" heading-level=\"3\" theme=\"dark\""
    );
    let html = page.text();
    assert!(html.contains("<html lang=\"es\" dir=\"ltr\" data-theme=\"dark\">"));
    assert!(html.contains("<title>Unirse a un grupo</title>"));
    assert!(
        !html.contains("Evening"),
        "the title and the page name no group"
    );
}

#[tokio::test]
async fn what_no_element_understands_is_left_out() {
    let server = server().await;
    let odd = format!(
        "{PAGE}&lang=%22%3E%3Cscript%3E&heading-level=9&theme=%22onload&fbclid=abc&name=Rosa"
    );
    let page = server
        .get_with(&odd, &[("accept-language", "es-MX,es;q=0.9")])
        .await;
    assert_eq!(element(&page), "group=\"evening-circle\" lang=\"es-MX\"");
    assert!(!page.text().contains("Rosa") && !page.text().contains("onload"));
}

#[tokio::test]
async fn without_script_the_forms_page_says_whom_to_ask() {
    let server = server().await;
    let html = server.get(PAGE).await.text();
    let fallback = html.split("<kindred-join-form").nth(1).unwrap();
    assert!(fallback.contains("The form needs JavaScript"));
    assert!(fallback.contains("tel:3125550100"), "{fallback}");
    assert!(fallback.contains("tel:988"), "{fallback}");
}

#[tokio::test]
async fn an_unknown_site_or_group_is_an_honest_page() {
    let server = Server::start().await;
    let gone = server
        .get("/frame/join?site=riverside&group=nobody%3Cb%3E")
        .await;
    assert_eq!(gone.status.as_u16(), 404);
    let html = gone.text();
    assert!(html.contains("This group is no longer here"));
    assert!(html.contains("tel:3125550100"), "whom to ask");
    assert!(!html.contains("nobody") && !html.contains("kindred.js"));
    assert!(policy(&gone, "frame-ancestors").contains("https://www.riverside.example.org"));
    for path in [
        "/frame/join?site=nowhere&group=evening-circle",
        "/frame/join",
    ] {
        let unknown = server.get(path).await;
        assert_eq!(unknown.status.as_u16(), 404, "{path}");
        assert!(unknown.text().contains("no longer here"), "{path}");
        assert_eq!(policy(&unknown, "frame-ancestors"), "'none'");
        assert_eq!(unknown.header("cache-control"), "no-store");
    }
    let torn = server.get("/frame/join?site=%ff").await;
    assert_eq!(torn.status.as_u16(), 400);
    assert!(torn.header("content-type").starts_with("text/html"));
}
