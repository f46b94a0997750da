//! What a widget needs to know of its site.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Block, Contact, Facet};

/// Answer of `GET /v1/sites/{site}`, texts in the asked language (`?lang=`): the site, and what the loader
/// gives a widget before it starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SiteAnswer {
    /// What the widget reads.
    #[serde(flatten)]
    pub site: Site,
    /// The style sheet of its theme, which widgets adopt after their own; absent, they look as they ship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Texts that the site words otherwise: as they ship in its language, and as they are to be said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub wording: BTreeMap<String, String>,
}

/// What a widget knows of its site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Site {
    /// Unique on its server.
    pub slug: String,
    /// The organisation, as members know it.
    pub name: String,
    /// Language of the texts here, BCP 47.
    pub language: String,
    /// Languages that the site offers, first one first.
    pub languages: Vec<String>,
    /// The site's own zone, IANA.
    pub time_zone: String,
    /// How to reach the organisation.
    pub contact: Contact,
    /// What these groups are not.
    pub disclaimer: Vec<Block>,
    /// Country of the crisis lines to show first, ISO 3166-1 alpha-2; `None` asks the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Crisis lines by country.
    pub crisis: Vec<CrisisLines>,
    /// Facets that the finder shows, in order; the first few at once.
    pub facets: Vec<Facet>,
    /// How the site handles what it knows of people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_url: Option<String>,
}

/// Whom to reach in a crisis, in one country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CrisisLines {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The emergency number (`911`, `112`).
    pub emergency: String,
    /// Lines to call or to text.
    pub lines: Vec<CrisisLine>,
}

/// One crisis line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CrisisLine {
    /// Its name, in its own language.
    pub name: String,
    /// Number to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<String>,
    /// Number to send a text message to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Word to send, where the line asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_word: Option<String>,
    /// Language in which it answers when not the country's own, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Hours as the line says them; absent means at all hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// Its web page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}
