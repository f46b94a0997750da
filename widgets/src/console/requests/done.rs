//! What was just done about a request: said on top of its page, with the letter that goes in ten
//! minutes.

use std::rc::Rc;

use api_types::{ContactKind, RequestDetail, RequestDone};

use crate::{
    api::console::Refused,
    console::{
        Console,
        outgoing::{OnItsWay, on_its_way},
        parts::Loaded,
        screen,
    },
    i18n::{Key, console_keys as keys},
    ui::{El, Live, el, el_of},
};

/// One request's page. Cheap to copy about.
#[derive(Clone)]
pub(super) struct Page {
    pub(super) console: Console,
    pub(super) id: Rc<str>,
    pub(super) detail: Loaded<RequestDetail>,
    done: Rc<Live<Option<Rc<Done>>>>,
}

struct Done {
    text: String,
    mail: Option<api_types::MailOnItsWay>,
    /// The number to ring, where no letter tells them.
    ring: Option<String>,
}

impl Page {
    pub(super) fn new(console: Console, id: &str, detail: Loaded<RequestDetail>) -> Self {
        Self {
            console,
            id: id.into(),
            detail,
            done: Rc::default(),
        }
    }

    fn is_done(&self, done: Done) {
        self.done.set(Some(Rc::new(done)));
        self.console.set_unsaved(false);
        self.detail.again();
        screen::focus_soon("request-did");
    }

    /// Something is done: says so, shows the letter, and asks anew where the request stands. `tells`
    /// says that the person is to hear of it.
    pub(super) fn did(&self, text: Key, tells: bool, found: RequestDone) {
        let detail = self.detail.peek();
        let person = detail.as_ref().map(|detail| &detail.request.person);
        let name = person.map_or("", |person| person.display_name.as_str());
        let state = self
            .console
            .words()
            .word("requests-state", api_types::Choice::as_str(found.state));
        let text = self
            .console
            .words()
            .fill(text, &[("name", name), ("state", &state)]);
        let number = person.and_then(|person| person.contact.as_ref());
        let number = number.filter(|contact| contact.kind == ContactKind::Phone);
        let is_silent = detail
            .as_ref()
            .is_some_and(|detail| detail.request.silence.is_some());
        let number = number.filter(|_| tells && !is_silent && found.mail.is_none());
        self.is_done(Done {
            text,
            ring: number.map(|contact| contact.value.clone()),
            mail: found.mail,
        });
    }

    /// Whether somebody else was faster: then the page says who, and what.
    pub(super) fn was_late(&self, refused: &Refused) -> bool {
        let Refused::Problem(problem) = refused else {
            return false;
        };
        let late = ["already-decided", "wrong-state"].contains(&problem.code.as_str());
        if late {
            self.is_done(Done {
                text: self.console.say(keys::REQUESTS_LATE).to_owned(),
                mail: None,
                ring: None,
            });
        }
        late
    }

    /// What was done last.
    pub(super) fn drawn(&self) -> El {
        let page = self.clone();
        el("div").live(move || {
            let done = page.done.get().clone()?;
            Some(done.draw(page.console))
        })
    }
}

impl Done {
    fn draw(&self, console: Console) -> El {
        let words = console.words();
        let ring = self.ring.as_ref().map(|number| {
            let plain: String = number.split_whitespace().collect();
            el("p")
                .text([words.say(keys::REQUESTS_RING_TO_TELL), " "].concat())
                .add(
                    el("a")
                        .set_text("href", ["tel:", &plain].concat())
                        .say(number),
                )
        });
        let mail = self
            .mail
            .as_ref()
            .map(|mail| on_its_way(console, OnItsWay::told(mail, 1)));
        el_of("section", "card did")
            .set("id", "request-did")
            .set("tabindex", "-1")
            .add(el_of("h2", "card-title").say(&self.text))
            .add_some(ring)
            .add_some(mail)
    }
}
