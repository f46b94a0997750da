//! `POST /console/api/staff`: a coordinator invites somebody, by email.

use api_types::{InviteStaffRequest, ProblemCode};
use axum::{extract::State, http::StatusCode};

use super::Signed;
use crate::{
    AppState,
    domain::{
        letter::{Letter, NewLetter},
        staff::{LinkPurpose, StaffDetails, StaffLink},
        time::rfc3339,
    },
    pages::Frame,
    problems::Refusal,
    routes::JsonBody,
    store::{Added, Invitation, StoreError},
};

/// Takes them on and sends the invitation. 409 where somebody has this address already.
pub async fn invite_staff(
    State(state): State<AppState>,
    signed: Signed,
    JsonBody { value: asked, .. }: JsonBody<InviteStaffRequest>,
) -> Result<StatusCode, Refusal> {
    let details = StaffDetails::read(&asked.name, &asked.email, &asked.language);
    let details = details.map_err(|problems| {
        let refusal = Refusal::new(ProblemCode::InvalidFields);
        problems.into_iter().fold(refusal, |refusal, one| {
            refusal.field(&one.field, &one.code, one.detail)
        })
    })?;
    let now = state.clock.now();
    let link = StaffLink::new(LinkPurpose::Invite, &state.chance);
    let letter = state.mail.link(&link.path()).map(|url| NewLetter {
        request: None,
        to: details.email.clone(),
        language: details.language.clone(),
        time_zone: None,
        letter: Letter::Invited {
            organisation: Frame::new(Some(&signed.site), &details.language).named(&signed.site),
            link: url,
            until: rfc3339(now + link.purpose.lifetime()),
        },
    });
    let invitation = Invitation {
        link: &link,
        letter: letter.as_ref(),
    };
    let place = (asked.role, asked.groups.as_slice());
    let added = state
        .store
        .add_staff(&signed.viewer, &details, place, &invitation, now)
        .await
        .map_err(unknown_group)?;
    state.mail.wake();
    match added {
        Added::Yes(_) => Ok(StatusCode::CREATED),
        Added::AlreadyStaff => Err(Refusal::new(ProblemCode::AlreadyStaff)),
        Added::NotAllowed => Err(Refusal::not_found()),
    }
}

/// A group that the site has not is a field that needs another look.
pub(super) fn unknown_group(error: StoreError) -> Refusal {
    match error {
        StoreError::UnknownGroup(_) => Refusal::new(ProblemCode::InvalidFields).field(
            "/groups",
            "unknown-group",
            "slugs of this site's groups",
        ),
        other => other.into(),
    }
}
