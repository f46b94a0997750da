//! `GET /console/api/shelf?lang=&kind=&theme=&stage=&text=&members=`: what is on the site's shelf. All
//! staff may read it.

use api_types::{Choice, ShelfList};
use axum::{Json, extract::RawQuery};

use crate::{
    domain::shelf::{ShelfAsked, ShelfText},
    parameters,
    problems::Refusal,
    routes::console::Signed,
};

const KNOWN: &str = "lang, kind, theme, stage, text, members";

/// What answers the question, in the reader's language where no other is asked for.
pub async fn list_shelf(
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Json<ShelfList>, Refusal> {
    let mut asked = ShelfAsked::default();
    for (name, value) in parameters::pairs(query.as_deref())? {
        match name.as_str() {
            "lang" => asked.language = Some(value),
            "kind" => asked.kind = Some(choice(&name, &value)?),
            "theme" => asked.theme = Some(choice(&name, &value)?),
            "stage" => asked.stage = Some(choice(&name, &value)?),
            "text" => asked.text = Some(value),
            "members" => {
                asked.for_members = value == "true";
                if !asked.for_members {
                    return Err(Refusal::bad_parameter(&name, "bad-value", "true"));
                }
            }
            other => return Err(parameters::unknown(other, KNOWN)),
        }
    }
    asked
        .language
        .get_or_insert_with(|| signed.language.clone());
    let found = signed.site.shelf.list(&asked).into_iter();
    Ok(Json(ShelfList {
        items: found.map(ShelfText::entry).collect(),
    }))
}

fn choice<C: Choice>(name: &str, value: &str) -> Result<C, Refusal> {
    let one_of = || format!("one of: {}", C::WORDS.join(", "));
    C::from_word(value).map_err(|_| Refusal::bad_parameter(name, "bad-value", one_of()))
}
