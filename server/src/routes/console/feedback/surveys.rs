//! `GET` and `PUT /console/api/feedback/surveys/{survey}`, and `POST …/preview`: what a survey asks, as it is
//! written.

use api_types::{
    FieldProblem, ProblemCode, SurveyForm, SurveyOfStaff, SurveyPreview, SurveyPublished,
    SurveyToPublish, SurveyVersion,
};
use axum::{Json, extract::State};
use serde_json::Value;

use crate::{
    AppState,
    domain::{
        survey::{SurveyRecord, check_survey, ready_made},
        time::rfc3339,
    },
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed, json_body::pointer},
    store::{StoredSurvey, SurveyPublication},
};

/// The survey as it was written; one that comes with Kindred where the site has none of this name.
pub async fn show_survey_of_staff(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
) -> Result<Json<SurveyOfStaff>, Refusal> {
    let versions = state
        .store
        .list_surveys_of_staff(&signed.viewer, Some(&slug))
        .await?;
    let offered = || ready_made().iter().find(|survey| survey.slug == slug);
    let record = match versions.first() {
        Some(newest) => &newest.record,
        None => offered().ok_or_else(Refusal::not_found)?,
    };
    let source = record.source.as_ref();
    let version = |version: &StoredSurvey| SurveyVersion {
        version: version.version,
        published_at: rfc3339(version.published_at),
    };
    Ok(Json(SurveyOfStaff {
        title: record.title.said_in(&signed.language).to_owned(),
        record: serde_json::to_value(record).unwrap_or_default(),
        versions: versions.iter().map(version).collect(),
        languages: signed.site.config.languages.clone(),
        source: source.map(|source| source.said_in(&signed.language).to_owned()),
    }))
}

/// Publishes it as the next version, which is asked from then on.
pub async fn publish_survey(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(slug): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<SurveyToPublish>,
) -> Result<Json<SurveyPublished>, Refusal> {
    let record = read(asked.record, &slug, &signed.site.config.languages)?;
    let now = state.clock.now();
    let published = state
        .store
        .publish_survey(&signed.viewer, &record, now)
        .await?;
    let (version, is_new) = match published {
        Some(SurveyPublication::Published(version)) => (version, true),
        Some(SurveyPublication::Unchanged(version)) => (version, false),
        None => return Err(Refusal::not_found()),
    };
    Ok(Json(SurveyPublished { version, is_new }))
}

/// What members would see of it, or what is wrong with it. Nothing is kept.
pub async fn preview_survey(
    signed: Signed,
    PathParts(slug): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<SurveyToPublish>,
) -> Result<Json<SurveyPreview>, Refusal> {
    let config = &signed.site.config;
    let record = read(asked.record, &slug, &config.languages)?;
    let wanted = asked.language.as_deref().or(Some(&signed.language));
    let language = config.language_for(wanted);
    let site = config.wire(&signed.site.slug, Some(language), false);
    Ok(Json(SurveyPreview {
        form: SurveyForm {
            survey: record.in_language(1, language),
            group_name: site.name.clone(),
            anyone: record.anyone,
            takes_notes: true,
            notes: Vec::new(),
        },
        site,
    }))
}

/// Reads a survey under the slug that it has. Fields are pointers into the body.
fn read(mut record: Value, slug: &str, languages: &[String]) -> Result<SurveyRecord, Refusal> {
    if let Some(members) = record.as_object_mut() {
        members.insert("slug".to_owned(), slug.into());
    }
    let read: Result<SurveyRecord, _> = serde_path_to_error::deserialize(record);
    let record = read.map_err(|error| {
        // The parser's own words may repeat what was typed.
        let field = format!("/record{}", pointer(error.path()));
        Refusal::new(ProblemCode::InvalidFields).field(&field, "not-taken", "see a survey's form")
    })?;
    check_survey(&record, languages).map_err(|errors| {
        let problems = errors.into_iter().map(|error| FieldProblem {
            field: format!("/record/{}", error.field.replace('.', "/")),
            code: error.code.to_owned(),
            detail: error.reason,
        });
        Refusal::invalid_fields(problems.collect())
    })?;
    Ok(record)
}
