//! `/s/{site}`: the list of a site's groups, with search and filters.

use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
};
use catalogue::{LONGEST_TEXT, Query};
use widgets::pages::Ways;

use super::{Asked, answer, list_address};
use crate::{
    AppState,
    pages::{Links, ListShown},
    routes::{PathParts, pages::door::Shown},
};

/// Groups on a page.
const PAGE: usize = 20;

/// A page of the groups that fit what is asked; everything is asked as of the API, and `page` counts from 1.
pub async fn show_plain_list(
    State(state): State<AppState>,
    PathParts(slug): PathParts<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Shown {
    let asked = Asked::read(&state, &slug, query.as_deref(), &headers).await?;
    let snapshot = state.catalogue(&slug).await?;
    let (query, page) = question(&asked.rest);
    let found = snapshot.search(&query);
    let last = found.hits.len().div_ceil(PAGE).max(1);
    let page = page.min(last);
    let found = snapshot.page(found, (page - 1) * PAGE, PAGE);
    let everything = snapshot.search(&Query::default()).facets;
    let short = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let shown = ListShown {
        query: &query,
        found: &found,
        facets: Some(&everything),
        page: (short(page), short(last)),
    };
    let links = links(&state, &asked, &query);
    let html = asked.teller.list(&shown, &links);
    Ok(answer(
        &headers,
        html,
        &asked.site,
        query == Query::default(),
    ))
}

/// Where things are, as seen from `/s/{site}`.
fn links(state: &AppState, asked: &Asked, query: &Query) -> Links {
    let slug = &asked.site.slug;
    let mut question = query.to_query_string();
    if !question.is_empty() {
        question.insert(0, '&');
    }
    Links {
        ways: Ways {
            list: slug.clone(),
            group: (format!("{slug}/groups/"), asked.ending()),
            calendar: asked.calendars("../"),
            kept: asked.kept(),
        },
        style: format!("{slug}/style.css"),
        languages: asked.languages(&question),
        list_address: list_address(state, &asked.site),
    }
}

/// What is asked, and which page. What makes no sense is left out: an address that somebody passed on still leads
/// to the groups.
fn question(asked: &[(String, String)]) -> (Query, usize) {
    let (mut query, mut page) = (Query::default(), 1);
    for (name, value) in asked {
        match name.as_str() {
            "page" => page = value.parse().ok().filter(|page| *page > 0).unwrap_or(1),
            "text" => {
                query.text = value.chars().take(LONGEST_TEXT).collect();
            }
            name => {
                let _ = query.set(name, value);
            }
        }
    }
    (query, page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_left_out_and_the_rest_is_asked() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let asked = [
            pair("focus", "lung"),
            pair("focus", "nonsense"),
            pair("utm_source", "letter"),
            pair("page", "0"),
            pair("sort", ""),
            pair("text", &"x".repeat(500)),
        ];
        let (query, page) = question(&asked);
        assert_eq!(page, 1);
        assert_eq!(query.chosen, [(api_types::Facet::Focus, "lung".to_owned())]);
        assert_eq!(query.text.len(), 200);
        assert_eq!(query.sort, None);
    }
}
