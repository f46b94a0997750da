//! What the staff's console and the server say to each other: a file a part of the console. None of it
//! is public.

/// The console's sections, by the first part of their path, each with the program that draws it:
/// `console` what a day asks for, `office` what is done at a desk, now and then, `records` what is looked
/// up, and who may, `feedback` what members are asked. None has to be downloaded for another.
pub const CONSOLE_SECTIONS: [(&str, &str); 12] = [
    ("today", "console"),
    ("requests", "console"),
    ("roster", "console"),
    ("outgoing", "console"),
    ("groups", "office"),
    ("feedback", "feedback"),
    ("shelf", "records"),
    ("insight", "records"),
    ("data", "records"),
    ("website", "records"),
    ("staff", "records"),
    ("you", "records"),
];

/// The program that draws a section; the day's where there is no such section, which says so.
pub fn console_program(section: &str) -> &'static str {
    let found = CONSOLE_SECTIONS.iter().find(|(own, _)| *own == section);
    found.map_or("console", |(_, program)| program)
}

mod data;
mod feedback;
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
mod website;

pub use data::*;
pub use feedback::*;
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
pub use website::*;
