//! What somebody sends to join: taken or refused field by field, never half of it.

#![no_main]

use std::sync::LazyLock;

use api_types::{JoinForm, NewJoinRequest};
use libfuzzer_sys::fuzz_target;
use server::domain::join::Application;

static FORM: LazyLock<JoinForm> =
    LazyLock::new(|| serde_json::from_str(include_str!("../join_form.json")).expect("a form"));

fuzz_target!(|bytes: &[u8]| {
    let Ok(request) = serde_json::from_slice::<NewJoinRequest>(bytes) else {
        return;
    };
    match Application::read(request, &FORM) {
        Ok(application) => {
            let name = &application.display_name;
            assert!(!name.trim().is_empty() && name.chars().count() <= 60, "{name:?}");
            assert!(!name.chars().any(char::is_control), "{name:?}");
            assert!(application.answers.len() <= FORM.questions.len());
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "a refusal says why");
            assert!(problems.iter().all(|problem| problem.field.starts_with('/')));
        }
    }
});
