//! Every address that the server answers, and what stands around them; the console's are in
//! `router/console.rs`.

mod console;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state, map_response},
    routing::{get, post},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    AppState, layers,
    pages::PREVIEW_STATES,
    routes::{self, pages},
};

/// The whole server as one service.
#[rustfmt::skip] // A table of contents: one line a route.
pub fn build_app(state: AppState) -> Router {
    let writes = Router::new()
        .route("/v1/sites/{site}/groups/{group}/join-requests", post(routes::request_to_join))
        .route("/v1/sites/{site}/groups/{group}/hand-overs", post(routes::hand_over))
        .route("/v1/sites/{site}/join-requests/prove", post(routes::prove_address))
        .route("/v1/sites/{site}/join-requests/correct", post(routes::correct_contact))
        .route("/v1/sites/{site}/join-requests/take-back", post(routes::take_request_back))
        .route("/v1/sites/{site}/join-requests/send-link", post(routes::send_link_again))
        .route("/v1/sites/{site}/membership", get(routes::show_membership).patch(routes::change_membership).delete(routes::erase_membership))
        .route("/v1/sites/{site}/membership/acknowledgements", post(routes::acknowledge_guidelines))
        .route("/v1/sites/{site}/membership/leave", post(routes::leave_group))
        .route("/v1/sites/{site}/membership/concerns", post(routes::tell_coordinators))
        .route("/v1/sites/{site}/membership/calendar", post(routes::make_calendar))
        .route("/v1/sites/{site}/membership/export", get(routes::export_membership))
        .route("/v1/sites/{site}/invitation", get(routes::show_invitation))
        .route("/v1/sites/{site}/invitation/answers", post(routes::answer_with_name))
        .route("/v1/sites/{site}/invitation/notes", post(routes::write_note))
        .route("/v1/sites/{site}/invitation/decline", post(routes::decline_survey))
        .route("/v1/sites/{site}/ballots", post(routes::exchange_invitation))
        .route("/v1/sites/{site}/answers", post(routes::answer_survey))
        .layer(from_fn_with_state(state.clone(), layers::refuse_foreign_origin));
    let reads = Router::new()
        .route("/v1/sites/{site}", get(routes::show_site))
        .route("/v1/sites/{site}/groups", get(routes::list_groups))
        .route("/v1/sites/{site}/groups/{group}", get(routes::show_group))
        .route("/v1/sites/{site}/groups/{group}/guidelines", get(routes::show_guidelines))
        .route("/v1/sites/{site}/groups/{group}/set-up", get(routes::show_set_up))
        .route("/v1/sites/{site}/groups/{group}/surveys/{survey}", get(routes::show_survey))
        .route("/v1/sites/{site}/groups/{group}/join-form", get(routes::show_join_form))
        .route("/v1/sites/{site}/groups/{group}/calendar.ics", get(routes::download_group_calendar))
        .route("/v1/sites/{site}/calendar.ics", get(routes::download_site_calendar))
        .route("/v1/sites/{site}/challenge", get(routes::show_challenge))
        .route("/v1/sites/{site}/places", get(routes::suggest_places));
    let mut public = Router::new();
    for preview in PREVIEW_STATES {
        let pretending = from_fn(move |request, next| pages::pretend(preview, request, next));
        let seen = reads.clone().merge(routes::serve_assets(&state)).layer(pretending);
        public = public.nest(&format!("/preview/{preview}"), seen);
    }
    let public = public
        .merge(reads)
        .route("/openapi.json", get(routes::show_openapi))
        .merge(writes)
        .layer(map_response(layers::expose_version))
        .merge(routes::serve_assets(&state))
        .method_not_allowed_fallback(routes::refuse_method)
        .layer(from_fn(layers::allow_every_reader));
    let behind_links = Router::new()
        .route("/prove/{token}", get(pages::show_prove).post(pages::press_prove))
        .route("/offer/{token}", get(pages::show_offer).post(pages::press_offer))
        .route("/review/{token}", get(pages::show_review).post(pages::press_review))
        .route("/m/{token}", get(pages::show_member))
        .route("/m/{token}/change", get(pages::show_change).post(pages::press_change))
        .route("/m/{token}/concern", get(pages::show_concern).post(pages::press_concern))
        .route("/m/{token}/guidelines", post(pages::press_guidelines))
        .route("/m/{token}/letters", post(pages::press_letters))
        .route("/m/{token}/calendar", post(pages::press_calendar))
        .route("/m/{token}/export", get(pages::download_held))
        .route("/m/{token}/leave", get(pages::show_leave).post(pages::press_leave))
        .route("/m/{token}/erase", get(pages::show_erase).post(pages::press_erase))
        .route("/address/{token}", get(pages::show_address).post(pages::press_address))
        .route("/survey/{token}", get(pages::show_survey_page))
        .route("/calendar/{token}/dates.ics", get(pages::download_member_calendar))
        .route("/unsubscribe/{token}", get(pages::show_unsubscribe).post(pages::press_unsubscribe))
        .route("/send-link", get(pages::show_send_link).post(pages::press_send_link))
        .method_not_allowed_fallback(routes::refuse_method)
        .layer(from_fn_with_state(state.clone(), pages::dress_page));
    let framed = Router::new()
        .route("/g/{site}/{group}", get(pages::show_group_page))
        .route("/frame/join", get(pages::show_form_page))
        .route("/preview", get(pages::show_preview))
        .method_not_allowed_fallback(routes::refuse_method)
        .layer(from_fn_with_state(state.clone(), pages::dress_page));
    let own = Router::new()
        .route("/healthz", get(routes::check_alive))
        .route("/readyz", get(routes::check_ready))
        .route("/docs", get(routes::show_docs))
        .route("/pages.css", get(pages::show_style))
        .route("/robots.txt", get(pages::show_robots))
        .merge(routes::serve_examples(&state))
        .merge(routes::show_outbox(&state))
        .method_not_allowed_fallback(routes::refuse_method);
    public
        .merge(behind_links)
        .merge(framed)
        .merge(without_script(&state))
        .merge(console::console(&state))
        .merge(own)
        .fallback(routes::refuse_unknown_path)
        .layer(CatchPanicLayer::custom(layers::answer_panic))
        .layer(from_fn(layers::refuse_too_much))
        .layer(from_fn(layers::add_safe_headers))
        .layer(from_fn_with_state(state.clone(), layers::log_request))
        .with_state(state)
}

/// A site as pages without script.
fn without_script(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/s/{site}", get(pages::show_plain_list))
        .route("/s/{site}/groups/{group}", get(pages::show_plain_group))
        .route(
            "/s/{site}/groups/{group}/join",
            get(pages::show_plain_join).post(pages::send_plain_join),
        )
        .route("/s/{site}/privacy", get(pages::show_plain_privacy))
        .route("/s/{site}/style.css", get(pages::show_plain_style))
        .route("/s/{site}/join.css", get(pages::show_plain_join_style))
        .route("/s/{site}/sitemap.xml", get(pages::show_sitemap))
        .method_not_allowed_fallback(routes::refuse_method)
        .layer(from_fn_with_state(state.clone(), pages::dress_page))
}
