//! `GET /v1/sites/{site}/groups`: search, facets, distance, order, pages.

use std::sync::Arc;

use api_types::{Choice, Facet, GroupList, Problem};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use catalogue::Query;
use chrono_tz::Tz;

use super::PathParts;
use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    catalogues::Snapshot,
    cursor::Cursor,
    gate::Caller,
    insight,
    parameters::{self, Edge},
    problems::Refusal,
};

/// Groups on a page when nobody says otherwise.
const USUAL_LIMIT: usize = 20;
/// Groups on the largest page.
const LARGEST_LIMIT: usize = 100;

/// Groups of a site that fit everything asked.
///
/// Within a facet any of the values fits, across facets all must. A value is repeated
/// (`focus=breast&focus=lung`) or listed (`focus=breast,lung`). `facets` in the answer says how
/// many groups each value would give, everything else staying as it is.
#[utoipa::path(get, path = "/v1/sites/{site}/groups", tag = "groups",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("text" = Option<String>, Query, max_length = 200, description = "Free words, at most 200 characters; slips of the finger, accents and everyday synonyms are forgiven.", example = "leukaemia"),
        ("focus" = Option<Vec<api_types::Focus>>, Query, style = Form, explode = false, description = "Conditions."),
        ("audience" = Option<Vec<api_types::Audience>>, Query, style = Form, explode = false, description = "Whom the group is for."),
        ("stage" = Option<Vec<api_types::Stage>>, Query, style = Form, explode = false, description = "Where people are on their way."),
        ("format" = Option<Vec<api_types::Format>>, Query, style = Form, explode = false, description = "How the group meets."),
        ("day" = Option<Vec<api_types::Weekday>>, Query, style = Form, explode = false, description = "Days of the week, in the group's zone."),
        ("daypart" = Option<Vec<api_types::Daypart>>, Query, style = Form, explode = false, description = "Part of the day, in the group's zone."),
        ("language" = Option<Vec<String>>, Query, style = Form, explode = false, description = "Languages (BCP 47); `es` finds `es-MX`, too."),
        ("purpose" = Option<Vec<api_types::Purpose>>, Query, style = Form, explode = false, description = "What the group is for."),
        ("leadership" = Option<Vec<api_types::Leadership>>, Query, style = Form, explode = false, description = "Who leads."),
        ("openness" = Option<Vec<api_types::Openness>>, Query, style = Form, explode = false, description = "Open to newcomers at any time, or closed."),
        ("accessibility" = Option<Vec<api_types::Accessibility>>, Query, style = Form, explode = false, description = "Access."),
        ("cost" = Option<Vec<api_types::Cost>>, Query, style = Form, explode = false, description = "Cost."),
        ("join_policy" = Option<Vec<api_types::JoinPolicy>>, Query, style = Form, explode = false, description = "How one joins."),
        ("availability" = Option<Vec<api_types::Availability>>, Query, style = Form, explode = false, description = "Whether a place can be had."),
        ("host_platform" = Option<Vec<api_types::HostPlatform>>, Query, style = Form, explode = false, description = "Where the group lives online."),
        ("near" = Option<String>, Query, description = "Latitude and longitude in degrees, rounded to two decimals; adds `distance_km`.", example = "41.88,-87.63"),
        ("within_km" = Option<u32>, Query, description = "With `near`: no groups farther away; those online or by phone are near everywhere.", example = 25),
        ("from" = Option<String>, Query, description = "Only groups with a meeting that starts at or after this: a date in the site's zone, or an RFC 3339 instant.", example = "2026-03-08"),
        ("to" = Option<String>, Query, description = "Only groups with a meeting that starts before this; a date counts to its end."),
        ("sort" = Option<api_types::Sort>, Query, description = "Order; relevance with a text, distance with `near`, else next meeting."),
        ("limit" = Option<u32>, Query, description = "Groups on the page, 1 to 100; default 20.", example = 20),
        ("cursor" = Option<String>, Query, description = "`next` of the page before, with the same other parameters."),
    ),
    responses(
        (status = 200, description = "A page of the list.", body = GroupList),
        (status = 304, description = "The tag in `If-None-Match` is still the right one."),
        (status = 400, description = "`bad-parameter`, naming it, or `bad-cursor`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-site`", body = Problem, content_type = "application/problem+json"),
        (status = 414, description = "`uri-too-long`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn list_groups(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    RawQuery(query): RawQuery,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let snapshot = state.catalogue(&site).await?;
    let request = ListRequest::read(query.as_deref(), snapshot.site().config.time_zone)?;
    let body = if request.is_plain() {
        snapshot.first_page(|| Ok(request.render(&snapshot)?.0))?
    } else {
        let (body, is_in_vain) = request.answer(&snapshot)?;
        let asks = (&caller, &headers);
        let text = &request.query.text;
        insight::hear_search(&state, snapshot.site(), text, is_in_vain, asks);
        body
    };
    Ok(body.answer(&headers, PUBLIC))
}

/// What was asked.
struct ListRequest {
    query: Query,
    limit: usize,
    cursor: Option<String>,
}

impl ListRequest {
    fn read(query: Option<&str>, zone: Tz) -> Result<Self, Refusal> {
        let mut request = Self {
            query: Query::default(),
            limit: USUAL_LIMIT,
            cursor: None,
        };
        for (name, value) in parameters::pairs(query)? {
            request.set(&name, value, zone)?;
        }
        Ok(request)
    }

    fn set(&mut self, name: &str, value: String, zone: Tz) -> Result<(), Refusal> {
        match name {
            "limit" => self.limit = read_limit(&value)?,
            "cursor" => self.cursor = Some(value),
            "from" => {
                self.query.from = Some(parameters::instant(name, &value, zone, Edge::Start)?);
            }
            "to" => self.query.to = Some(parameters::instant(name, &value, zone, Edge::End)?),
            _ => {
                let known = self.query.set(name, &value);
                let known = known.map_err(|bad| {
                    Refusal::bad_parameter(&bad.parameter, "bad-value", bad.reason)
                })?;
                if !known {
                    return Err(parameters::unknown(name, &known_parameters()));
                }
            }
        }
        Ok(())
    }

    fn is_plain(&self) -> bool {
        self.cursor.is_none() && self.limit == USUAL_LIMIT && self.query == Query::default()
    }

    /// What makes two requests ask the same, pages left out.
    fn identity(&self) -> String {
        let instant = |at: Option<i64>| at.map_or(String::new(), |ms| ms.to_string());
        let (from, to) = (instant(self.query.from), instant(self.query.to));
        format!("{}&from={from}&to={to}", self.query.to_query_string())
    }

    fn key(&self) -> String {
        let cursor = self.cursor.as_deref().unwrap_or_default();
        format!("list/{}/{cursor}/{}", self.limit, self.identity())
    }

    /// The page, and whether nothing fits what was asked.
    fn answer(&self, snapshot: &Snapshot) -> Result<(Arc<Rendered>, bool), Refusal> {
        let key = self.key();
        let nothing = format!("nothing/{key}");
        if let Some(body) = snapshot.kept(&key) {
            return Ok((body, false));
        }
        if let Some(body) = snapshot.kept(&nothing) {
            return Ok((body, true));
        }
        let (body, is_in_vain) = self.render(snapshot)?;
        let key = if is_in_vain { nothing } else { key };
        Ok((snapshot.keep(key, body), is_in_vain))
    }

    fn render(&self, snapshot: &Snapshot) -> Result<(Rendered, bool), Refusal> {
        let identity = self.identity();
        let cursor = self.cursor.as_deref();
        let cursor = cursor
            .map(|text| Cursor::read(text, &identity))
            .transpose()?;
        let found = snapshot.search(&self.query);
        let start = cursor.map_or(0, |cursor| cursor.resume(snapshot.slugs(&found)));
        let end = start + self.limit;
        let more = end < found.hits.len();
        let mut page = snapshot.page(found, start, self.limit);
        if let (true, Some(last)) = (more, page.groups.last()) {
            let next = Cursor {
                offset: end,
                last: last.slug.clone(),
            };
            page.next = Some(next.write(&identity));
        }
        let body = Rendered::json(&page)?;
        let is_first = self.cursor.is_none() && self.query == Query::default();
        let body = if is_first { body.tightly() } else { body };
        Ok((body, page.total == 0))
    }
}

fn read_limit(value: &str) -> Result<usize, Refusal> {
    let limit = value.parse().ok();
    limit
        .filter(|limit| (1..=LARGEST_LIMIT).contains(limit))
        .ok_or_else(|| {
            let form = format!("a whole number from 1 to {LARGEST_LIMIT}");
            Refusal::bad_parameter("limit", "bad-value", form)
        })
}

fn known_parameters() -> String {
    let facets = Facet::ALL.iter().map(|facet| facet.as_str());
    let others = ["near", "within_km", "from", "to", "sort", "limit", "cursor"];
    let all: Vec<&str> = ["text"].into_iter().chain(facets).chain(others).collect();
    all.join(", ")
}
