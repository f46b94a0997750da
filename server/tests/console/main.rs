//! The console as a browser of staff sees it: who gets in how, and what each may. A new endpoint of
//! the console's API joins the table in `table/`.

mod change_staff;
mod data;
mod desk;
mod feedback;
mod groups;
#[allow(
    dead_code,
    reason = "the API's harness, of which the console needs a part"
)]
#[path = "../api/harness.rs"]
mod harness;
mod insight;
mod outgoing;
mod passkeys;
mod requests;
mod roster;
mod sessions;
mod set_up;
mod shelf;
mod sign_in;
mod sources;
mod table;
mod team;
mod today;
mod website;
