//! When members are asked: on which occasions, and how often at most.

use api_types::{
    FieldProblem, MOST_PLAN_DAYS, MOST_PLAN_WEEKS, MOST_REST_DAYS, NewSurveyPlan, SurveyOccasion,
};

use crate::domain::time::{DAY, HOUR};

/// A meeting is asked about so long after its end at the earliest, ms: people are home by then.
pub const AFTER_MEETING: i64 = 2 * HOUR;
/// An occasion that is older is let go: nobody remembers how a meeting was.
pub const STALE: i64 = 3 * DAY;

/// A survey that members are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: String,
    /// Slug of the survey.
    pub survey: String,
    /// The group (its id) whose members are asked; those of every group where it is `None`.
    pub group_id: Option<String>,
    /// When.
    pub occasion: SurveyOccasion,
    /// For `every-weeks`: how many, 1 to 52.
    pub weeks: u8,
    /// For `on-joining` and `on-leaving`: so many days after, at most 90.
    pub days: u8,
    /// Nobody is asked again, for whichever survey, within so many days of the last time; 0 to 365.
    pub rest_days: u16,
    /// Occasions before are not asked about, ms since 1970 UTC.
    pub since: i64,
}

impl Plan {
    /// Reads what a coordinator typed, for the group of this id; its id and `since` are the store's. The errors
    /// name every field that needs another look (JSON pointers).
    pub fn read(
        typed: &NewSurveyPlan,
        group_id: Option<String>,
    ) -> Result<Self, Vec<FieldProblem>> {
        let later = matches!(
            typed.occasion,
            SurveyOccasion::OnJoining | SurveyOccasion::OnLeaving
        );
        let repeats = typed.occasion == SurveyOccasion::EveryWeeks;
        let mut faults = Vec::new();
        let mut fault = |field: &str, code: &str, detail: String| {
            faults.push(FieldProblem {
                field: field.to_owned(),
                code: code.to_owned(),
                detail,
            });
        };
        match typed.weeks {
            None if repeats => fault("/weeks", "missing", "how many weeks".to_owned()),
            Some(_) if !repeats => {
                fault("/weeks", "not-asked", "for every-weeks alone".to_owned());
            }
            Some(weeks) if !(1..=MOST_PLAN_WEEKS).contains(&weeks) => {
                fault("/weeks", "out-of-range", format!("1 to {MOST_PLAN_WEEKS}"));
            }
            _ => {}
        }
        match typed.days {
            Some(_) if !later => {
                let detail = "for on-joining and on-leaving alone".to_owned();
                fault("/days", "not-asked", detail);
            }
            Some(days) if days > MOST_PLAN_DAYS => {
                fault("/days", "out-of-range", format!("0 to {MOST_PLAN_DAYS}"));
            }
            _ => {}
        }
        if typed.rest_days > MOST_REST_DAYS {
            let detail = format!("0 to {MOST_REST_DAYS}");
            fault("/rest_days", "out-of-range", detail);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self {
            id: String::new(),
            survey: typed.survey.clone(),
            group_id,
            occasion: typed.occasion,
            weeks: typed.weeks.unwrap_or_default(),
            days: typed.days.unwrap_or_default(),
            rest_days: typed.rest_days,
            since: 0,
        })
    }
}
