//! How a site's groups are found and kept, in counts: what is counted, over which days, and what of
//! it may be told.
//!
//! What belongs here: rules. What does not: who asks and when (`crate::insight`), rows
//! (`store/insight/`).

mod days;
mod waiting;
mod withhold;
mod words;

pub use days::{Span, Steps, counted_for, date_of, day_of, spans};
pub use waiting::{LONGEST_WAIT, Waited, waited, waits};
pub use withhold::{Known, Sums, ToldTable, withhold};
pub use words::kept_words;

/// What is counted. Its word never changes: the database keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Counted {
    /// A group's page was opened.
    Viewed,
    /// A join form was opened.
    Started,
    /// A request was sent by who asks for a place.
    Finished,
    /// Somebody was given a place.
    Approved,
    /// Somebody who waited was answered by the promised day.
    InTime,
    /// Somebody who waited was answered later.
    Late,
    /// Somebody was at a meeting.
    Came,
    /// Somebody was at a meeting who had been at one of the group's before.
    Returned,
}

impl Counted {
    const ALL: [Self; 8] = [
        Self::Viewed,
        Self::Started,
        Self::Finished,
        Self::Approved,
        Self::InTime,
        Self::Late,
        Self::Came,
        Self::Returned,
    ];

    /// As it stands in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewed => "viewed",
            Self::Started => "started",
            Self::Finished => "finished",
            Self::Approved => "approved",
            Self::InTime => "in-time",
            Self::Late => "late",
            Self::Came => "came",
            Self::Returned => "returned",
        }
    }

    /// From the database; `None` for a word of a later version.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_database_reads_back() {
        for one in Counted::ALL {
            assert_eq!(Counted::from_word(one.as_str()), Some(one));
        }
        assert_eq!(Counted::from_word("seen"), None);
    }
}
