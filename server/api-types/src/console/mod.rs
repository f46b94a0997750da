//! What the staff's console and the server say to each other: a file a part of the console. None of it
//! is public.

/// The program of the console that draws a section, by the first part of its path: `office` what is done
/// at a desk, now and then; `records` what is looked up, and who may; `console` what a day asks for. None
/// has to be downloaded for another.
pub fn console_program(section: &str) -> &'static str {
    match section {
        "groups" | "shelf" => "office",
        "insight" | "data" | "staff" | "you" => "records",
        _ => "console",
    }
}

mod data;
mod groups;
mod insight;
mod outgoing;
mod passkeys;
mod requests;
mod resources;
mod roster;
mod shelf;
mod staff;
mod today;

pub use data::*;
pub use groups::*;
pub use insight::*;
pub use outgoing::*;
pub use passkeys::*;
pub use requests::*;
pub use resources::*;
pub use roster::*;
pub use shelf::*;
pub use staff::*;
pub use today::*;
