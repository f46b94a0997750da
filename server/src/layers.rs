//! What happens around every request: the log, the limits, the headers.

mod compression;
mod faults;
mod headers;
mod limits;
mod log;
mod origins;

pub use compression::compress_for_own_pages;
pub use faults::{answer_panic, hide_panics};
pub use headers::add_safe_headers;
pub use limits::{LARGEST_BODY, refuse_too_much};
pub use log::log_request;
pub use origins::{allow_every_reader, expose_version, refuse_foreign_origin};
