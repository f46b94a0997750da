//! "You said, we did": what members said, and what came of it. Members read it where they are asked.

use std::rc::Rc;

use api_types::{NewSaidAndDone, SaidAndDoneList, SaidAndDoneOfStaff};

use crate::{
    api::Line,
    browser,
    console::{
        Console,
        parts::{Confirm, Field, Form, Kept, Loaded, confirm_asking, kept},
        screen,
    },
    i18n::console_keys as keys,
    ui::{El, Live, Look, button, el, el_of},
};

pub(super) fn draw(console: Console) -> El {
    super::title(console, console.say(keys::FEEDBACK_SAID_TITLE));
    let first = Loaded::new(console, move |line| console.server().said_and_done(line));
    let intro = el("p").say(console.say(keys::FEEDBACK_SAID_INTRO));
    let page = first.draw(move |found| {
        let all = Rc::new(All {
            console,
            now: Live::new(found.clone()),
            line: Line::default(),
        });
        let listed = all.clone();
        // The form is drawn once and the list anew, so that what is typed stays.
        el_of("div", "stack")
            .add_some((!found.groups.is_empty()).then(|| write(&all, found)))
            .add(el("div").live(move || Some(list(&listed))))
    });
    el_of("div", "stack").add(intro).add(page)
}

/// All of them, as they are now.
struct All {
    console: Console,
    now: Live<Rc<SaidAndDoneList>>,
    line: Line,
}

impl All {
    fn again(self: &Rc<Self>) {
        let all = self.clone();
        browser::spawn(async move {
            let found = all.console.server().said_and_done(&all.line).await;
            if let Ok(found) = found {
                all.now.set(Rc::new(found));
            }
        });
    }
}

/// What is typed.
struct Typed {
    group: Kept<String>,
    said: Kept<String>,
    did: Kept<String>,
    language: Kept<String>,
}

impl Typed {
    fn new(console: Console) -> Self {
        let me = console.me();
        let languages = &me.site.languages;
        let own = languages.iter().find(|tag| **tag == me.language);
        let first = own.or(languages.first()).cloned();
        Self {
            group: kept(String::new()),
            said: kept(String::new()),
            did: kept(String::new()),
            language: kept(first.unwrap_or_default()),
        }
    }
}

fn write(all: &Rc<All>, found: &SaidAndDoneList) -> El {
    let console = all.console;
    let (words, typed) = (console.words(), Rc::new(Typed::new(console)));
    let groups = found.groups.iter();
    let groups: Vec<_> = groups
        .map(|one| (one.slug.clone(), one.name.clone()))
        .collect();
    let first = groups.first().map(|(slug, _)| slug.clone());
    typed.group.set(first.unwrap_or_default());
    let me = console.me();
    let tags = me.site.languages.iter();
    let languages: Vec<_> = tags
        .map(|tag| (tag.clone(), console.intl().language(tag)))
        .collect();
    let form = Form::new(console, "said");
    let field = |at, key| Field::new(at, words.say(key));
    let said =
        field("/said", keys::FEEDBACK_SAID_SAID).hint(words.say(keys::FEEDBACK_SAID_SAID_HINT));
    let inside = el_of("div", "stack")
        .add(form.select(
            &field("/group", keys::FEEDBACK_GROUP),
            &groups,
            &typed.group,
        ))
        .add(form.area(&said, 3, &typed.said))
        .add(form.area(&field("/did", keys::FEEDBACK_SAID_DID), 3, &typed.did))
        .add_some((languages.len() > 1).then(|| {
            let field = field("/language", keys::FEEDBACK_SAID_LANGUAGE);
            form.select(&field, &languages, &typed.language)
        }))
        .add(form.buttons(words.say(keys::FEEDBACK_SAID_SEND), None));
    let (sent, all) = (form.clone(), all.clone());
    let title = el_of("h2", "card-title").say(words.say(keys::FEEDBACK_SAID_NEW));
    el_of("section", "card feedback-write")
        .add(title)
        .add(form.draw(inside, move || {
            let group = typed.group.peek().clone();
            let new = NewSaidAndDone {
                said: typed.said.peek().clone(),
                did: typed.did.peek().clone(),
                language: typed.language.peek().clone(),
            };
            let told = console
                .server()
                .add_said_and_done(&group, &new, sent.line());
            let (typed, all) = (typed.clone(), all.clone());
            sent.send(told, words.say(keys::FEEDBACK_SAID_SENT), move |()| {
                typed.said.set(String::new());
                typed.did.set(String::new());
                console.tell(words.say(keys::FEEDBACK_SAID_SENT));
                all.again();
            });
        }))
}

fn list(all: &Rc<All>) -> El {
    let (console, found) = (all.console, all.now.get().clone());
    if found.notes.is_empty() {
        return el("p").say(console.say(keys::FEEDBACK_SAID_NONE));
    }
    let mut list = el_of("ul", "feedback-notes").set("role", "list");
    for note in &found.notes {
        list = list.add(item(all, note));
    }
    list
}

fn item(all: &Rc<All>, note: &SaidAndDoneOfStaff) -> El {
    let console = all.console;
    let words = console.words();
    let when = [&note.group.name, " · ", &console.day_of(&note.written_at)].concat();
    let pair = |key, text: &str| {
        el("div").add(el("dt").say(words.say(key))).add(
            el_of("dd", "pre")
                .set_some("lang", words.foreign(&note.language))
                .set("dir", "auto")
                .say(text),
        )
    };
    el("li").add(
        el_of("article", "card")
            .add(el_of("p", "hint").text(when))
            .add(
                el_of("dl", "facts")
                    .add(pair(keys::FEEDBACK_SAID_SAID, &note.said))
                    .add(pair(keys::FEEDBACK_SAID_DID, &note.did)),
            )
            .add_some(console.works().then(|| remove(all, note))),
    )
}

fn remove(all: &Rc<All>, note: &SaidAndDoneOfStaff) -> El {
    let console = all.console;
    let words = console.words();
    let (id, group) = (note.id.clone(), note.group.slug.clone());
    let (said, all) = (note.said.clone(), all.clone());
    let named = words.fill(keys::FEEDBACK_SAID_REMOVE_NAMED, &[("said", &note.said)]);
    let press = move |_: &_| {
        let question = Confirm {
            title: words.say(keys::FEEDBACK_SAID_REMOVE_TITLE).to_owned(),
            text: words.fill(keys::FEEDBACK_SAID_REMOVE_TEXT, &[("said", &said)]),
            yes: words.say(keys::FEEDBACK_SAID_REMOVE).to_owned(),
            no: words.say(keys::CANCEL).to_owned(),
        };
        let (group, id) = (group.clone(), id.clone());
        let (line, all) = (Line::default(), all.clone());
        let ask = move || console.server().remove_said_and_done(&group, &id, &line);
        confirm_asking(console, question, ask, move |()| {
            console.tell(words.say(keys::FEEDBACK_SAID_REMOVED));
            all.again();
            screen::focus_soon(screen::HEADING);
        });
    };
    el_of("div", "buttons").add(
        button(
            Look::Plain,
            None,
            words.say(keys::FEEDBACK_SAID_REMOVE),
            press,
        )
        .set_text("aria-label", named),
    )
}
