//! One site's groups in memory: search, facets, distance, order and paging.
//!
//! Pure: no clock, no I/O, no randomness. The server answers lists from it, and up to 500 groups
//! the widget answers itself from the same code, so that both give the same list and what a
//! person searches for need not leave the browser.

mod distance;
mod facets;
mod fold;
mod index;
mod query;
mod search;
mod synonyms;

pub use distance::distance_km;
pub use fold::fold;
pub use query::{BadQuery, LONGEST_TEXT, Query};
pub use search::{Catalogue, Entry, Found};
