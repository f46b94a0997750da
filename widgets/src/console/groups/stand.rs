//! What stands above a record: where the group stands, what it lacks, who looks after it, and what can
//! be done with it by one press.

use std::rc::Rc;

use api_types::{GroupStanding, GroupToEdit, Keeper, Need, SetKeepersRequest};

use super::{edit::Editor, need_word, standing};
use crate::{
    api::{Line, console::Told},
    console::{
        href,
        parts::{Ask, Confirm, Field, Form, ask_button, confirm_asking, fact, kept},
    },
    i18n::{Key, console_keys as keys},
    ui::{El, Look, button, el, el_of, link},
};

/// The whole head, following what the server says.
pub(super) fn head(editor: &Rc<Editor>) -> El {
    let editor = editor.clone();
    el("div").live(move || {
        let now = editor.now.get().clone();
        Some(
            el_of("div", "stack")
                .add(card(&editor, &now))
                .add(keepers(&editor, &now)),
        )
    })
}

fn card(editor: &Rc<Editor>, now: &Rc<GroupToEdit>) -> El {
    let (console, words) = (editor.console, editor.console.words());
    let what = words.word("groups-standing-text", super::standing_word(now.standing));
    let when = console.moment(&now.changed_at);
    let changed = match &now.changed_by {
        Some(who) => words.fill(keys::GROUPS_CHANGED_BY, &[("who", who), ("when", &when)]),
        None => words.fill(keys::GROUPS_CHANGED_AT, &[("when", &when)]),
    };
    let checked = super::record::text(&now.record, "/last_checked");
    let checked = if checked.is_empty() {
        words.say(keys::GROUPS_NEVER_CHECKED).to_owned()
    } else {
        let date = console.intl().date(&checked);
        words.fill(keys::GROUPS_CHECKED_ON, &[("date", &date)])
    };
    let mut card = el_of("div", "card stack")
        .add(
            el_of("p", "groups-stands")
                .add(standing(words, now.standing))
                .add(el("span").text(what)),
        )
        .add(el_of("p", "hint").text([&changed, " ", &checked].concat()));
    if !now.needs.is_empty() && now.standing != GroupStanding::Archived {
        let mut list = el_of("ul", "groups-todo");
        for need in &now.needs {
            list = list.add(el("li").text(words.word("groups-need", need_word(*need))));
        }
        card = card
            .add(el_of("p", "strong").say(words.say(keys::GROUPS_TODO)))
            .add(list);
    }
    card.add(buttons(editor, now))
}

fn buttons(editor: &Rc<Editor>, now: &Rc<GroupToEdit>) -> El {
    let mut row = el_of("div", "buttons");
    if now.may_manage {
        row = row.add_some(publish(editor, now));
    }
    if now.may_work {
        let is_unchecked = now.needs.contains(&Need::NotChecked);
        let look = if is_unchecked {
            Look::Main
        } else {
            Look::Quiet
        };
        row = row.add(press(editor, look, keys::GROUPS_CHECK, |editor, line| {
            editor.console.server().check_listing(&editor.slug, line)
        }));
        row = row.add_some(pause(editor, now));
    }
    if now.may_manage {
        let copy = [&href("groups/new"), "?copy=", &now.slug].concat();
        row = row.add(link(
            Look::Quiet,
            None,
            editor.console.say(keys::GROUPS_COPY),
            copy,
        ));
        row = row.add_some(take_back(editor, now));
    }
    row
}

/// A button whose press is a call, after which the head is asked for anew.
fn press(editor: &Rc<Editor>, look: Look, text: Key, call: fn(&Editor, &Line) -> Told<()>) -> El {
    let (asked, done, line) = (editor.clone(), editor.clone(), Line::default());
    let ask = Ask::new(move || call(&asked, &line), move |()| done.look_again());
    ask_button(editor.console, look, editor.console.say(text), ask)
}

fn publish(editor: &Rc<Editor>, now: &GroupToEdit) -> Option<El> {
    matches!(now.standing, GroupStanding::Draft | GroupStanding::Archived).then(|| {
        press(editor, Look::Main, keys::GROUPS_PUBLISH, |editor, line| {
            let published = GroupStanding::Published;
            editor
                .console
                .server()
                .set_standing(&editor.slug, published, line)
        })
    })
}

fn pause(editor: &Rc<Editor>, now: &GroupToEdit) -> Option<El> {
    match now.standing {
        GroupStanding::Published => Some(press(
            editor,
            Look::Quiet,
            keys::GROUPS_PAUSE,
            |editor, line| {
                editor
                    .console
                    .server()
                    .pause_group(&editor.slug, true, line)
            },
        )),
        GroupStanding::Paused => Some(press(
            editor,
            Look::Main,
            keys::GROUPS_RESUME,
            |editor, line| {
                editor
                    .console
                    .server()
                    .pause_group(&editor.slug, false, line)
            },
        )),
        _ => None,
    }
}

/// Back to a draft, or over for good: both are asked once.
fn take_back(editor: &Rc<Editor>, now: &GroupToEdit) -> Option<El> {
    let archive = asking(
        editor,
        GroupStanding::Archived,
        [
            keys::GROUPS_ARCHIVE,
            keys::GROUPS_ARCHIVE_TITLE,
            keys::GROUPS_ARCHIVE_TEXT,
        ],
    );
    let draft = || {
        asking(
            editor,
            GroupStanding::Draft,
            [
                keys::GROUPS_DRAFT,
                keys::GROUPS_DRAFT_TITLE,
                keys::GROUPS_DRAFT_TEXT,
            ],
        )
    };
    match now.standing {
        GroupStanding::Published | GroupStanding::Paused => {
            Some(el_of("span", "buttons").add(draft()).add(archive))
        }
        GroupStanding::Draft | GroupStanding::Withdrawn => Some(archive),
        GroupStanding::Archived => None,
    }
}

fn asking(editor: &Rc<Editor>, to: GroupStanding, [name, title, text]: [Key; 3]) -> El {
    let editor = editor.clone();
    let console = editor.console;
    button(Look::Quiet, None, console.say(name), move |_| {
        let question = Confirm {
            title: console.say(title).to_owned(),
            text: console.say(text).to_owned(),
            yes: console.say(name).to_owned(),
            no: console.say(keys::CANCEL).to_owned(),
        };
        let (asked, done, line) = (editor.clone(), editor.clone(), Line::default());
        let ask = move || console.server().set_standing(&asked.slug, to, &line);
        confirm_asking(console, question, ask, move |()| done.look_again());
    })
}

/// Who looks after the group; chosen by coordinators, read by everybody else.
fn keepers(editor: &Rc<Editor>, now: &Rc<GroupToEdit>) -> El {
    let (console, words) = (editor.console, editor.console.words());
    let named = |keeper: &Option<Keeper>| {
        let name = keeper.as_ref().map(|keeper| keeper.name.clone());
        name.unwrap_or_else(|| words.say(keys::GROUPS_NOBODY).to_owned())
    };
    if !now.may_manage {
        return el_of("dl", "facts")
            .add(fact(words.say(keys::GROUPS_OWNER), &named(&now.owner)))
            .add(fact(words.say(keys::GROUPS_DEPUTY), &named(&now.deputy)));
    }
    let form = Form::new(console, "keepers");
    let id = |keeper: &Option<Keeper>| {
        keeper
            .as_ref()
            .map(|one| one.id.clone())
            .unwrap_or_default()
    };
    let (owner, deputy) = (kept(id(&now.owner)), kept(id(&now.deputy)));
    let mut options = vec![(String::new(), words.say(keys::GROUPS_NOBODY).to_owned())];
    options.extend(
        now.keepers
            .iter()
            .map(|one| (one.id.clone(), one.name.clone())),
    );
    let owner_field = Field::new("/owner", words.say(keys::GROUPS_OWNER))
        .hint(words.say(keys::GROUPS_OWNER_HINT));
    let deputy_field = Field::new("/deputy", words.say(keys::GROUPS_DEPUTY))
        .hint(words.say(keys::GROUPS_DEPUTY_HINT));
    let inside = el_of("div", "stack")
        .add(
            el_of("div", "groups-row")
                .add(form.select(&owner_field, &options, &owner))
                .add(form.select(&deputy_field, &options, &deputy)),
        )
        .add(form.buttons(words.say(keys::GROUPS_KEEPERS_SAVE), None));
    let (sent, editor) = (form.clone(), editor.clone());
    let drawn = form.draw(inside, move || {
        let some = |id: &String| Some(id.clone()).filter(|id| !id.is_empty());
        let asked = SetKeepersRequest {
            owner: some(&owner.peek()),
            deputy: some(&deputy.peek()),
        };
        let told = console
            .server()
            .choose_keepers(&editor.slug, &asked, sent.line());
        let done = editor.clone();
        sent.send(told, words.say(keys::SAVED), move |()| done.look_again());
    });
    let summary = words.fill(
        keys::GROUPS_KEEPERS,
        &[
            ("owner", &named(&now.owner)),
            ("deputy", &named(&now.deputy)),
        ],
    );
    el_of("details", "card groups-fold")
        .add(el("summary").text(summary))
        .add(drawn)
}
