//! What stands where there is nothing to answer: why, and whom to ask.

use api_types::SurveyForm;

use super::{Flow, Message, frame::title, notes};
use crate::{
    asking::Asked,
    contact::contact_links,
    i18n::{Key, survey_keys as keys},
    ui::{El, Icon, Look, button, el, el_of, notice},
};

/// What stands in place of a survey that is not here.
pub(super) fn outcome(flow: Flow, asked: &Asked<SurveyForm>) -> El {
    let words = flow.words;
    match asked {
        Asked::Waiting | Asked::Yes(_) => el("div")
            .add(el_of(flow.heading(0), "title").say(words.say(keys::SURVEY_TITLE)))
            .add(
                el_of("p", "intro")
                    .set("role", "status")
                    .say(words.say(keys::LOADING)),
            ),
        Asked::Missing => {
            told(flow, "empty", keys::MISSING_TITLE, keys::MISSING_TEXT).live(move || contact(flow))
        }
        Asked::Failed(offline) => {
            let text = if *offline {
                keys::OFFLINE_TEXT
            } else {
                keys::FAILED_TEXT
            };
            let again = button(Look::Main, None, words.say(keys::RETRY), move |_| {
                flow.send(Message::Retried);
            });
            told(flow, "error", keys::FAILED_TITLE, text).add(again)
        }
    }
}

fn told(flow: Flow, kind: &'static str, title: Key, text: Key) -> El {
    let words = flow.words;
    notice(kind, Icon::Help, flow.heading(0), words.say(title))
        .set("role", "alert")
        .add(el("p").say(words.say(text)))
}

/// For members with a link, and this is none.
pub(super) fn closed(flow: Flow, form: &SurveyForm, section: El) -> El {
    let words = flow.words;
    let why = notice(
        "empty",
        Icon::Mail,
        flow.heading(1),
        words.say(keys::CLOSED_TITLE),
    );
    section
        .add(el_of("p", "caption").say(&form.group_name))
        .add(title(flow, &form.survey.title).set_some("lang", flow.foreign(&form.survey)))
        .add(
            why.add(el("p").say(words.say(keys::CLOSED_TEXT)))
                .add(el("p").say(words.say(keys::CLOSED_ASK)))
                .live(move || contact(flow)),
        )
        .add_some(notes::view(flow, form))
}

/// The link was used, or is over.
pub(super) fn over(flow: Flow, section: El) -> El {
    let words = flow.words;
    section
        .add(title(flow, words.say(keys::OVER_TITLE)))
        .add(el("p").say(words.say(keys::OVER_TEXT)))
        .live(move || contact(flow))
}

/// Every way to reach the site's people, once they are known.
fn contact(flow: Flow) -> Option<El> {
    let model = flow.model();
    let site = model.site.get();
    Some(contact_links(flow.words, &site.as_ref()?.contact))
}

/// Whom to talk to instead.
pub(super) fn ask(flow: Flow) -> Option<El> {
    let links = contact(flow)?;
    Some(
        el_of("div", "ask")
            .add(el_of("p", "strong").say(flow.words.say(keys::ASK_PERSON)))
            .add(links),
    )
}
