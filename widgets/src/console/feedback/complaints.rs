//! What the server finds wrong with a survey, said at the fields of its editor and above them.

use super::{edit::Editor, faults, record::Draft};
use crate::i18n::console_keys as keys;

impl Editor {
    /// Shows what the server finds wrong. While somebody types, what nobody has come to yet can wait.
    pub(super) fn complain(&self, found: &[api_types::FieldProblem], quiet: bool) -> usize {
        let draft = self.draft.peek().clone();
        let mut all: Vec<(String, String, Option<String>)> = Vec::new();
        for fault in found {
            if quiet && faults::can_wait(&draft, fault) {
                continue;
            }
            let at = faults::shown_at(&draft, &fault.field);
            if all.iter().any(|(other, ..)| *other == at) {
                continue;
            }
            let (page, question) = faults::place(&at);
            if let Some((page, question)) = page.zip(question) {
                let pages = draft.pages.peek();
                let questions = pages.get(page).map(|page| page.questions.peek().clone());
                if let Some(one) = questions.and_then(|all| all.get(question).cloned())
                    && !*one.open.peek()
                {
                    one.open.set(true);
                }
            }
            let name = self.name(&draft, &at);
            all.push((at, fault.code.clone(), Some(name)));
        }
        let many = all.len();
        self.form.complain(all, quiet);
        many
    }

    /// What a field is called where all faults stand together: "Question 2, what is asked, Español".
    fn name(&self, draft: &Draft, at: &str) -> String {
        let words = self.console.words();
        let mut parts = Vec::new();
        let number = |n: usize| (n + 1).to_string();
        match faults::place(at) {
            (Some(page), Some(question)) => {
                let pages = draft.pages.peek();
                let before = pages.iter().take(page);
                let before: usize = before.map(|page| page.questions.peek().len()).sum();
                let n = number(before + question);
                parts.push(words.fill(keys::FEEDBACK_AT_QUESTION, &[("n", &n)]));
            }
            (Some(page), None) => {
                parts.push(words.fill(keys::FEEDBACK_AT_PAGE, &[("n", &number(page))]));
            }
            _ => {}
        }
        let (part, language) = faults::part(draft, at);
        parts.push(words.word("feedback-part", part));
        parts.extend(language.map(|tag| self.console.intl().language(tag)));
        parts.join(", ")
    }
}
