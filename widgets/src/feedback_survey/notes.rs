//! "You said, we did": what members said, and what came of it.

use api_types::{SaidAndDone, SurveyForm};

use super::Flow;
use crate::{
    i18n::survey_keys as keys,
    ui::{El, el, el_of},
};

/// So many stand open; older ones are folded away.
const OPEN: usize = 2;

/// The notes, newest first; nothing where there are none.
pub(super) fn view(flow: Flow, form: &SurveyForm) -> Option<El> {
    if form.notes.is_empty() {
        return None;
    }
    let words = flow.words;
    let open = form.notes.len().min(OPEN);
    let (newest, older) = form.notes.split_at(open);
    let more = u32::try_from(older.len()).unwrap_or(0);
    let folded = (more > 0).then(|| {
        let text = words.count(keys::NOTES_MORE, more, &more.to_string(), &[]);
        el_of("details", "fold")
            .add(el("summary").add(el("span").text(text)))
            .add(list(flow, older))
    });
    Some(
        el_of("section", "said")
            .set("part", "notes")
            .add(el_of(flow.heading(1), "section-title").say(words.say(keys::NOTES_TITLE)))
            .add(list(flow, newest))
            .add_some(folded),
    )
}

fn list(flow: Flow, notes: &[SaidAndDone]) -> El {
    let mut list = el_of("ul", "said-list").set("role", "list");
    for note in notes {
        list = list.add(item(flow, note));
    }
    list
}

fn item(flow: Flow, note: &SaidAndDone) -> El {
    let words = flow.words;
    let pair = |name, text: &str| {
        el("div").add(el("dt").say(words.say(name))).add(
            el("dd")
                .set_some("lang", words.foreign(&note.language))
                .say(text),
        )
    };
    el("li")
        .add(
            el("dl")
                .add(pair(keys::NOTES_SAID, &note.said))
                .add(pair(keys::NOTES_DID, &note.did)),
        )
        .add(el_of("p", "small").text(flow.model().intl.date(&note.on)))
}
