//! Towns and postcodes, for people who would rather type one than share a position.

use serde::{Deserialize, Serialize};

use crate::Position;

/// Answer of `GET /v1/sites/{site}/places?text=…`: at most eight, best first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlaceList {
    /// Matching places.
    pub places: Vec<NamedPlace>,
}

/// A town or a postcode with its position, rounded to two decimals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NamedPlace {
    /// As people write it: `Riverside`, `90210 Beverly Hills`.
    pub name: String,
    /// Area that tells it from others of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Where it is.
    pub position: Position,
}
