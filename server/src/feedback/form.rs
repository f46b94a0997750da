//! A survey as members see it, and whether what they answer can be taken.

use api_types::{Choice, FieldProblem, ProblemCode, SaidAndDone, SurveyAnswers, SurveyForm};

use crate::{
    AppState,
    config::ActiveSite,
    joining::Desk,
    problems::Refusal,
    store::{StoredGroup, StoredSurvey},
};

/// A survey with the group that it is answered for.
pub struct FoundSurvey {
    /// The version.
    pub survey: StoredSurvey,
    /// The group.
    pub group: StoredGroup,
}

/// A survey for a group (slugs): its newest version, or the one that is named. `unknown-group` and
/// `unknown-survey`.
pub async fn find_survey(
    state: &AppState,
    site: &ActiveSite,
    (group, survey): (&str, &str),
    version: Option<u32>,
) -> Result<FoundSurvey, Refusal> {
    let found = state.store.find_group(&site.id, group).await?;
    let group = found.ok_or_else(|| Refusal::new(ProblemCode::UnknownGroup))?;
    let found = state.store.find_survey(&site.id, survey, version).await?;
    let survey = found.ok_or_else(|| Refusal::new(ProblemCode::UnknownSurvey))?;
    Ok(FoundSurvey { survey, group })
}

/// As it is shown to who reads `asked` (BCP 47).
pub async fn form(
    state: &AppState,
    site: &ActiveSite,
    found: &FoundSurvey,
    asked: Option<&str>,
) -> Result<SurveyForm, Refusal> {
    let language = site.config.language_for(asked);
    let desk = Desk::new(state, site);
    let notes = state
        .store
        .list_said_and_done(&site.id, &found.group.id)
        .await?;
    let notes = notes.into_iter().map(|note| SaidAndDone {
        on: desk.date(note.written_at),
        said: note.said,
        did: note.did,
        language: note.language,
    });
    let record = &found.survey.record;
    Ok(SurveyForm {
        survey: record.in_language(found.survey.version, language),
        group_name: found.group.record.name.clone(),
        anyone: record.anyone,
        takes_notes: site.config.join.is_some(),
        notes: notes.collect(),
    })
}

/// Answers that can be taken as they are; `invalid-fields`, by pointers to `/answers/<key>`.
pub fn checked(survey: &StoredSurvey, answers: &SurveyAnswers) -> Result<(), Refusal> {
    let fault = |field: String, code: &str, detail: &str| FieldProblem {
        field,
        code: code.to_owned(),
        detail: detail.to_owned(),
    };
    if answers.is_empty() {
        let nothing = fault("/answers".to_owned(), "missing", "at least one answer");
        return Err(Refusal::invalid_fields(vec![nothing]));
    }
    // Any language: what can be chosen is the same in each.
    let seen = survey.record.in_language(survey.version, "en");
    let faults = seen.faults(answers).into_iter().map(|(key, code)| {
        // A key that is no question's is somebody's text, and may be long.
        let key: String = key.chars().take(60).collect();
        let field = format!("/answers/{}", key.replace('~', "~0").replace('/', "~1"));
        fault(field, code.as_str(), "see the survey's questions")
    });
    let faults: Vec<_> = faults.collect();
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::invalid_fields(faults))
    }
}
