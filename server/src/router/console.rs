//! Every address of the console, part by part, and what stands around them.

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{any, get, post},
};

use crate::{
    AppState,
    routes::{self, console, pages},
};

/// The console as one service: its pages, and the API that its program asks.
pub(super) fn console(state: &AppState) -> Router<AppState> {
    let api = Router::new()
        .merge(staff())
        .merge(outgoing())
        .merge(requests())
        .route("/console/api/{*nowhere}", any(routes::refuse_unknown_path))
        .method_not_allowed_fallback(routes::refuse_method);
    let pages = entrance()
        .method_not_allowed_fallback(routes::refuse_method)
        .layer(from_fn(console::lead_to_sign_in))
        .layer(from_fn_with_state(state.clone(), pages::dress_page));
    api.merge(pages)
        .layer(from_fn_with_state(state.clone(), console::guard_console))
}

/// The server's own pages: those by which staff get in and out, and the program's, whatever section
/// its address names.
#[rustfmt::skip] // Tables of contents, from here on: one line a route.
fn entrance() -> Router<AppState> {
    Router::new()
        .route("/console", get(console::show_console))
        .route("/console/", get(console::show_console))
        .route("/console/{*section}", get(console::show_console))
        .route("/console/sign-in", get(console::show_sign_in).post(console::press_sign_in))
        .route("/console/link/{token}", get(console::show_link).post(console::press_link))
        .route("/console/set-up/{token}", get(console::show_set_up).post(console::press_set_up))
        .route("/console/sessions", get(console::show_sessions).post(console::press_sessions))
        .route("/console/sign-out", post(console::press_sign_out))
}

/// Who is signed in, and who works for the site.
#[rustfmt::skip]
fn staff() -> Router<AppState> {
    Router::new()
        .route("/console/api/me", get(console::show_me))
        .route("/console/api/group-names", get(console::list_group_names))
        .route("/console/api/staff", get(console::list_staff).post(console::invite_staff))
        .route("/console/api/staff/{staff}/role", post(console::change_staff_role))
        .route("/console/api/staff/{staff}/end", post(console::end_staff))
}

/// Staff's own letters, which wait and can be stopped.
#[rustfmt::skip]
fn outgoing() -> Router<AppState> {
    Router::new()
        .route("/console/api/outgoing", get(console::list_outgoing))
        .route("/console/api/outgoing/{batch}", get(console::show_outgoing))
        .route("/console/api/outgoing/{batch}/stop", post(console::stop_outgoing))
}

/// Requests to join: read, answered, moved, rung, entered.
#[rustfmt::skip]
fn requests() -> Router<AppState> {
    Router::new()
        .route("/console/api/requests", get(console::list_requests))
        .route("/console/api/requests/approve", post(console::approve_requests))
        .route("/console/api/requests/{request}", get(console::show_request))
        .route("/console/api/requests/{request}/approve", post(console::approve_request))
        .route("/console/api/requests/{request}/decline", post(console::decline_request))
        .route("/console/api/requests/{request}/release", post(console::release_request))
        .route("/console/api/requests/{request}/take-back", post(console::take_decision_back))
        .route("/console/api/requests/{request}/question", post(console::ask_applicant))
        .route("/console/api/requests/{request}/answered", post(console::note_answer))
        .route("/console/api/requests/{request}/call", post(console::note_call))
        .route("/console/api/requests/{request}/offer", post(console::offer_place))
        .route("/console/api/requests/{request}/skip", post(console::skip_in_line))
        .route("/console/api/requests/{request}/move", post(console::move_request))
        .route("/console/api/groups/{group}/caller-form", get(console::show_caller_form))
        .route("/console/api/groups/{group}/requests", post(console::enter_request))
}
