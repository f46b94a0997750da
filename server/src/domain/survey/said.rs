//! "You said, we did", as staff write it.

use api_types::{FieldProblem, LONGEST_SAID, NewSaidAndDone};

use crate::domain::check::Check;

/// Reads what staff typed, for a site that speaks `languages`: both texts, without what stands around them.
/// The errors name every field that needs another look (JSON pointers).
pub fn read_said(
    typed: &NewSaidAndDone,
    languages: &[String],
) -> Result<(String, String), Vec<FieldProblem>> {
    let mut check = Check::default();
    let (said, did) = (typed.said.trim(), typed.did.trim());
    for (field, text) in [("said", said), ("did", did)] {
        if text.is_empty() {
            check.fault(field, "missing", "it must be there");
        }
        check.text(field, text, LONGEST_SAID);
    }
    if !languages.contains(&typed.language) {
        check.fault(
            "language",
            "unknown-language",
            "one of the site's languages",
        );
    }
    if check.0.is_empty() {
        return Ok((said.to_owned(), did.to_owned()));
    }
    let problem = |fault: crate::domain::check::FieldError| FieldProblem {
        field: format!("/{}", fault.field),
        code: fault.code.to_owned(),
        detail: fault.reason,
    };
    Err(check.0.into_iter().map(problem).collect())
}
