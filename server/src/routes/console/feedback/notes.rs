//! `GET /console/api/feedback/notes` and `POST …/{note}/read`: what members say with their name.

use api_types::{
    AnswerWithName, GroupOfStaff, MemberNoteOfStaff, MemberNotes, Survey, SurveyAnswer,
    SurveyQuestion,
};
use axum::{Json, extract::State, http::StatusCode};

use super::{named_groups, overview::told_of};
use crate::{
    AppState,
    domain::{staff::Power, time::rfc3339},
    problems::Refusal,
    routes::{
        PathParts,
        console::{Signed, found},
    },
    store::{NewNote, StoredNote, StoredSurvey},
};

/// Newest first, of the groups in which the viewer works.
pub async fn list_member_notes(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<MemberNotes>, Refusal> {
    let store = &state.store;
    let notes = store.list_member_notes(&signed.viewer, None).await?;
    let surveys = store.list_surveys_of_staff(&signed.viewer, None).await?;
    let groups = named_groups(&state, &signed, Power::Work).await?;
    let shown = |note: StoredNote| {
        let group = told_of(&groups, &note.group)?;
        Some(told(note, group, &surveys, &signed.language))
    };
    Ok(Json(MemberNotes {
        notes: notes.into_iter().filter_map(shown).collect(),
    }))
}

/// Notes down that somebody read it. Safe to do twice.
pub async fn mark_note_read(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(note): PathParts<String>,
) -> Result<StatusCode, Refusal> {
    let now = state.clock.now();
    found(
        state
            .store
            .mark_note_seen(&signed.viewer, &note, now)
            .await?,
    )
}

fn told(
    note: StoredNote,
    group: GroupOfStaff,
    surveys: &[StoredSurvey],
    language: &str,
) -> MemberNoteOfStaff {
    let (mut text, mut survey, mut answers) = (None, None, Vec::new());
    match &note.words {
        NewNote::Note(words) => text = Some(words.clone()),
        NewNote::Answers(version, given) => {
            let of =
                |one: &&StoredSurvey| one.record.slug == note.survey && one.version == *version;
            let found = surveys.iter().find(of);
            let seen = found.map(|found| found.record.in_language(*version, language));
            let questions = seen.iter().flat_map(Survey::questions);
            answers = questions
                .filter_map(|question| Some((question, given.get(&question.key)?)))
                .map(|(question, answer)| AnswerWithName {
                    question: question.text.clone(),
                    kind: question.kind,
                    answer: labels(question, answer),
                })
                .collect();
            survey = Some(seen.map_or_else(|| note.survey.clone(), |seen| seen.title));
        }
    }
    MemberNoteOfStaff {
        id: note.id,
        group,
        person: note.application.display_name,
        request: note.request,
        sent_at: rfc3339(note.sent_at),
        read_at: note.seen_at.map(rfc3339),
        text,
        survey,
        answers,
    }
}

/// An answer as its member chose it.
fn labels(question: &SurveyQuestion, answer: &SurveyAnswer) -> Vec<String> {
    let label = |value: &String| {
        let option = question.options.iter().find(|one| one.value == *value);
        option.map_or_else(|| value.clone(), |option| option.label.clone())
    };
    match answer {
        SurveyAnswer::Number(number) => vec![number.to_string()],
        SurveyAnswer::One(value) => vec![label(value)],
        SurveyAnswer::Several(values) => values.iter().map(label).collect(),
    }
}
