//! How a site's groups are found and kept, in counts: nothing of anybody.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::GroupOfStaff;
use crate::Choice;

/// Over how long, and in which steps. Only whole weeks and months are told, so that no two answers
/// differ by a single person who came in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InsightPeriod {
    /// The last four whole weeks, from Monday to Sunday, by the day.
    Days,
    /// The last 12 weeks, from Monday to Sunday.
    Weeks,
    /// The last 12 months of the calendar.
    Months,
}

impl Choice for InsightPeriod {
    const ALL: &'static [Self] = &[Self::Days, Self::Weeks, Self::Months];
    const WORDS: &'static [&'static str] = &["days", "weeks", "months"];
    fn index(self) -> usize {
        self as usize
    }
}

/// What is counted over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// A group's page was opened.
    Viewed,
    /// A join form was opened.
    Started,
    /// A request was sent.
    Finished,
    /// Somebody was given a place.
    Approved,
    /// Somebody was at a meeting, as staff noted.
    Came,
}

impl Choice for Measure {
    const ALL: &'static [Self] = &[
        Self::Viewed,
        Self::Started,
        Self::Finished,
        Self::Approved,
        Self::Came,
    ];
    const WORDS: &'static [&'static str] = &["viewed", "started", "finished", "approved", "came"];
    fn index(self) -> usize {
        self as usize
    }
}

/// A count as it may be told: a number, or a word in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Told {
    /// None, or five and more.
    Exactly(u64),
    /// One to four: so few could be somebody.
    UnderFive,
    /// Not told, because it would give a smaller one away.
    Withheld,
}

const UNDER_FIVE: &str = "under-five";
const WITHHELD: &str = "withheld";

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exactly(count) => to.serialize_u64(*count),
            Self::UnderFive => to.serialize_str(UNDER_FIVE),
            Self::Withheld => to.serialize_str(WITHHELD),
        }
    }
}

impl<'de> Deserialize<'de> for Told {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Number(u64),
            Word(String),
        }
        match Either::deserialize(from)? {
            Either::Number(count) => Ok(Self::Exactly(count)),
            Either::Word(word) if word == UNDER_FIVE => Ok(Self::UnderFive),
            Either::Word(word) if word == WITHHELD => Ok(Self::Withheld),
            Either::Word(_) => Err(D::Error::custom("a count, under-five or withheld")),
        }
    }
}

/// The answer of `GET /console/api/insight`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insight {
    /// The period's steps, the oldest first.
    pub spans: Vec<InsightSpan>,
    /// Each measure over the steps, in the order of [`Measure`].
    pub series: Vec<InsightSeries>,
    /// How long people waited for an answer.
    pub waiting: InsightWaiting,
    /// Of those who were at meetings: who had been at one of the group's before.
    pub returned: Told,
    /// And who was there for the first time.
    pub first_time: Told,
    /// Each group over the whole period; of one group's page, only that one.
    pub by_group: Vec<InsightGroup>,
    /// What was searched for and found nothing, the most frequent first. For who sees the whole
    /// site.
    pub searches: Vec<SearchInVain>,
    /// Whether the server sees searches at all: a small site's are answered in the browser.
    pub sees_searches: bool,
    /// Groups that one can ask for by themselves, by name.
    pub groups: Vec<GroupOfStaff>,
}

/// One step of the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsightSpan {
    /// Its first day, `YYYY-MM-DD` in the site's zone.
    pub from: String,
    /// Its last day.
    pub to: String,
}

/// One measure over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsightSeries {
    /// Which, a word of [`Measure`].
    pub measure: String,
    /// One for each step.
    pub counts: Vec<Told>,
    /// Over the whole period.
    pub total: Told,
}

/// How long people waited for an answer, against what they were promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsightWaiting {
    /// How many were answered.
    pub answered: Told,
    /// How many of them by the promised day.
    pub in_time: Told,
    /// How many later.
    pub late: Told,
    /// Half of them waited no longer than so many whole days; absent for fewer than five.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_days: Option<u32>,
    /// How many waited how long.
    pub lengths: Vec<InsightLength>,
}

/// How many waited so long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsightLength {
    /// Whole days at least.
    pub from_days: u32,
    /// Whole days at most; absent for no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_days: Option<u32>,
    /// How many.
    pub count: Told,
}

/// One group over the whole period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsightGroup {
    /// The group; absent for all the others together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupOfStaff>,
    /// One for each [`Measure`], in their order.
    pub counts: Vec<Told>,
}

/// Words that were searched for and found nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchInVain {
    /// In small letters.
    pub words: String,
    /// On how many occasions, at least five.
    pub times: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_may_not_be_told_is_a_word_on_the_wire() {
        let told = [Told::Exactly(12), Told::UnderFive, Told::Withheld];
        let json = serde_json::to_string(&told).unwrap();
        assert_eq!(json, r#"[12,"under-five","withheld"]"#);
        assert_eq!(serde_json::from_str::<[Told; 3]>(&json).unwrap(), told);
        assert!(serde_json::from_str::<Told>(r#""few""#).is_err());
        assert!(serde_json::from_str::<Told>("-1").is_err());
    }
}
