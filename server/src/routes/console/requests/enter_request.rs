//! `GET /console/api/groups/{group}/caller-form?lang=` and `POST …/requests`: a request is written
//! down for somebody who rang.

use api_types::{EnterRequest, EnteredRequest, FieldProblem, JoinForm, ProblemCode};
use axum::{
    Json,
    extract::{RawQuery, State},
};

use super::on_its_way;
use crate::{
    AppState,
    domain::staff::Power,
    joining::{CannotEnter, caller_form, enter_request as enter},
    parameters,
    problems::Refusal,
    routes::{JsonBody, PathParts, console::Signed},
    store::Entered,
};

/// What is asked and read out.
pub async fn show_caller_form(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(group): PathParts<String>,
    RawQuery(query): RawQuery,
) -> Result<Json<JoinForm>, Refusal> {
    let found = state
        .store
        .find_group_of_staff(&signed.viewer, Power::Work, &group)
        .await?;
    found.ok_or_else(Refusal::not_found)?;
    let asked = parameters::language(query.as_deref())?;
    let form = caller_form(&state, &signed.site, &group, asked.as_deref());
    Ok(Json(form.await.map_err(refused)?))
}

/// Checks it by the rules of the group's join form, and keeps it.
pub async fn enter_request(
    State(state): State<AppState>,
    signed: Signed,
    PathParts(group): PathParts<String>,
    JsonBody { value: asked, .. }: JsonBody<EnterRequest>,
) -> Result<Json<EnteredRequest>, Refusal> {
    let found = state
        .store
        .find_group_of_staff(&signed.viewer, Power::Work, &group)
        .await?;
    found.ok_or_else(Refusal::not_found)?;
    let now = state.clock.now();
    let sending = state.store.sending(&signed.viewer, now);
    let batch = sending.batch().to_owned();
    let by = Some((&signed.viewer, sending));
    let entered = enter(&state, &signed.site, &group, asked.said, asked.read_out, by);
    let entered = Box::pin(entered).await.map_err(refused)?;
    let (reference, stands, before) = match entered {
        Entered::Now { reference, state } => (reference, state, false),
        Entered::Before { reference, state } => (reference, state, true),
        Entered::UnknownGroup => return Err(Refusal::not_found()),
    };
    Ok(Json(EnteredRequest {
        reference,
        state: stands,
        before,
        mail: on_its_way(&state, &signed, &batch).await?,
    }))
}

/// Why nothing was entered; fields stand in the body's `said`.
fn refused(why: CannotEnter) -> Refusal {
    match why {
        CannotEnter::UnknownGroup => Refusal::not_found(),
        CannotEnter::NoJoinForm(why) => Refusal::new(ProblemCode::NoJoinForm).detail(why),
        CannotEnter::GuidelinesNotRead(_) => {
            let refusal = Refusal::new(ProblemCode::InvalidFields);
            refusal.field("/read_out", "missing", "the guidelines were read out")
        }
        CannotEnter::Fields(problems) => {
            let inside = |problem: FieldProblem| FieldProblem {
                field: format!("/said{}", problem.field),
                ..problem
            };
            Refusal::invalid_fields(problems.into_iter().map(inside).collect())
        }
        CannotEnter::Store(error) => error.into(),
    }
}
