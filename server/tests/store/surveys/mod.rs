//! Surveys, on both databases: who is asked, what is answered, and that nobody matches the two.

mod anonymous;
mod answering;
mod asking;
mod reading;

use api_types::SurveyAnswers;
use chrono_tz::Tz;
use serde_json::{Value, json};
use server::{
    domain::survey::{Attempt, Ballot, Link, Plan, SurveyRecord},
    store::{AnswersKept, AskedAbout, AskingAll, Exchanged, Exchanging, StoredSurvey, Viewer},
};

use crate::{joining::Desk, support::NOW};

const HOUR: i64 = 60 * 60 * 1000;
/// Tuesday, two in the afternoon in Chicago: everybody is awake.
const AWAKE: i64 = NOW + 8 * HOUR;
/// That day.
const TODAY: &str = "2026-01-06";
/// Its month.
const MONTH: &str = "2026-01";

fn open_to_all() -> Value {
    json!({ "join_policy": "open" })
}

#[expect(clippy::needless_pass_by_value, reason = "it reads better")]
fn survey(changes: Value) -> SurveyRecord {
    let mut record = json!({
        "slug": "after", "title": "After a meeting",
        "pages": [{ "questions": [
            { "key": "heard", "kind": "rating", "text": "Did you feel heard?" },
            { "key": "more", "kind": "long-text", "text": "What else?" },
        ] }],
    });
    server::domain::merge_patch::apply(&mut record, &changes);
    serde_json::from_value(record).unwrap()
}

fn answers(value: Value) -> SurveyAnswers {
    serde_json::from_value(value).unwrap()
}

#[expect(clippy::needless_pass_by_value, reason = "it reads better")]
fn plan(changes: Value) -> Plan {
    let word = |key: &str, or: &str| changes[key].as_str().unwrap_or(or).to_owned();
    let number = |key: &str| changes[key].as_u64().unwrap_or_default();
    let occasion = api_types::Choice::from_word(&word("occasion", "on-joining"));
    Plan {
        id: String::new(),
        survey: "after".to_owned(),
        group_id: None,
        occasion: occasion.unwrap(),
        weeks: number("weeks").try_into().unwrap(),
        days: number("days").try_into().unwrap(),
        rest_days: number("rest_days").try_into().unwrap(),
        since: 0,
    }
}

/// One who has an invitation, and what their device made.
struct Invited {
    token: String,
    attempt: String,
}

impl Invited {
    fn link(&self) -> Link {
        Link::of(&self.token, TODAY.parse().unwrap())
    }
}

impl Desk {
    fn operator(&self) -> Viewer {
        Viewer::operator(&self.site)
    }

    async fn publishes(&self, record: &SurveyRecord) -> StoredSurvey {
        let viewer = self.operator();
        let published = self.store.publish_survey(&viewer, record, NOW);
        assert!(published.await.unwrap().is_some());
        let found = self.store.find_survey(&self.site, &record.slug, None);
        found.await.unwrap().unwrap()
    }

    /// Adds a plan; gives it as it is stored.
    async fn plans(&self, plan: &Plan) -> Plan {
        let viewer = self.operator();
        let added = self.store.add_survey_plan(&viewer, plan, NOW).await;
        let id = added.unwrap().unwrap();
        let plans = self.store.list_survey_plans(&self.site).await.unwrap();
        plans.into_iter().find(|plan| plan.id == id).unwrap()
    }

    /// Asks by a plan about a moment; says how many got a letter.
    async fn asks_by(&self, plan: &Plan, moment: i64, now: i64) -> usize {
        let asking = AskingAll {
            plan,
            version: 1,
            zone: Tz::America__Chicago,
            writer: self,
        };
        let about = AskedAbout {
            group_id: None,
            moment,
            day: TODAY.to_owned(),
        };
        let asked = self
            .store
            .ask_for_feedback(&self.site, asking, &about, "", now);
        asked.await.unwrap().letters
    }

    /// These people join and are asked.
    async fn invites(&self, names: &[&str]) -> Plan {
        for name in names {
            self.joins(name).await;
        }
        let plan = self.plans(&plan(json!({}))).await;
        assert_eq!(self.asks_by(&plan, AWAKE, AWAKE).await, names.len());
        plan
    }

    fn invited(&self, name: &str) -> Invited {
        Invited {
            token: self.last("feedback", name).code,
            attempt: format!("attempt of {name}"),
        }
    }

    async fn exchange(&self, invited: &Invited, version: u32) -> Exchanged {
        self.exchange_at(invited, version, AWAKE).await
    }

    async fn exchange_at(&self, invited: &Invited, version: u32, now: i64) -> Exchanged {
        let exchanging = Exchanging {
            link: &invited.link(),
            attempt: &Attempt::of(&invited.token, &invited.attempt),
            version,
        };
        let exchanged = self.store.exchange_invitation(&self.site, exchanging, now);
        exchanged.await.unwrap()
    }

    async fn ballot(&self, name: &str) -> Ballot {
        match self.exchange(&self.invited(name), 1).await {
            Exchanged::Ballot(ballot) => *ballot,
            other => panic!("{name}: {other:?}"),
        }
    }

    async fn keep(&self, ballot: &Ballot, told: Value) -> AnswersKept {
        let record = survey(json!({}));
        let told = answers(told);
        let store = &self.store;
        let kept = store.keep_answers(&self.site, ballot, &record, &told, MONTH);
        kept.await.unwrap()
    }
}
