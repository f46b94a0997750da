//! `GET /console/api/retention`: what is kept for how long, and what would go. For coordinators.

use api_types::{Retention, RetentionKind};
use axum::{Json, extract::State};

use crate::{
    AppState,
    domain::{insight::day_of, time::rfc3339},
    joining,
    problems::Refusal,
    routes::console::Signed,
    store::Going,
};

/// Each kind of thing, counted by the very conditions by which it is deleted.
pub async fn show_retention(
    State(state): State<AppState>,
    signed: Signed,
) -> Result<Json<Retention>, Refusal> {
    let now = state.clock.now();
    let kept = joining::kept_days(&signed.site);
    let today = day_of(now, signed.site.config.time_zone);
    let going = state
        .store
        .list_going(&signed.viewer, kept, today, now)
        .await?;
    if going.is_empty() {
        return Err(Refusal::not_found());
    }
    let kinds = going.into_iter().map(told).collect();
    Ok(Json(Retention { kinds }))
}

fn told(going: Going) -> RetentionKind {
    RetentionKind {
        kind: going.kind.as_str().to_owned(),
        kept_days: going.kept_days,
        held: going.held,
        now: going.now,
        soon: going.soon,
        oldest: going.oldest.map(rfc3339),
    }
}
