//! `GET /console/api/shelf/{item}?lang=`: something on the shelf, whole.

use api_types::ShelfItem;
use axum::{Json, extract::RawQuery};

use crate::{
    domain::shelf,
    parameters,
    problems::Refusal,
    routes::{PathParts, console::Signed},
};

/// Its text, its links, and the site's own crisis lines where a life may be in danger.
pub async fn show_shelf_item(
    signed: Signed,
    PathParts(item): PathParts<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<ShelfItem>, Refusal> {
    let asked = parameters::language(query.as_deref())?;
    let asked = asked.unwrap_or_else(|| signed.language.clone());
    let (slug, site) = (&signed.site.slug, &signed.site);
    let found = site.shelf.find(&item, Some(&asked));
    let found = found.ok_or_else(Refusal::not_found)?;
    let crisis = if found.front.crisis {
        site.config.wire(slug, Some(&asked), false).crisis
    } else {
        Vec::new()
    };
    Ok(Json(ShelfItem {
        entry: found.entry(),
        text: shelf::parts(&found.body),
        links: found.front.links.clone(),
        checked: found.front.checked.clone(),
        see: site.shelf.see(found),
        crisis,
    }))
}
