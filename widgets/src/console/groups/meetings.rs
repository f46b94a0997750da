//! A group's coming meetings: one is cancelled, moved, or takes place after all.

use std::rc::Rc;

use api_types::{
    ChangeMeetingRequest, MeetingOfStaff, MeetingTold, MeetingsOfGroup, UndoMeetingRequest,
};

use super::{pages, path};
use crate::{
    api::Line,
    console::{
        Console,
        parts::{Ask, Field, Form, Kept, Loaded, Mood, ask_button, badge, close, kept, open, way},
    },
    i18n::console_keys as keys,
    meeting,
    ui::{El, Live, Look, button, el, el_of},
};

/// What the dialog does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Cancel,
    Move,
}

/// The page's own state: the meetings, and what became of the last change.
#[derive(Clone)]
struct Page {
    console: Console,
    slug: Rc<str>,
    meetings: Loaded<MeetingsOfGroup>,
    done: Rc<Live<Option<String>>>,
}

pub(super) fn draw(console: Console, slug: &str) -> El {
    super::title(console, console.say(keys::GROUPS_PAGE_MEETINGS));
    let asked = slug.to_owned();
    let page = Page {
        console,
        slug: slug.into(),
        meetings: Loaded::new(console, move |line| console.server().meetings(&asked, line)),
        done: Rc::default(),
    };
    let (shown, done) = (page.clone(), page.done.clone());
    el_of("div", "stack")
        .add(pages(console, slug, "meetings"))
        .add(el("div").set("role", "status").live(move || {
            let text = done.get().clone()?;
            Some(el_of("p", "card").text(text))
        }))
        .add(page.meetings.draw(move |found| shown.list(found)))
}

impl Page {
    fn list(&self, found: &MeetingsOfGroup) -> El {
        let words = self.console.words();
        let meetings = words.say(keys::GROUPS_PAGE_MEETINGS);
        super::title(self.console, &[meetings, ": ", &found.name].concat());
        let Some(zone) = &found.time_zone else {
            return self.without(keys::GROUPS_NO_SCHEDULE);
        };
        if found.meetings.is_empty() {
            return self.without(keys::GROUPS_NO_MEETINGS);
        }
        let mut list = el_of("ol", "groups-meetings").set("role", "list");
        for one in &found.meetings {
            list = list.add(self.row(one, zone, found.may_work));
        }
        el_of("div", "stack")
            .add(el_of("p", "hint").say(words.say(keys::GROUPS_MEETINGS_TEXT)))
            .add(list)
    }

    fn without(&self, text: crate::i18n::Key) -> El {
        let to = way(
            self.console.say(keys::GROUPS_TO_SCHEDULE),
            &path(&self.slug, ""),
        );
        el_of("div", "card stack")
            .add(el("p").say(self.console.say(text)))
            .add(el("p").add(to))
    }

    fn row(&self, one: &MeetingOfStaff, zone: &str, may_work: bool) -> El {
        let (console, words) = (self.console, self.console.words());
        let date = meeting::date(words, console.intl(), zone, &one.meeting);
        let (day, time) = date.map_or_else(
            || (one.meeting.starts_at.clone(), String::new()),
            |date| {
                let time = match date.group {
                    Some(group) => [&date.time, " · ", &group].concat(),
                    None => date.time,
                };
                (date.day, time)
            },
        );
        let cancelled = one.change.as_ref().is_some_and(|change| change.cancelled);
        let mut row = el_of("li", "groups-meeting")
            .set("data-cancelled", if cancelled { "true" } else { "" })
            .add(el_of("strong", "groups-day").say(&day))
            .add(el("span").text(time));
        if let Some(change) = &one.change {
            let said = if change.cancelled {
                badge(Mood::Late, words.say(keys::GROUPS_CANCELLED))
            } else {
                let from = console.moment(&change.original);
                badge(
                    Mood::Waiting,
                    &words.fill(keys::GROUPS_MOVED_FROM, &[("when", &from)]),
                )
            };
            row = row.add(said);
            if !change.note.is_empty() {
                row = row.add(el_of("p", "pre").say(&change.note));
            }
        }
        if may_work {
            row = row.add(self.buttons(one, cancelled, &day));
        }
        row
    }

    fn buttons(&self, one: &MeetingOfStaff, cancelled: bool, day: &str) -> El {
        let words = self.console.words();
        let mut row = el_of("div", "buttons");
        if !cancelled {
            for (deed, name) in [
                (Deed::Cancel, keys::GROUPS_CANCEL_MEETING),
                (Deed::Move, keys::GROUPS_MOVE_MEETING),
            ] {
                let (page, starts_at) = (self.clone(), one.meeting.starts_at.clone());
                let day = day.to_owned();
                let press = button(Look::Quiet, None, words.say(name), {
                    let day = day.clone();
                    move |_| page.open(deed, &starts_at, &day)
                });
                // Twenty buttons of one name are told apart by their day.
                row = row.add(press.set_text("aria-label", [words.say(name), ": ", &day].concat()));
            }
        }
        if let Some(change) = &one.change {
            row = row.add(self.undo(change.original.clone()));
        }
        row
    }

    fn undo(&self, original: String) -> El {
        let (console, page, done, line) =
            (self.console, self.clone(), self.clone(), Line::default());
        let ask = Ask::new(
            move || {
                let asked = UndoMeetingRequest {
                    original: original.clone(),
                };
                console.server().undo_meeting(&page.slug, &asked, &line)
            },
            move |told| done.told(keys::GROUPS_UNDONE, told),
        );
        ask_button(console, Look::Quiet, console.say(keys::GROUPS_UNDO), ask)
    }

    fn open(&self, deed: Deed, starts_at: &str, day: &str) {
        let (console, words) = (self.console, self.console.words());
        let title = match deed {
            Deed::Cancel => keys::GROUPS_CANCEL_TITLE,
            Deed::Move => keys::GROUPS_MOVE_TITLE,
        };
        let title = words.fill(title, &[("day", day)]);
        // The wall time of the group stands in the offset that the server wrote.
        let (date, rest) = starts_at.split_once('T').unwrap_or((starts_at, ""));
        let form = MeetingForm {
            deed,
            starts_at: starts_at.to_owned(),
            date: kept(date.to_owned()),
            time: kept(rest.chars().take(5).collect()),
            note: kept(String::new()),
        };
        let page = self.clone();
        let form = Rc::new(form);
        open(console, &title, move || page.dialog(&form));
    }

    fn dialog(&self, asked: &Rc<MeetingForm>) -> El {
        let (console, words) = (self.console, self.console.words());
        let form = Form::new(console, "meeting");
        let mut inside = el_of("div", "stack");
        let (text, go) = match asked.deed {
            Deed::Cancel => (keys::GROUPS_CANCEL_TEXT, keys::GROUPS_CANCEL_GO),
            Deed::Move => (keys::GROUPS_MOVE_TEXT, keys::GROUPS_MOVE_GO),
        };
        inside = inside.add(el("p").say(words.say(text)));
        if asked.deed == Deed::Move {
            let date = Field::new("/moved_to", words.say(keys::GROUPS_MOVE_DATE)).kind("date");
            let time = Field::new("/moved_to/time", words.say(keys::GROUPS_MOVE_TIME)).kind("time");
            inside = inside.add(
                el_of("div", "groups-row")
                    .add(form.text(&date, &asked.date))
                    .add(form.text(&time, &asked.time)),
            );
        }
        let note = Field::new("/note", words.say(keys::GROUPS_NOTE))
            .hint(words.say(keys::GROUPS_NOTE_HINT))
            .optional();
        let no = button(
            Look::Quiet,
            None,
            words.say(keys::GROUPS_LEAVE_IT),
            move |_| close(console),
        );
        inside = inside
            .add(form.area(&note, 3, &asked.note))
            .add(form.buttons(words.say(go), Some(no)));
        let (sent, page, asked) = (form.clone(), self.clone(), asked.clone());
        form.draw(inside, move || {
            let request = asked.request();
            let told = console
                .server()
                .change_meeting(&page.slug, &request, sent.line());
            let (done, deed) = (page.clone(), asked.deed);
            sent.send(told, "", move |told| {
                close(console);
                let said = match deed {
                    Deed::Cancel => keys::GROUPS_CANCELLED_DONE,
                    Deed::Move => keys::GROUPS_MOVED_DONE,
                };
                done.told(said, told);
            });
        })
    }

    /// Says what became of a change, and shows the meetings as they are now.
    fn told(&self, done: crate::i18n::Key, told: MeetingTold) {
        let words = self.console.words();
        let count = |plural, n: u32| words.count(plural, n, &self.console.intl().number(n), &[]);
        let mut said = words.say(done).to_owned();
        if told.letters > 0 {
            said = [&said, " ", &count(keys::GROUPS_TOLD, told.letters)].concat();
        }
        if told.to_ring > 0 {
            said = [&said, " ", &count(keys::GROUPS_TO_RING, told.to_ring)].concat();
        }
        self.console.tell(&said);
        self.done.set(Some(said));
        self.meetings.again();
    }
}

/// What the dialog asks.
struct MeetingForm {
    deed: Deed,
    starts_at: String,
    date: Kept<String>,
    time: Kept<String>,
    note: Kept<String>,
}

impl MeetingForm {
    fn request(&self) -> ChangeMeetingRequest {
        let moved = [self.date.peek().trim(), "T", self.time.peek().trim()].concat();
        ChangeMeetingRequest {
            starts_at: self.starts_at.clone(),
            moved_to: (self.deed == Deed::Move).then_some(moved),
            note: self.note.peek().clone(),
        }
    }
}
