//! `/s/{site}/sitemap.xml` and `/robots.txt`: what search engines ask for first.

use std::fmt::Write;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue},
    response::Response,
};
use html_escape::encode_double_quoted_attribute as escape;

use super::list_address;
use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    feeds::schema_org::group_url,
    problems::Refusal,
    routes::{
        PathParts,
        pages::door::{Shown, only_site},
    },
};

const XML: HeaderValue = HeaderValue::from_static("application/xml; charset=utf-8");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// The site's list and its groups, in each of its languages; nothing where this server does not know its own
/// address, since those in a sitemap are whole.
pub async fn show_sitemap(
    State(state): State<AppState>,
    PathParts(slug): PathParts<String>,
    headers: HeaderMap,
) -> Shown {
    let snapshot = state.catalogue(&slug).await?;
    let site = snapshot.site();
    let listed = Some(site).filter(|site| site.config.features.search_engines);
    let list = listed.and_then(|site| list_address(&state, site));
    let list = list.ok_or_else(Refusal::not_found)?;
    let groups = snapshot.groups().map(|group| group_url(&list, &group.slug));
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                   <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
                   xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
        .to_owned();
    for address in [list.clone()].into_iter().chain(groups) {
        add(&mut out, &address, &site.config.languages);
    }
    out += "</urlset>\n";
    Ok(Rendered::new(XML, out).answer(&headers, PUBLIC))
}

/// A page in each language, each of which names all of them.
fn add(out: &mut String, address: &str, languages: &[String]) {
    let [_, _, ..] = languages else {
        let _ = writeln!(out, "<url><loc>{}</loc></url>", escape(address));
        return;
    };
    let others = languages.iter().fold(String::new(), |mut all, tag| {
        let tag = escape(tag);
        let _ = write!(
            all,
            "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}?lang={tag}\"/>",
            escape(address)
        );
        all
    });
    for tag in languages {
        let (address, tag) = (escape(address), escape(tag));
        let _ = writeln!(out, "<url><loc>{address}?lang={tag}</loc>{others}</url>");
    }
}

/// Everything may be read: pages with somebody's words in them say for themselves that they are not to be listed.
/// One site's sitemap is named; of several, none tells of the others.
pub async fn show_robots(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let site = only_site(&state).filter(|site| site.config.features.search_engines);
    let list = site.and_then(|site| list_address(&state, &site));
    let sitemap = list.map(|list| format!("\nSitemap: {list}/sitemap.xml\n"));
    let text = format!("User-agent: *\nDisallow:\n{}", sitemap.unwrap_or_default());
    Rendered::new(TEXT, text).answer(&headers, PUBLIC)
}
