//! When a group meets, as a form: the sentence and the next dates stand beside it and follow each
//! change. Nothing is saved here.

use std::{cell::Cell, rc::Rc};

use api_types::{SchedulePreview, SchedulePreviewRequest};
use serde_json::Value;

use super::{
    sentence::sentence,
    timing::{DAYS, KINDS, NTH, Timing},
};
use crate::{
    api::{Line, console::Refused},
    browser,
    console::{
        Console,
        parts::{Field, Form, Kept, kept},
    },
    i18n::console_keys as keys,
    meeting,
    ui::{El, Live, el, el_of},
};

/// So long after the last key the dates are asked for, ms.
const PAUSE: u32 = 400;

/// The fields of a schedule.
pub(super) struct ScheduleForm {
    console: Console,
    kind: Kept<String>,
    from: Kept<String>,
    at: Kept<String>,
    long: Kept<String>,
    zone: Kept<String>,
    every: Kept<String>,
    days: Kept<Vec<String>>,
    nth: Kept<Vec<String>>,
    month_day: Kept<String>,
    until: Kept<String>,
    dates: Kept<String>,
    rule: Kept<String>,
    /// The record's schedule, as it was opened.
    before: Option<Value>,
    shown: Live<Shown>,
    asked: Cell<u32>,
    line: Line,
}

/// What stands beside the form.
#[derive(Default)]
enum Shown {
    #[default]
    Nothing,
    Dates(Box<SchedulePreview>),
    /// What is wrong, in words.
    Wrong(Vec<String>),
}

impl ScheduleForm {
    pub(super) fn new(console: Console, schedule: Option<&Value>) -> Rc<Self> {
        let timing = Timing::read(schedule, &console.me().site.time_zone);
        let form = Rc::new(Self {
            console,
            kind: kept(timing.kind),
            from: kept(timing.from),
            at: kept(timing.at),
            long: kept(timing.long),
            zone: kept(timing.zone),
            every: kept(timing.every),
            days: kept(timing.days),
            nth: kept(timing.nth),
            month_day: kept(timing.month_day),
            until: kept(timing.until),
            dates: kept(timing.dates),
            rule: kept(timing.rule),
            before: schedule.cloned(),
            shown: Live::default(),
            asked: Cell::default(),
            line: Line::default(),
        });
        form.clone().ask();
        form
    }

    fn timing(&self) -> Timing {
        Timing {
            kind: self.kind.peek().clone(),
            from: self.from.peek().clone(),
            at: self.at.peek().clone(),
            long: self.long.peek().clone(),
            zone: self.zone.peek().clone(),
            every: self.every.peek().clone(),
            days: self.days.peek().clone(),
            nth: self.nth.peek().clone(),
            month_day: self.month_day.peek().clone(),
            until: self.until.peek().clone(),
            dates: self.dates.peek().clone(),
            rule: self.rule.peek().clone(),
        }
    }

    /// The schedule as it stands now; `Null` for none.
    pub(super) fn value(&self) -> Value {
        self.timing().write(self.before.as_ref())
    }

    /// Asks for the dates once nobody has typed for a moment.
    fn touched(self: Rc<Self>) {
        let turn = self.asked.get().wrapping_add(1);
        self.asked.set(turn);
        browser::after(PAUSE, move || {
            if self.asked.get() == turn {
                self.clone().ask();
            }
        });
    }

    fn ask(self: Rc<Self>) {
        let schedule = self.value();
        if schedule.is_null() {
            self.shown.set(Shown::Nothing);
            return;
        }
        let asked = SchedulePreviewRequest { schedule };
        let told = self.console.server().preview_schedule(&asked, &self.line);
        browser::spawn(async move {
            match told.await {
                Ok(preview) => self.shown.set(Shown::Dates(Box::new(preview))),
                Err(Refused::Problem(problem)) => {
                    let words = self.console.words();
                    let said = problem.errors.iter().map(|error| {
                        let found = words.find("fault", &error.code);
                        found.unwrap_or(words.say(keys::FAULT_UNKNOWN)).to_owned()
                    });
                    self.shown.set(Shown::Wrong(said.collect()));
                }
                // The form is not hindered: it is said when it is saved.
                Err(_) => {}
            }
        });
    }

    /// The fields, and beside them what they come to.
    pub(super) fn draw(self: &Rc<Self>, form: &Form) -> El {
        let (typed, chosen) = (self.clone(), self.clone());
        let fields = el_of("div", "stack")
            .on("input", move |_| typed.clone().touched())
            .on("change", move |_| chosen.clone().touched())
            .add(self.kinds(form))
            .add(self.shown_for(&["weekly", "monthly-day", "monthly-date"], self.often(form)))
            .add(self.shown_for(&["monthly-day"], self.nths(form)))
            .add(self.shown_for(&["weekly", "monthly-day"], self.weekdays(form)))
            .add(self.shown_for(
                &["monthly-date"],
                self.line_of(form, "/rrule", "month-day", "number", &self.month_day),
            ))
            .add(self.shown_for(
                &["rule"],
                self.line_of(form, "/rrule", "rule", "text", &self.rule),
            ))
            .add(self.shown_for(&["dates"], self.by_hand(form)))
            .add(self.shown_for(
                &["weekly", "monthly-day", "monthly-date", "rule"],
                self.line_of(form, "/starts_at", "from", "date", &self.from),
            ))
            .add(self.shown_for(
                &["weekly", "monthly-day", "monthly-date", "rule", "dates"],
                self.clock(form),
            ))
            .add(self.shown_for(
                &["weekly", "monthly-day", "monthly-date"],
                self.line_of(form, "/until", "until", "date", &self.until),
            ));
        el_of("div", "groups-schedule")
            .add(fields)
            .add(self.beside())
    }

    fn shown_for(&self, kinds: &'static [&'static str], inside: El) -> El {
        let kind = self.kind.clone();
        el("div")
            .live_attribute("hidden", move || {
                let kind = kind.get();
                (!kinds.contains(&kind.as_str())).then(String::new)
            })
            .add(inside)
    }

    fn field(&self, at: &str, name: &str) -> Field {
        let words = self.console.words();
        let field = Field::new(
            &["/record/schedule", at].concat(),
            &words.word("groups-schedule", name),
        );
        match words.find("groups-schedule-hint", name) {
            Some(hint) => field.hint(hint),
            None => field,
        }
    }

    fn line_of(
        &self,
        form: &Form,
        at: &str,
        name: &str,
        kind: &'static str,
        to: &Kept<String>,
    ) -> El {
        let field = self.field(at, name).kind(kind);
        // Two fields are about one rule: they need ids of their own.
        let field = if at == "/rrule" && name != "rule" {
            self.field("/rrule/by", name).kind(kind)
        } else {
            field
        };
        form.text(&field, to)
    }

    fn kinds(&self, form: &Form) -> El {
        let words = self.console.words();
        let kinds = KINDS.map(|kind| {
            let hint = words.find("groups-kind-hint", kind).map(str::to_owned);
            (kind.to_owned(), words.word("groups-kind", kind), hint)
        });
        form.radios(&self.field("", "kind"), &kinds, &self.kind)
    }

    fn often(&self, form: &Form) -> El {
        form.text(&self.field("/every", "every").kind("number"), &self.every)
    }

    fn weekdays(&self, form: &Form) -> El {
        let words = self.console.words();
        let days = DAYS.map(|(day, name)| (day.to_owned(), words.word("groups-day", name)));
        form.ticks(&self.field("/days", "days"), &days, &self.days)
    }

    fn nths(&self, form: &Form) -> El {
        let words = self.console.words();
        let all = NTH.map(|nth| (nth.to_owned(), words.word("groups-nth", nth)));
        form.ticks(&self.field("/nth", "nth"), &all, &self.nth)
    }

    fn by_hand(&self, form: &Form) -> El {
        form.area(&self.field("/rdates", "dates"), 6, &self.dates)
    }

    fn clock(&self, form: &Form) -> El {
        el_of("div", "groups-row")
            .add(self.line_of(form, "/at", "at", "time", &self.at))
            .add(self.line_of(form, "/duration_minutes", "long", "number", &self.long))
            .add(self.line_of(form, "/time_zone", "zone", "text", &self.zone))
    }

    /// The sentence and the next dates, read out as they change.
    fn beside(self: &Rc<Self>) -> El {
        let form = self.clone();
        el_of("div", "groups-beside card")
            .set("role", "status")
            .live(move || {
                let (console, words) = (form.console, form.console.words());
                Some(match &*form.shown.get() {
                    Shown::Nothing => el("p").say(words.say(keys::GROUPS_BY_APPOINTMENT)),
                    Shown::Wrong(faults) => {
                        let mut list = el("div")
                            .add(el_of("p", "strong").say(words.say(keys::GROUPS_SCHEDULE_UNREAD)));
                        for fault in faults {
                            list = list.add(el_of("p", "fault").say(fault));
                        }
                        list
                    }
                    Shown::Dates(preview) => dates(console, preview),
                })
            })
    }
}

fn dates(console: Console, preview: &SchedulePreview) -> El {
    let (words, intl) = (console.words(), console.intl());
    let said = sentence(words, intl, &preview.schedule);
    let head = el("div")
        .add(el_of("p", "hint").say(words.say(keys::GROUPS_SENTENCE)))
        .add(el_of("p", "strong").text(said));
    if preview.meetings.is_empty() {
        return head.add(el_of("p", "fault").say(words.say(keys::GROUPS_NO_DATES)));
    }
    let zone = &preview.schedule.time_zone;
    head.add(el_of("p", "hint").say(words.say(keys::GROUPS_NEXT_TEN)))
        .add(meeting::list(words, intl, zone, &preview.meetings))
}
