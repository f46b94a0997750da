//! Calls about what members are asked, what answers come to, and what came of them.

use api_types::{
    FeedbackOverview, MemberNotes, NewSaidAndDone, NewSurveyPlan, SaidAndDoneList,
    SurveyComparison, SurveyOfStaff, SurveyPublished, SurveyResults, SurveyToPublish,
};
use serde_json::Value;

use super::{ConsoleServer, Line, Told, Verb};

/// Where they are.
const AT: &str = "feedback";

impl ConsoleServer {
    /// What the site asks, when, and how many answered.
    pub(crate) fn feedback(&self, line: &Line) -> Told<FeedbackOverview> {
        self.get(&[AT], &[], line)
    }

    /// A survey as it is written.
    pub(crate) fn survey(&self, slug: &str, line: &Line) -> Told<SurveyOfStaff> {
        self.get(&[AT, "surveys", slug], &[], line)
    }

    /// Publishes it as the next version.
    pub(crate) fn publish_survey(
        &self,
        slug: &str,
        written: &SurveyToPublish,
        line: &Line,
    ) -> Told<SurveyPublished> {
        self.send(Verb::Put, &[AT, "surveys", slug], written, line)
    }

    /// What members would see of it: `form` and `site`, as the members' program reads them.
    pub(crate) fn preview_survey(
        &self,
        slug: &str,
        written: &SurveyToPublish,
        line: &Line,
    ) -> Told<Value> {
        self.send(Verb::Post, &[AT, "surveys", slug, "preview"], written, line)
    }

    /// What answers of a group came to.
    pub(crate) fn survey_results(
        &self,
        (survey, group): (&str, &str),
        line: &Line,
    ) -> Told<SurveyResults> {
        self.get(&[AT, "surveys", survey, "groups", group], &[], line)
    }

    /// Groups side by side; of the newest version where none is said.
    pub(crate) fn compare_groups(
        &self,
        survey: &str,
        version: Option<&str>,
        line: &Line,
    ) -> Told<SurveyComparison> {
        let asked = version.map(|version| ("version", version));
        self.get(
            &[AT, "surveys", survey, "comparison"],
            asked.as_slice(),
            line,
        )
    }

    /// Begins to ask.
    pub(crate) fn add_survey_plan(&self, plan: &NewSurveyPlan, line: &Line) -> Told<()> {
        self.send(Verb::Post, &[AT, "plans"], plan, line)
    }

    /// Asks by it no more.
    pub(crate) fn end_survey_plan(&self, plan: &str, line: &Line) -> Told<()> {
        self.press(Verb::Delete, &[AT, "plans", plan], line)
    }

    /// What members say with their name.
    pub(crate) fn member_notes(&self, line: &Line) -> Told<MemberNotes> {
        self.get(&[AT, "notes"], &[], line)
    }

    /// Somebody has read it.
    pub(crate) fn mark_note_read(&self, note: &str, line: &Line) -> Told<()> {
        self.press(Verb::Post, &[AT, "notes", note, "read"], line)
    }

    /// "You said, we did".
    pub(crate) fn said_and_done(&self, line: &Line) -> Told<SaidAndDoneList> {
        self.get(&[AT, "said"], &[], line)
    }

    /// Writes another for a group (its slug).
    pub(crate) fn add_said_and_done(
        &self,
        group: &str,
        new: &NewSaidAndDone,
        line: &Line,
    ) -> Told<()> {
        self.send(Verb::Post, &["groups", group, "said"], new, line)
    }

    /// Takes one of a group away.
    pub(crate) fn remove_said_and_done(&self, group: &str, said: &str, line: &Line) -> Told<()> {
        self.press(Verb::Delete, &["groups", group, "said", said], line)
    }
}
