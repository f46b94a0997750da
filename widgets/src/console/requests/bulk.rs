//! Several requests approved at once: who is chosen, the bar that does it, and what came of each.

use std::rc::Rc;

use api_types::{ApprovedRequests, RequestQueue};

use crate::{
    api::Line,
    console::{
        Console,
        outgoing::{OnItsWay, on_its_way},
        parts::{Ask, Loaded, ask_button},
    },
    i18n::console_keys as keys,
    ui::{El, Live, Look, button, el, el_of},
};

/// Who is chosen. Cheap to copy about.
#[derive(Clone)]
pub(super) struct Chosen(Rc<Parts>);

struct Parts {
    console: Console,
    queue: Loaded<RequestQueue>,
    ids: Live<Vec<String>>,
    /// What came of the last time, and the names of those that were not approved.
    results: Live<Option<Rc<Results>>>,
}

struct Results {
    approved: u32,
    /// Name and code of each that was not.
    others: Vec<(String, String)>,
    found: ApprovedRequests,
}

impl Chosen {
    pub(super) fn new(console: Console, queue: Loaded<RequestQueue>) -> Self {
        Self(Rc::new(Parts {
            console,
            queue,
            ids: Live::default(),
            results: Live::default(),
        }))
    }

    /// Whether one is; views follow it.
    pub(super) fn has(&self, id: &str) -> bool {
        self.0.ids.get().iter().any(|one| one == id)
    }

    pub(super) fn set(&self, id: &str, chosen: bool) {
        self.0.ids.update(|ids| {
            ids.retain(|one| one != id);
            if chosen {
                ids.push(id.to_owned());
            }
        });
    }

    /// Chosen if it was not, and the other way round; only what can be.
    pub(super) fn turn(&self, id: &str) {
        let queue = self.0.queue.peek();
        let can = queue.is_some_and(|queue| {
            let mut of_id = queue.requests.iter().filter(|one| one.id == id);
            of_id.any(|one| super::state::can_be_chosen(one.queue))
        });
        if can && self.0.console.works() {
            let is = self.0.ids.peek().iter().any(|one| one == id);
            self.set(id, !is);
        }
    }

    /// The bar at the foot of the page, while somebody is chosen.
    pub(super) fn bar(&self) -> El {
        let chosen = self.clone();
        el_of("div", "bulk").live(move || {
            let many = u32::try_from(chosen.0.ids.get().len()).unwrap_or_default();
            (many > 0).then(|| chosen.drawn_bar(many))
        })
    }

    fn drawn_bar(&self, many: u32) -> El {
        let console = self.0.console;
        let words = console.words();
        let shown = console.intl().number(many);
        let text = words.count(keys::REQUESTS_APPROVE_ALL, many, &shown, &[]);
        let (ask, done, none, line) = (self.clone(), self.clone(), self.clone(), Line::default());
        let approve = Ask::new(
            move || {
                let ids = ask.0.ids.peek().clone();
                console.server().approve_all(ids, &line)
            },
            move |found| done.is_done(found),
        );
        el_of("div", "card")
            .set("role", "group")
            .set("aria-label", words.say(keys::REQUESTS_CHOSEN))
            .add(
                el_of("div", "buttons")
                    .add(ask_button(console, Look::Main, &text, approve))
                    .add(button(
                        Look::Quiet,
                        None,
                        words.say(keys::REQUESTS_CHOOSE_NONE),
                        move |_| none.0.ids.set(Vec::new()),
                    )),
            )
    }

    fn is_done(&self, found: ApprovedRequests) {
        let queue = self.0.queue.peek();
        let name = |id: &str| {
            let named = queue.as_ref();
            let mut named = named.into_iter().flat_map(|queue| queue.requests.iter());
            let of_id = named.find(|one| one.id == id);
            of_id.map_or_else(String::new, |one| one.person.display_name.clone())
        };
        let mut others = Vec::new();
        for one in &found.results {
            if let Some(problem) = &one.problem {
                others.push((name(&one.request), problem.clone()));
            }
        }
        let approved = found.results.len() - others.len();
        self.0.ids.set(Vec::new());
        self.0.results.set(Some(Rc::new(Results {
            approved: u32::try_from(approved).unwrap_or_default(),
            others,
            found,
        })));
        self.0.queue.again();
        crate::console::screen::focus_soon("requests-results");
    }

    /// What came of the last time.
    pub(super) fn results(&self) -> El {
        let chosen = self.clone();
        el("div").live(move || {
            let results = chosen.0.results.get().clone()?;
            Some(results.draw(chosen.0.console))
        })
    }
}

impl Results {
    fn draw(&self, console: Console) -> El {
        let words = console.words();
        let shown = console.intl().number(self.approved);
        let mut all = el_of("section", "card did")
            .set("id", "requests-results")
            .set("tabindex", "-1")
            .add(el_of("h2", "card-title").text(words.count(
                keys::REQUESTS_APPROVED_MANY,
                self.approved,
                &shown,
                &[],
            )));
        for (name, code) in &self.others {
            let why = words
                .find("problem", code)
                .unwrap_or(words.say(keys::GONE_TEXT));
            let line = [name, ": ", why].concat();
            all = all.add(el_of("p", "fault").text(line));
        }
        all.add_some(
            self.found
                .mail
                .as_ref()
                .map(|mail| on_its_way(console, OnItsWay::told(mail, self.approved))),
        )
    }
}
