//! The site's settings in the console, for coordinators: read, checked, replaced, and changed key by key.
//!
//! What belongs here: reading and answering requests. What may be set and what is wrong with a text is
//! worked out in `config/site_layers.rs`.

mod save;
mod show;

pub use save::*;
pub use show::*;
