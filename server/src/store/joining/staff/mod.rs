//! What staff do to requests in the console, each by a query that says what they may.
//!
//! One file a deed: `queue.rs` (they read what waits), `answer.rs` (they approve, decline, let a held
//! letter go), `ask.rs` (they ask the person something), `call.rs` (they rang), `line.rs` (they offer
//! places of the waiting list), `move_on.rs` (another group fits better), `take_back.rs` (they decided
//! by mistake), `enter.rs` (they write a request down for a caller). What happens then is the same as
//! by an emailed link, and stands in the files beside this folder.

mod answer;
mod ask;
mod call;
mod enter;
mod line;
mod move_on;
mod queue;
mod take_back;

pub(in crate::store) use ask::question_cell;
pub use ask::{Question, Questioned};
pub use call::{Call, Called};
pub use line::InLine;
pub use move_on::Moved;
pub use queue::{DecidedBy, History, Queue, QueueFilter, QueueGroup, QueuedRequest};
pub use take_back::TakenBack;
