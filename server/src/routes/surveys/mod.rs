//! Answering a survey: what is asked, and what goes back. Who was asked comes with an invitation
//! (`invited.rs`); answers without a name come with a ballot, and with nothing else.

mod answer_survey;
mod answer_with_name;
mod decline_survey;
mod exchange_invitation;
mod invited;
mod show_invitation;
mod show_survey;
mod write_note;

pub use answer_survey::*;
pub use answer_with_name::*;
pub use decline_survey::*;
pub use exchange_invitation::*;
pub use show_invitation::*;
pub use show_survey::*;
pub use write_note::*;
