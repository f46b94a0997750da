//! Surveys: what is asked, whom, and what was answered.
//!
//! One file a step: `versions.rs` (what is published), `plans.rs` (when members are asked), `ask.rs` (they
//! are), `exchange.rs` (an invitation becomes a ballot, or is declined), `answers.rs` (answers come, wait and
//! are counted), `merge.rs` (old counts become fewer), `results.rs` (staff read the counts), `notes.rs` (what members say with their name),
//! `said_and_done.rs` (what came of it), `traces.rs` (what a database keeps beside its rows).
//!
//! What must stay true: no row leads from who was asked to what was answered, nor do the order of rows and
//! the transactions that wrote them; `tests/store/surveys/anonymous.rs` tries to match them.

mod answers;
mod ask;
mod exchange;
mod merge;
mod notes;
mod plans;
mod results;
mod said_and_done;
mod traces;
mod versions;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

pub use answers::{AnswersKept, Collection};
pub use ask::{AskedAbout, AskedSome, AskingAll};
pub use exchange::{AnyoneAsks, Exchanged, Exchanging, StoredInvitation};
pub(in crate::store) use notes::note_words_cell;
pub use notes::{NewNote, NoteKept, StoredNote};
pub use results::{StoredCollection, StoredRelease, StoredResults, StoredWords};
pub use said_and_done::StoredSaid;
pub use versions::{StoredSurvey, SurveyPublication};

use super::{SiteId, Store};
use crate::{domain::survey::id_of, seal::Cell};

/// Where answers that wait are sealed.
pub(in crate::store) fn answers_cell<'a>(site: &'a SiteId, id: &'a str) -> Cell<'a> {
    Cell {
        site_id: site.as_str(),
        table: "survey_answers",
        column: "answers",
        row: id,
    }
}

/// Where counts are sealed.
pub(in crate::store) fn tally_cell<'a>(site: &'a SiteId, id: &'a str) -> Cell<'a> {
    Cell {
        table: "survey_releases",
        column: "tally",
        ..answers_cell(site, id)
    }
}

/// Where what was written is sealed.
pub(in crate::store) fn text_cell<'a>(site: &'a SiteId, id: &'a str) -> Cell<'a> {
    Cell {
        table: "survey_texts",
        column: "words",
        ..answers_cell(site, id)
    }
}

impl Store {
    /// An id of chance alone, which tells no time.
    fn timeless_id(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.chance.bytes::<16>())
    }

    /// An id as an attempt has one, which no attempt has: a link that was declined, or answered with a name, looks
    /// like one that was exchanged.
    fn nobodys_attempt(&self) -> String {
        id_of(&[&self.chance.bytes::<32>()])
    }
}
