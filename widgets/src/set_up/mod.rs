//! Setting up: what it takes to be at a group's meetings, and a check of this device. For the last
//! step of the join form and the member's page; never a condition for anything.
//!
//! What belongs here: asking the server for the texts, showing them folded, the check
//! (`device.rs`, what it finds `state.rs`). What does not: links into a meeting.

mod device;
mod state;

use std::{cell::Cell, rc::Rc};

use api_types::{SetUp, SetUpPart, SetUpText};
use leptos::prelude::*;

use crate::{
    api::{Line, Server},
    asking::{Asked, answer},
    browser,
    i18n::{Key, Words, join_keys as keys},
    ui::{El, Icon, Live, Look, blocks, button, el, el_of, heading, icon},
};
use state::{Cannot, Check, Found};

/// Setting up for one group. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Setting {
    words: Words,
    level: u8,
    model: StoredValue<Rc<Model>, LocalStorage>,
}

struct Model {
    server: Server,
    group: String,
    line: Line,
    asked: Live<Asked<SetUp>>,
    begun: Cell<bool>,
    check: Live<Check>,
    /// Whether a tone was played, and the browser could.
    tone: Live<Option<bool>>,
}

/// Which parts are read at once, and which of them all are shown.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    /// Parts that stand open.
    pub(crate) open: &'static [SetUpPart],
    /// `false` leaves the others out.
    pub(crate) others: bool,
}

impl Setting {
    pub(crate) fn new(words: Words, level: u8, server: Server, group: String) -> Self {
        let model = Model {
            server,
            group,
            line: Line::default(),
            asked: Live::default(),
            begun: Cell::default(),
            check: Live::default(),
            tone: Live::default(),
        };
        Self {
            words,
            level,
            model: StoredValue::new_local(Rc::new(model)),
        }
    }

    /// Asks for the texts, once; again after a failure.
    pub(crate) fn load(self) {
        let model = self.model.get_value();
        if model.begun.replace(true) {
            return;
        }
        browser::spawn(async move {
            let found = model.server.set_up(&model.group, &model.line).await;
            let Some(asked) = answer(found) else { return };
            model
                .begun
                .set(matches!(asked, Asked::Yes(_) | Asked::Missing));
            model.asked.set(asked);
        });
    }

    /// What there is to say, where nobody can ask; the check of a device needs script.
    #[cfg(feature = "ssr")]
    pub(crate) fn tell(self, texts: Option<SetUp>) {
        let texts = texts.map(|texts| SetUp {
            uses_device: false,
            ..texts
        });
        let known = texts.map_or(Asked::Missing, |texts| Asked::Yes(Rc::new(texts)));
        self.model.get_value().asked.set(known);
    }

    /// Stops what is on its way.
    pub(crate) fn leave(self) {
        if let Some(model) = self.model.try_get_value() {
            let _ = model.line.stop();
        }
    }

    /// The section; nothing where the group has no such texts. `language` is the group's own.
    pub(crate) fn section(self, title: Key, language: String, shown: Shown) -> El {
        let words = self.words;
        el("div").live(move || {
            let model = self.model.get_value();
            let content = match &*model.asked.get() {
                Asked::Waiting => el_of("p", "hint").say(words.say(keys::LOADING)),
                Asked::Yes(texts) => self.here(texts, &language, shown),
                Asked::Missing => return None,
                Asked::Failed(_) => self.failed(),
            };
            let head = el_of(heading(self.level + 1), "section-title").say(words.say(title));
            Some(
                el_of("section", "set-up")
                    .set("part", "set-up")
                    .add(head)
                    .add(content),
            )
        })
    }

    fn failed(self) -> El {
        let words = self.words;
        let again = button(Look::Quiet, None, words.say(keys::RETRY), move |_| {
            self.model.get_value().asked.set(Asked::Waiting);
            self.load();
        });
        el("div")
            .add(el("p").say(words.say(keys::SET_UP_FAILED)))
            .add(again)
    }

    fn here(self, texts: &SetUp, language: &str, shown: Shown) -> El {
        let words = self.words;
        let own = (!texts.from_group.is_empty())
            .then(|| blocks(&texts.from_group).set_some("lang", words.foreign(language)));
        let mut all = el("div").add_some(own);
        for part in &texts.parts {
            if shown.open.contains(&part.part) {
                let title = el_of("p", "strong").say(&part.title);
                let text = el("div").add(title).add(blocks(&part.text));
                all = all.add(text.set_some("lang", words.foreign(&texts.language)));
            } else if shown.others {
                all = all.add(self.folded(texts, part));
            }
        }
        all.add_some((texts.uses_device && shown.others).then(|| self.check()))
    }

    fn folded(self, texts: &SetUp, part: &SetUpText) -> El {
        el_of("details", "fold")
            .set_some("lang", self.words.foreign(&texts.language))
            .add(el("summary").say(&part.title))
            .add(blocks(&part.text))
    }

    /// The button that checks the device. It stays where it is, since it holds the focus.
    fn check(self) -> El {
        let words = self.words;
        let press = button(
            Look::Quiet,
            Some(Icon::Screen),
            words.say(keys::CHECK_DEVICE),
            move |_| self.begin_check(),
        );
        el_of("div", "device")
            .add(el_of("p", "hint").say(words.say(keys::CHECK_HINT)))
            .add(press)
            .add(el("div").set("role", "status").live(move || self.outcome()))
    }

    fn begin_check(self) {
        let model = self.model.get_value();
        if *model.check.peek() == Check::Now {
            return;
        }
        model.check.set(Check::Now);
        model.tone.set(None);
        browser::spawn(async move {
            let found = device::check().await;
            model.check.set(found);
        });
    }

    fn outcome(self) -> Option<El> {
        let words = self.words;
        let check = *self.model.get_value().check.get();
        let say = |key| Some(el("p").say(words.say(key)));
        match check {
            Check::No => return None,
            Check::Now => return say(keys::CHECK_ASKING),
            Check::Cannot(Cannot::Insecure) => return say(keys::CHECK_INSECURE),
            Check::Cannot(Cannot::TooOld) => return say(keys::CHECK_TOO_OLD),
            Check::Done { .. } => {}
        }
        let mut list = el_of("ul", "found").set("role", "list");
        for (part, found) in check.parts() {
            let sign = if found == Found::Yes {
                Icon::Tick
            } else {
                Icon::Help
            };
            let text = words.word(part, found.name());
            list = list.add(el("li").add(icon(sign)).add(el("span").text(text)));
        }
        let how = check
            .was_refused()
            .then(|| el("p").say(words.say(keys::CHECK_ALLOW)));
        Some(
            el("div")
                .add(list)
                .add_some(how)
                .add(el_of("p", "hint").say(words.say(keys::CHECK_DONE)))
                .add(self.tone()),
        )
    }

    /// Sound can only be checked by hearing it.
    fn tone(self) -> El {
        let words = self.words;
        let press = button(Look::Quiet, None, words.say(keys::TONE), move |_| {
            let played = device::play_tone();
            self.model.get_value().tone.set(Some(played));
        });
        let said = el("p").live_text(move || {
            let model = self.model.get_value();
            let key = match *model.tone.get() {
                None => return String::new(),
                Some(true) => keys::TONE_PLAYED,
                Some(false) => keys::TONE_FAILED,
            };
            words.say(key).to_owned()
        });
        el("div").add(press).add(said)
    }
}
