//! `POST /console/api/groups`: a coordinator makes a draft, empty or as a copy of another group.

use api_types::{Format, JoinPolicy, NewGroup, NewGroupRequest, ProblemCode};
use axum::{Json, extract::State, http::StatusCode};
use serde_json::json;

use super::read_record::read_record;
use crate::{
    AppState,
    problems::Refusal,
    routes::{JsonBody, console::Signed},
    store::GroupMade,
};
use api_types::Choice;

/// Makes it, and gives its slug. 409 where another group has the slug that was asked for.
pub async fn make_group(
    State(state): State<AppState>,
    signed: Signed,
    JsonBody { value: asked, .. }: JsonBody<NewGroupRequest>,
) -> Result<(StatusCode, Json<NewGroup>), Refusal> {
    if !state.store.may_manage(&signed.viewer).await? {
        return Err(Refusal::not_found());
    }
    let name = asked.name.trim();
    let wanted = asked
        .slug
        .as_deref()
        .map(str::trim)
        .filter(|slug| !slug.is_empty());
    let first = wanted.map_or_else(|| slug_of(name), str::to_owned);
    let now = state.clock.now();
    for number in 1..=MOST_OF_A_NAME {
        let slug = numbered(&first, number);
        let record = json!({
            "name": name,
            "language": signed.site.config.language_for(None),
            "format": Format::Online.as_str(),
            "join_policy": JoinPolicy::Approval.as_str(),
        });
        let record = read_record(record, &slug).map_err(|refusal| of_the_request(&refusal))?;
        let copy_of = asked.copy_of.as_deref();
        let made = state
            .store
            .add_group(&signed.viewer, &record, copy_of, now)
            .await?;
        match made {
            GroupMade::Yes => return Ok((StatusCode::CREATED, Json(NewGroup { slug }))),
            GroupMade::NotThere => return Err(Refusal::not_found()),
            // A slug that somebody chose is never another one.
            GroupMade::SlugTaken if wanted.is_some() => break,
            GroupMade::SlugTaken => {}
        }
    }
    Err(Refusal::new(ProblemCode::SlugTaken).field("/slug", "taken", "one that no group has"))
}

/// So many groups have the same name before somebody must choose an address.
const MOST_OF_A_NAME: usize = 50;

fn numbered(slug: &str, number: usize) -> String {
    let suffix = match number {
        1 => String::new(),
        _ => format!("-{number}"),
    };
    let room = 80 - suffix.len();
    format!("{}{suffix}", &slug[..slug.len().min(room)])
}

/// A slug of a name: small letters without accents, digits, and hyphens between words.
fn slug_of(name: &str) -> String {
    let folded = catalogue::fold(name);
    let mut slug = String::new();
    for letter in folded.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(80).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "group" } else { slug }.to_owned()
}

/// The same problems by the fields of this request.
fn of_the_request(refusal: &Refusal) -> Refusal {
    let document = refusal.document();
    let mut problems = document.errors;
    for problem in &mut problems {
        problem.field = problem.field.replacen("/record", "", 1);
    }
    Refusal::invalid_fields(problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_of_the_name() {
        assert_eq!(
            slug_of("  Café & Calma: los martes "),
            "cafe-calma-los-martes"
        );
        assert_eq!(slug_of("乳がん"), "group");
        assert_eq!(slug_of(&"a".repeat(200)).len(), 80);
        assert_eq!(numbered(&"a".repeat(80), 12).len(), 80);
    }
}
