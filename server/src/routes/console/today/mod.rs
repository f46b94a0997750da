//! Today: what waits for who runs groups, and the day of a meeting.

mod meeting;
mod settle;
mod show_today;

pub use meeting::*;
pub use settle::*;
pub use show_today::*;
