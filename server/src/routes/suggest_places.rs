//! `GET /v1/sites/{site}/places`: towns and postcodes that begin with what a person types.

use api_types::{Group, NamedPlace, PlaceList, Position, Problem};
use axum::{
    extract::{RawQuery, State},
    http::HeaderMap,
    response::Response,
};
use catalogue::fold;

use super::PathParts;
use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    parameters,
    problems::Refusal,
    store::StoredPlace,
};

/// How many places are suggested.
const SUGGESTIONS: usize = 8;
/// Longer than the name of any town, characters.
const LONGEST_TEXT: usize = 100;

/// Towns and postcodes, at most eight, best first.
///
/// The towns of the site's own groups are always there and stand first; others come from
/// `kindred import-places`.
#[utoipa::path(get, path = "/v1/sites/{site}/places", tag = "places",
    params(
        ("site" = String, Path, description = "The site's slug.", example = "riverside"),
        ("text" = String, Query, max_length = 100, description = "The beginning of a town or postcode, at most 100 characters.", example = "river"),
    ),
    responses(
        (status = 200, description = "Matching places; none is no error.", body = PlaceList),
        (status = 304, description = "The tag in `If-None-Match` is still the right one."),
        (status = 400, description = "`bad-parameter`", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-site`", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn suggest_places(
    State(state): State<AppState>,
    PathParts(site): PathParts<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let snapshot = state.catalogue(&site).await?;
    let text = read_text(query.as_deref())?;
    let folded = fold(&text);
    let mut places = Vec::new();
    if !folded.is_empty() {
        places = towns(snapshot.groups(), &folded);
        let country = snapshot.site().config.country.as_deref();
        let limit = u32::try_from(SUGGESTIONS).unwrap_or(u32::MAX);
        let stored = state.store.find_places(&folded, country, limit).await?;
        for place in stored.into_iter().map(named) {
            if !places.iter().any(|known| is_same(known, &place)) {
                places.push(place);
            }
        }
        places.truncate(SUGGESTIONS);
    }
    let body = Rendered::json(&PlaceList { places })?;
    Ok(body.answer(&headers, PUBLIC))
}

fn read_text(query: Option<&str>) -> Result<String, Refusal> {
    let mut text = None;
    for (name, value) in parameters::pairs(query)? {
        match name.as_str() {
            "text" => text = Some(value),
            other => return Err(parameters::unknown(other, "text")),
        }
    }
    text.filter(|text| text.chars().count() <= LONGEST_TEXT)
        .ok_or_else(|| {
            let form = format!("at most {LONGEST_TEXT} characters of a town or postcode");
            Refusal::bad_parameter("text", "bad-value", form)
        })
}

/// Towns in which the site's groups meet, each once.
fn towns<'a>(groups: impl Iterator<Item = &'a Group>, folded: &str) -> Vec<NamedPlace> {
    let mut towns: Vec<NamedPlace> = Vec::new();
    for place in groups.filter_map(|group| group.place.as_ref()) {
        let (Some(town), Some(position)) = (&place.town, place.position) else {
            continue;
        };
        if !fold(town).starts_with(folded) {
            continue;
        }
        let town = NamedPlace {
            name: town.clone(),
            region: place.region.clone(),
            country: place.country.clone(),
            position: rounded(position),
        };
        if !towns.iter().any(|known| is_same(known, &town)) {
            towns.push(town);
        }
    }
    towns.sort_by_key(|town| fold(&town.name));
    towns
}

/// Whether two are one town; many a record leaves out the region or the country.
fn is_same(a: &NamedPlace, b: &NamedPlace) -> bool {
    let agree = |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
    fold(&a.name) == fold(&b.name) && agree(&a.region, &b.region) && agree(&a.country, &b.country)
}

/// A position to two decimals, about a kilometre.
fn rounded(position: Position) -> Position {
    let two_decimals = |degrees: f64| (degrees * 100.0).round() / 100.0;
    Position {
        lat: two_decimals(position.lat),
        lon: two_decimals(position.lon),
    }
}

/// As people write it: `90210 Beverly Hills`.
fn named(place: StoredPlace) -> NamedPlace {
    NamedPlace {
        name: match place.postcode {
            Some(postcode) => format!("{postcode} {}", place.name),
            None => place.name,
        },
        region: place.region,
        country: Some(place.country),
        position: rounded(Position {
            lat: place.lat,
            lon: place.lon,
        }),
    }
}
