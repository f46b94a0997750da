//! `/s/{site}`: a site's groups as pages without script, to read anywhere and to be found by search engines.
//!
//! What belongs here: what these pages are asked for, and which addresses lead where. What does not: what they
//! show (`pages/plain/`).

mod group;
mod join;
mod list;
mod privacy;
mod sitemap;
mod style;

use std::sync::Arc;

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::Response,
};

use super::door::{TurnedAway, accepted};
use crate::{
    AppState,
    answer::{PUBLIC, Rendered},
    config::ActiveSite,
    domain::wording::primary,
    page,
    pages::Teller,
    parameters,
};

pub use group::show_plain_group;
pub use join::{send_plain_join, show_plain_join};
pub use list::show_plain_list;
pub use privacy::show_plain_privacy;
pub use sitemap::{show_robots, show_sitemap};
pub use style::{show_plain_join_style, show_plain_style};

/// Search engines: what follows a search or a choice is for its reader alone.
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Who asks for what, in which language.
struct Asked {
    site: Arc<ActiveSite>,
    teller: Teller,
    /// Whether the address names its language; links keep it then.
    named: bool,
    /// What else the address asks for. What somebody hung on to it on its way through a chat is among it.
    rest: Vec<(String, String)>,
}

impl Asked {
    /// Reads an address, and in which language it is to be answered.
    async fn read(
        state: &AppState,
        slug: &str,
        query: Option<&str>,
        headers: &HeaderMap,
    ) -> Result<Self, TurnedAway> {
        let site = state.site(slug).await?;
        let (mut named, mut rest) = (None, Vec::new());
        for (name, value) in parameters::pairs(query)? {
            match name.as_str() {
                "lang" => named = Some(value),
                _ => rest.push((name, value)),
            }
        }
        let language = match &named {
            Some(tag) => site.config.language_for(Some(tag)),
            None => preferred(headers, &site),
        };
        Ok(Self {
            teller: Teller::new(&site, language, state.clock.now()),
            named: named.is_some(),
            rest,
            site,
        })
    }

    /// `lang=es`, where links keep it.
    fn kept(&self) -> Vec<(&'static str, String)> {
        let language = || ("lang", self.teller.language().to_owned());
        self.named.then(language).into_iter().collect()
    }

    /// The same for a link that asks nothing else: `?lang=es`, or nothing.
    fn ending(&self) -> String {
        let kept = self.kept();
        let pairs = kept.iter().map(|(name, value)| format!("?{name}={value}"));
        pairs.collect()
    }

    /// Where groups' calendars are, around the slug, as seen from `up` below the server's own address; nothing where
    /// the site offers none.
    fn calendars(&self, up: &str) -> Option<(String, String)> {
        let site = &self.site.slug;
        let offered = self.site.config.features.calendar;
        let before = format!("{up}v1/sites/{site}/groups/");
        offered.then(|| (before, "/calendar.ics".to_owned()))
    }

    /// The same page in each of the site's languages: tag and address; `rest` is what it is asked beside. The
    /// path, which came from outside, is no part of it.
    fn languages(&self, rest: &str) -> Vec<(String, String)> {
        let tags = self.site.config.languages.iter();
        tags.map(|tag| (tag.clone(), format!("?lang={tag}{rest}")))
            .collect()
    }
}

/// The whole address of a site's list, where this server knows its own.
fn list_address(state: &AppState, site: &ActiveSite) -> Option<String> {
    let server = state.public_url.as_ref()?.as_str();
    Some(format!("{server}/s/{}", site.slug))
}

/// The first of a browser's languages that the site has; else the site's own.
fn preferred<'a>(headers: &HeaderMap, site: &'a ActiveSite) -> &'a str {
    let own = &site.config.languages;
    let fits = |tag| own.iter().find(|own| primary(own) == primary(tag));
    let known = accepted(headers).find_map(fits);
    known.map_or_else(|| site.config.language_for(None), String::as_str)
}

/// The page, for everybody who asks the same in the same language.
fn answer(headers: &HeaderMap, html: String, site: &ActiveSite, is_for_search: bool) -> Response {
    let mut response = Rendered::new(page::HTML, html).answer(headers, PUBLIC);
    let vary = HeaderValue::from_static("accept-encoding, accept-language");
    response.headers_mut().insert(header::VARY, vary);
    let robots = if is_for_search && site.config.features.search_engines {
        "all"
    } else {
        "noindex, follow"
    };
    let robots = HeaderValue::from_static(robots);
    response.headers_mut().insert(ROBOTS, robots);
    response
}
