//! What messages do to the world: asking the server, keeping the draft, moving the focus, telling
//! the host. The only part of the survey that does.

mod answering;
mod declining;
mod sending;

use std::{
    cell::{Cell, OnceCell, RefCell},
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
};

use api_types::{ProblemCode, SurveyForm};
use js_sys::JSON;
use leptos::prelude::*;

use super::{Asks, Draft, Flow, Message, Model, Sending, Step, has_start, state::shown};
use crate::{
    api::{Failure, Line, Refusal, Server, early_or},
    asking::{Asked, answer, leave_with},
    browser::{self, Landing, Pause, Watch},
    element::{Options, emit, events, show_fallback},
    i18n::Key,
    intl::Intl,
    ui::Live,
    unseen_work::UnseenWork,
};

/// The outside of one survey.
pub(super) struct World {
    flow: Flow,
    model: Rc<Model>,
    options: Options,
    asks: Asks,
    server: Server,
    gone: Cell<bool>,
    form_line: Line,
    site_line: Line,
    invitation_line: Line,
    send_line: Line,
    slow: Pause,
    reading: Pause,
    work: Rc<UnseenWork>,
    /// Hears whether there is room for a page of questions.
    watch: RefCell<Option<Watch>>,
}

/// Drawn only where there is room for a page of questions: the style sheet decides, and we follow it.
pub(super) const ROOM: &str = "kd-room";

/// Starts a survey: what its views follow, and its first questions.
pub(super) fn start(options: Options, asks: Asks) -> Flow {
    let words = options.words;
    let server = Server::new(&options.server, &options.site, words.language());
    let model = Rc::new(Model {
        form: Live::default(),
        site: Live::default(),
        invited: asks.invitation.is_some(),
        invitation: Live::default(),
        draft: Live::default(),
        wide: Live::default(),
        faults: Live::default(),
        summary: Live::default(),
        crisis: Live::default(),
        sending: Live::default(),
        never: Live::default(),
        status: Live::default(),
        intl: Intl::new(words.language()),
        send: OnceCell::new(),
    });
    let flow = Flow {
        words,
        level: options.heading_level,
        model: StoredValue::new_local(model.clone()),
    };
    let world = Rc::new(World {
        flow,
        model: model.clone(),
        options,
        asks,
        gone: Cell::default(),
        form_line: Line::default(),
        site_line: Line::default(),
        invitation_line: Line::default(),
        send_line: Line::default(),
        slow: Pause::default(),
        reading: Pause::default(),
        work: UnseenWork::new(server.clone()),
        server,
        watch: RefCell::default(),
    });
    let hears = Rc::downgrade(&world);
    let _ = model.send.set(Box::new(move |message| {
        if let Some(world) = hears.upgrade() {
            world.hear(message);
        }
    }));
    world.load(true);
    leave_with(world, |world| {
        world.gone.set(true);
        world.slow.cancel();
        world.reading.cancel();
        world.work.leave();
        world.watch.take();
        for line in [
            &world.form_line,
            &world.site_line,
            &world.invitation_line,
            &world.send_line,
        ] {
            let _ = line.stop();
        }
    });
    flow
}

impl World {
    /// Asks for the survey and the site; `first` takes what the loader asked for already.
    fn load(self: &Rc<Self>, first: bool) {
        let world = self.clone();
        browser::spawn(async move {
            let Asks { group, survey, .. } = &world.asks;
            let found = early_or(world.options.first_data.clone().filter(|_| first), || {
                world.server.survey(group, survey, &world.form_line)
            })
            .await;
            if !world.gone.get() {
                world.heard_of_form(found);
            }
        });
        let world = self.clone();
        browser::spawn(async move {
            let site = early_or(world.options.first_site.clone().filter(|_| first), || {
                world.server.site("", &world.site_line)
            })
            .await;
            if let (Ok(site), false) = (site, world.gone.get()) {
                world.model.site.set(Some(Rc::from(site)));
            }
        });
    }

    fn heard_of_form(self: &Rc<Self>, found: Result<Box<SurveyForm>, Failure>) {
        let Some(asked) = answer(found) else { return };
        let ready = if let Asked::Yes(form) = &asked {
            self.follow_room();
            let draft = self.kept_draft(form);
            self.begin_work(form, draft.step);
            self.model.draft.set(draft);
            true
        } else {
            false
        };
        self.model.form.set(asked);
        // What the page says instead is a way to a person.
        show_fallback(&self.options.root, !ready);
        if ready {
            emit(&self.options.host, events::READY, &[]);
            self.check_invitation();
        } else {
            emit(
                &self.options.host,
                events::ERROR,
                &[("code", browser::trouble())],
            );
        }
    }

    /// What was answered before a reload, or a new draft with names of its own.
    fn kept_draft(&self, form: &SurveyForm) -> Draft {
        let mut draft = browser::kept(&self.drawer(form))
            .and_then(|text| JSON::parse(&text).ok())
            .and_then(|kept| Draft::read(&form.survey, &kept))
            .unwrap_or_else(|| Draft::new(browser::random_token(), browser::random_token()));
        if draft.step == Step::Start && !has_start(form) {
            let first = shown(&form.survey, &draft.answers).first().copied();
            draft.step = Step::Question(first.unwrap_or(0));
        }
        draft
    }

    /// Where the draft is kept. Answers belong to one version and one invitation, and so does a draft.
    fn drawer(&self, form: &SurveyForm) -> String {
        let version = form.survey.version.to_string();
        let Asks { group, survey, .. } = &self.asks;
        let site = &self.options.site;
        let parts = ["kindred-survey:", site, "/", group, "/", survey, "/"];
        // Two people who answer in one tab see nothing of each other. The link itself is kept nowhere.
        let mut whose = DefaultHasher::new();
        self.asks.invitation.hash(&mut whose);
        let whose = whose.finish().to_string();
        [&parts.concat(), &*version, "/", &*whose].concat()
    }

    /// The device works while the person answers, where they were not invited.
    fn begin_work(&self, form: &SurveyForm, step: Step) {
        let is_answering = matches!(step, Step::Question(_) | Step::Last);
        if is_answering && form.anyone && !self.model.invited {
            self.work.begin();
        }
    }

    fn keep(&self, form: &SurveyForm) {
        let text = self.model.draft.peek().write(&form.survey);
        browser::keep(&self.drawer(form), Some(&text));
    }

    fn forget(&self, form: &SurveyForm) {
        browser::keep(&self.drawer(form), None);
    }

    /// Follows the style sheet: is there room for a page of questions?
    fn follow_room(self: &Rc<Self>) {
        self.model.wide.set(self.has_room());
        let world = Rc::downgrade(self);
        let watch = browser::watch_size(&self.options.root, ROOM, move || {
            if let Some(world) = world.upgrade() {
                world.look_at_room();
            }
        });
        self.watch.replace(watch);
    }

    fn has_room(&self) -> bool {
        browser::is_drawn(&self.options.root, ROOM)
    }

    /// Questions are drawn anew where room came or went: the focus stays with its field.
    fn look_at_room(self: &Rc<Self>) {
        let room = self.has_room();
        if room == *self.model.wide.peek() {
            return;
        }
        let field = browser::focused(&self.options.root);
        self.model.wide.set(room);
        if let Some(field) = field {
            self.focus_soon(field, Landing::Near);
        }
    }

    /// Tells who was invited early that the link is over, and not after ten questions. What was tried before
    /// may have spent it rightly, and goes on where it stopped.
    fn check_invitation(self: &Rc<Self>) {
        let draft = self.model.draft.peek();
        let Some(invitation) = self.asks.invitation.clone().filter(|_| !draft.is_bound()) else {
            return;
        };
        let world = self.clone();
        browser::spawn(async move {
            let found = world
                .server
                .invitation(&invitation, &world.invitation_line)
                .await;
            if world.gone.get() {
                return;
            }
            match found {
                Ok(found) => world.model.invitation.set(Some(Rc::from(found))),
                Err(Refusal::Problem(
                    Some(ProblemCode::UnknownToken | ProblemCode::SpentToken),
                    _,
                )) => world.go(Step::Over),
                Err(_) => {}
            }
        });
    }

    fn form(&self) -> Option<Rc<SurveyForm>> {
        match &*self.model.form.peek() {
            Asked::Yes(form) => Some(form.clone()),
            _ => None,
        }
    }

    /// One message from a view.
    fn hear(self: &Rc<Self>, message: Message) {
        if matches!(message, Message::Retried) {
            self.model.form.set(Asked::Waiting);
            return self.load(false);
        }
        let Some(form) = self.form() else { return };
        // What is on its way is what was seen when it was sent.
        if matches!(*self.model.sending.peek(), Sending::Now(_)) {
            return;
        }
        match message {
            Message::Sent => self.submit(&form),
            Message::Never(asked) => self.ask_if_sure(asked),
            Message::Declined(never) => self.decline(&form, never),
            other => self.fill_in(&form, other),
        }
    }

    fn say(&self, key: Key) {
        self.model.status.set(self.flow.words.say(key).to_owned());
    }

    fn focus_soon(self: &Rc<Self>, id: String, landing: Landing) {
        let world = self.clone();
        browser::after(0, move || {
            if !world.gone.get() {
                browser::focus(&world.options.root, &id, landing);
            }
        });
    }
}
