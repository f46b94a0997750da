//! Addresses that are none, and methods that an address does not take.

use api_types::ProblemCode;

use crate::problems::Refusal;

/// Answers every path that is not in the router.
pub async fn refuse_unknown_path() -> Refusal {
    Refusal::not_found()
}

/// Answers a known path asked with another method.
pub async fn refuse_method() -> Refusal {
    Refusal::new(ProblemCode::MethodNotAllowed)
}
