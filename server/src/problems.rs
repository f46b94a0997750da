//! Problem documents (RFC 9457): how a request that cannot be served is answered.
//!
//! What belongs here: the one error type of all handlers and its answer. What does not: the
//! codes (`api_types::ProblemCode`) and the words that members read (the widget's).

use std::fmt;

use api_types::{Choice, FieldProblem, JoinState, Problem, ProblemCode};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Why a request is not served. `fault` is the inside of a fault of ours: it goes into the log
/// with the request's id, never into the answer.
#[derive(Debug, Clone)]
pub struct Refusal {
    code: ProblemCode,
    detail: Option<String>,
    errors: Vec<FieldProblem>,
    /// Seconds.
    retry_after: Option<u64>,
    fault: Option<String>,
}

impl Refusal {
    /// A refusal with nothing more to say than its code.
    pub fn new(code: ProblemCode) -> Self {
        Self {
            code,
            detail: None,
            errors: Vec::new(),
            retry_after: None,
            fault: None,
        }
    }

    /// It is not there, or not theirs, which nobody is told apart.
    pub fn not_found() -> Self {
        Self::new(ProblemCode::NotFound)
    }

    /// It cannot be done to what stands elsewhere by now.
    pub fn wrong_state(stands: JoinState) -> Self {
        Self::new(ProblemCode::WrongState).detail(format!("It is {}.", stands.as_str()))
    }

    /// Adds a sentence for the developer. It must not repeat what a person typed.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Names a field or parameter, what is wrong with it (kebab-case), and what would be taken.
    #[must_use]
    pub fn field(mut self, field: &str, code: &str, detail: impl Into<String>) -> Self {
        self.errors.push(FieldProblem {
            field: field.to_owned(),
            code: code.to_owned(),
            detail: detail.into(),
        });
        self
    }

    /// `invalid-fields`, for these.
    pub fn invalid_fields(problems: Vec<FieldProblem>) -> Self {
        Self {
            errors: problems,
            ..Self::new(ProblemCode::InvalidFields)
        }
    }

    /// Says when to come back: `Retry-After`, in whole seconds, never too early.
    #[must_use]
    pub fn retry_after_ms(mut self, ms: i64) -> Self {
        self.retry_after = Some(ms.max(1).unsigned_abs().div_ceil(1_000));
        self
    }

    /// A parameter that has no meaning here.
    pub fn bad_parameter(name: &str, code: &str, detail: impl Into<String>) -> Self {
        Self::new(ProblemCode::BadParameter).field(name, code, detail)
    }

    /// Our own fault; `inside` is for the log alone.
    pub fn fault(inside: impl fmt::Display) -> Self {
        Self {
            fault: Some(inside.to_string()),
            ..Self::new(ProblemCode::ServerFault)
        }
    }

    /// The code that it is answered with.
    pub fn code(&self) -> ProblemCode {
        self.code
    }

    /// The document that is answered.
    pub fn document(&self) -> Problem {
        let code = self.code.as_str();
        Problem {
            kind: format!("/problems#{code}"),
            title: self.code.title().to_owned(),
            status: self.code.status(),
            code: code.to_owned(),
            detail: self.detail.clone(),
            errors: self.errors.clone(),
        }
    }
}

impl From<crate::store::StoreError> for Refusal {
    fn from(error: crate::store::StoreError) -> Self {
        Self::fault(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.document()).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        // A group that appears must not stay hidden behind an answer kept somewhere on the way.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if let Some(inside) = self.fault {
            response.extensions_mut().insert(Fault(inside));
        }
        response
    }
}

/// The inside of a fault, carried beside the answer to the layer that writes the log.
#[derive(Debug, Clone)]
pub struct Fault(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_keeps_its_inside_to_itself() {
        let refusal = Refusal::fault("disk full at /var/lib");
        assert_eq!(refusal.code().status(), 500);
        assert!(
            !serde_json::to_string(&refusal.document())
                .unwrap()
                .contains("disk")
        );
        let response = refusal.into_response();
        let fault = response.extensions().get::<Fault>();
        assert_eq!(fault.unwrap().0, "disk full at /var/lib");
    }

    #[test]
    fn a_document_names_its_kind_its_code_and_the_field() {
        let refusal = Refusal::bad_parameter("focus", "unknown-value", "one of breast, lung");
        insta::assert_json_snapshot!(refusal.document(), @r#"
        {
          "type": "/problems#bad-parameter",
          "title": "A parameter could not be understood",
          "status": 400,
          "code": "bad-parameter",
          "errors": [
            {
              "field": "focus",
              "code": "unknown-value",
              "detail": "one of breast, lung"
            }
          ]
        }
        "#);
    }
}
