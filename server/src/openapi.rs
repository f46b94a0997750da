//! The OpenAPI document, made of what stands beside the handlers.

use utoipa::{
    Modify, OpenApi,
    openapi::{
        Content, Ref, RefOr, Response, ResponseBuilder,
        path::Operation,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use crate::routes;

/// Every address of the API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Kindred",
        description = "Support groups of a clinic or a charity: find one, see when and how it meets.\n\nReads are public: no key, no cookie, any origin. A member's own page takes the token of their link in `Authorization`. Instants are RFC 3339 with the offset of the group's own zone, dates `YYYY-MM-DD`, positions WGS 84 degrees, lengths minutes. What goes wrong is a problem document (RFC 9457) with a kebab-case `code`. Answers carry an entity tag; send it back in `If-None-Match` and an unchanged answer costs no bytes.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    tags(
        (name = "sites", description = "Organisations."),
        (name = "groups", description = "Support groups."),
        (name = "calendars", description = "Meetings as RFC 5545, for a calendar to subscribe to."),
        (name = "places", description = "Towns and postcodes, for people who would rather type one than share a position."),
        (name = "joining", description = "Asking for a place in a group."),
        (name = "membership", description = "A member's own page, by the token of their own link."),
        (name = "surveys", description = "What members are asked, and their answers."),
        (name = "operation", description = "For those who run the server."),
    ),
    paths(
        routes::show_site,
        routes::list_groups,
        routes::show_group,
        routes::show_guidelines,
        routes::show_set_up,
        routes::download_group_calendar,
        routes::download_site_calendar,
        routes::show_join_form,
        routes::show_challenge,
        routes::request_to_join,
        routes::hand_over,
        routes::prove_address,
        routes::correct_contact,
        routes::take_request_back,
        routes::send_link_again,
        routes::show_membership,
        routes::change_membership,
        routes::acknowledge_guidelines,
        routes::leave_group,
        routes::tell_coordinators,
        routes::make_calendar,
        routes::export_membership,
        routes::erase_membership,
        routes::show_survey,
        routes::show_invitation,
        routes::exchange_invitation,
        routes::answer_survey,
        routes::answer_with_name,
        routes::write_note,
        routes::decline_survey,
        routes::suggest_places,
        routes::check_alive,
        routes::check_ready,
        routes::show_openapi,
    ),
    modifiers(&OfMembers, &EveryWrite),
    // What parameters alone name is not collected from them.
    components(schemas(
        api_types::Focus,
        api_types::Audience,
        api_types::Stage,
        api_types::Format,
        api_types::Weekday,
        api_types::Daypart,
        api_types::Purpose,
        api_types::Leadership,
        api_types::Openness,
        api_types::Accessibility,
        api_types::Cost,
        api_types::JoinPolicy,
        api_types::Availability,
        api_types::HostPlatform,
        api_types::Sort,
    )),
)]
pub struct Document;

/// What can be wrong with every write.
const OF_EVERY_WRITE: &[Wrong] = &[("403", "`foreign-origin`")];

/// What can be wrong with every body, before its own handler reads it.
const OF_EVERY_BODY: &[Wrong] = &[
    ("400", "`bad-body`"),
    ("413", "`too-large`"),
    ("415", "`not-json`"),
];

/// What can be wrong with every member's token.
const OF_EVERY_TOKEN: &[Wrong] = &[
    ("404", "`unknown-site` or `unknown-token`"),
    ("410", "`spent-token`"),
    ("429", "`slow-down`, after many tokens that nobody has"),
];

/// A status and its codes.
type Wrong = (&'static str, &'static str);

/// Adds what an operation does not say itself.
fn add(operation: &mut Operation, wrong: &[Wrong]) {
    for (status, description) in wrong {
        let known = &mut operation.responses.responses;
        known
            .entry((*status).to_owned())
            .or_insert_with(|| RefOr::T(problem(description)));
    }
}

/// Says of every write how it can be refused.
struct EveryWrite;

impl Modify for EveryWrite {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for path in document.paths.paths.values_mut() {
            let writes = [
                &mut path.post,
                &mut path.patch,
                &mut path.put,
                &mut path.delete,
            ];
            for operation in writes.into_iter().flatten() {
                add(operation, OF_EVERY_WRITE);
                if operation.request_body.is_some() {
                    add(operation, OF_EVERY_BODY);
                }
            }
        }
    }
}

fn problem(description: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content)
        .build()
}

/// How members are known, and how who is not is refused.
struct OfMembers;

impl Modify for OfMembers {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("The token of the link to a member's page."))
            .build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("member", SecurityScheme::Http(token));
        let invitation = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "The token of the link in a letter that asks for feedback.",
            ))
            .build();
        components.add_security_scheme("invitation", SecurityScheme::Http(invitation));
        for path in document.paths.paths.values_mut() {
            let all = [
                &mut path.get,
                &mut path.post,
                &mut path.patch,
                &mut path.put,
                &mut path.delete,
            ];
            let of_members = |operation: &&mut Operation| operation.security.is_some();
            for operation in all.into_iter().flatten().filter(of_members) {
                add(operation, OF_EVERY_TOKEN);
            }
        }
    }
}

/// The document.
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
