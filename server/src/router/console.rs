//! Every address of the console, part by part, and what stands around them.

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{any, delete, get, post, put},
};
use tower_http::compression::CompressionLayer;

use crate::{
    AppState, layers,
    routes::{self, console, pages},
};

/// The console as one service: its pages, and the API that its program asks.
pub(super) fn console(state: &AppState) -> Router<AppState> {
    let api = Router::new()
        .merge(groups())
        .merge(passkeys())
        .merge(staff())
        .merge(shelf())
        .merge(outgoing())
        .merge(roster())
        .merge(today())
        .merge(data())
        .merge(feedback())
        .merge(requests())
        .merge(website())
        .route("/console/api/{*nowhere}", any(routes::refuse_unknown_path))
        .method_not_allowed_fallback(routes::refuse_method)
        .layer(CompressionLayer::new())
        .layer(from_fn(layers::compress_for_own_pages));
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

/// Groups: their records, where they stand, and their meetings.
#[rustfmt::skip]
fn groups() -> Router<AppState> {
    Router::new()
        .route("/console/api/groups", get(console::list_groups_of_staff).post(console::make_group))
        .route("/console/api/groups/{group}", get(console::open_group).put(console::save_group))
        .route("/console/api/groups/{group}/standing", post(console::set_standing))
        .route("/console/api/groups/{group}/pause", post(console::pause_group))
        .route("/console/api/groups/{group}/checked", post(console::check_listing))
        .route("/console/api/groups/{group}/keepers", post(console::choose_keepers))
        .route("/console/api/groups/{group}/preview", post(console::preview_group))
        .route("/console/api/groups/{group}/meetings", get(console::list_meetings))
        .route("/console/api/groups/{group}/meetings/change", post(console::change_meeting))
        .route("/console/api/groups/{group}/meetings/undo", post(console::undo_meeting))
        .route("/console/api/groups/{group}/slip", get(console::show_slip))
        .route("/console/api/schedule-preview", post(console::preview_schedule))
}

/// Passkeys: one's own, and the way in with one.
#[rustfmt::skip]
fn passkeys() -> Router<AppState> {
    Router::new()
        .route("/console/passkey/question", post(console::ask_for_any_passkey))
        .route("/console/passkey", post(console::sign_in_by_passkey))
        .route("/console/api/passkeys", get(console::list_passkeys).post(console::add_passkey))
        .route("/console/api/passkeys/question", post(console::ask_for_new_passkey))
        .route("/console/api/passkeys/{passkey}", delete(console::remove_passkey))
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

/// What staff read and use, and what they lay out for members.
#[rustfmt::skip]
fn shelf() -> Router<AppState> {
    Router::new()
        .route("/console/api/shelf", get(console::list_shelf))
        .route("/console/api/shelf/{item}", get(console::show_shelf_item))
        .route("/console/api/resources", get(console::list_groups_with_resources))
        .route("/console/api/groups/{group}/resources", get(console::list_resources).post(console::add_resource).put(console::order_resources))
        .route("/console/api/groups/{group}/resources/{resource}", put(console::change_resource).delete(console::remove_resource))
}

/// Staff's own letters, which wait and can be stopped.
#[rustfmt::skip]
fn outgoing() -> Router<AppState> {
    Router::new()
        .route("/console/api/outgoing", get(console::list_outgoing))
        .route("/console/api/outgoing/{batch}", get(console::show_outgoing))
        .route("/console/api/outgoing/{batch}/stop", post(console::stop_outgoing))
}

/// Who is in which group, and what staff do to a membership.
#[rustfmt::skip]
fn roster() -> Router<AppState> {
    Router::new()
        .route("/console/api/rosters", get(console::list_rosters))
        .route("/console/api/groups/{group}/members", get(console::show_roster))
        .route("/console/api/groups/{group}/messages", post(console::message_group))
        .route("/console/api/members/{member}/reach", post(console::reach_member))
        .route("/console/api/members/{member}/silence", post(console::silence_member).delete(console::unsilence_member))
        .route("/console/api/members/{member}/pause", post(console::pause_member).delete(console::resume_member))
        .route("/console/api/members/{member}/remove", post(console::remove_member))
        .route("/console/api/members/{member}/in-touch", post(console::mark_in_touch))
}

/// What waits, and the day of a meeting.
#[rustfmt::skip]
fn today() -> Router<AppState> {
    Router::new()
        .route("/console/api/today", get(console::show_today))
        .route("/console/api/groups/{group}/meetings/{meeting}", get(console::show_meeting))
        .route("/console/api/groups/{group}/meetings/{meeting}/prompt", put(console::set_prompt))
        .route("/console/api/groups/{group}/meetings/{meeting}/attendance/{member}", put(console::note_attendance).delete(console::forget_attendance))
        .route("/console/api/calls/{call}/done", post(console::mark_call_done).delete(console::mark_call_open))
        .route("/console/api/concerns/{concern}", post(console::mark_concern))
}

/// What is held, and how groups are found and kept.
#[rustfmt::skip]
fn data() -> Router<AppState> {
    Router::new()
        .route("/console/api/audit", get(console::list_events))
        .route("/console/api/export/{file}", get(console::take_copy))
        .route("/console/api/retention", get(console::show_retention))
        .route("/console/api/insight", get(console::show_insight))
}

/// What members are asked, what they say, and what came of it.
#[rustfmt::skip]
fn feedback() -> Router<AppState> {
    Router::new()
        .route("/console/api/feedback", get(console::show_feedback))
        .route("/console/api/feedback/surveys/{survey}", get(console::show_survey_of_staff).put(console::publish_survey))
        .route("/console/api/feedback/surveys/{survey}/preview", post(console::preview_survey))
        .route("/console/api/feedback/surveys/{survey}/comparison", get(console::compare_groups))
        .route("/console/api/feedback/surveys/{survey}/comparison.csv", get(console::take_comparison))
        .route("/console/api/feedback/surveys/{survey}/groups/{group}", get(console::show_survey_results))
        .route("/console/api/feedback/surveys/{survey}/groups/{group}/results.csv", get(console::take_survey_results))
        .route("/console/api/feedback/plans", post(console::add_survey_plan))
        .route("/console/api/feedback/plans/{plan}", delete(console::end_survey_plan))
        .route("/console/api/feedback/notes", get(console::list_member_notes))
        .route("/console/api/feedback/notes/{note}/read", post(console::mark_note_read))
        .route("/console/api/feedback/said", get(console::list_said_and_done))
        .route("/console/api/groups/{group}/said", post(console::add_said_and_done))
        .route("/console/api/groups/{group}/said/{said}", delete(console::remove_said_and_done))
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

/// The site's looks, words and crisis lines, and the text in which they stand.
#[rustfmt::skip]
fn website() -> Router<AppState> {
    Router::new()
        .route("/console/api/website", get(console::show_website).put(console::replace_website))
        .route("/console/api/website/check", post(console::check_website))
        .route("/console/api/website/keys/{key}", put(console::set_website_key))
        .route("/console/api/website/versions/{version}", get(console::show_website_version))
        .route("/console/api/website/words/{language}", get(console::show_website_words))
}
