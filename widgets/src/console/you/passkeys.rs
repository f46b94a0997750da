//! One's own passkeys: those there are, a new one, and the end of one.

use api_types::{NewPasskeyRequest, PasskeyList, PasskeyOfStaff, Problem};

use super::credential::{self, Trouble};
use crate::{
    api::{
        Line,
        console::{Refused, Told},
    },
    console::{
        Console,
        parts::{Confirm, Field, Form, Kept, Loaded, confirm_asking, kept, table},
    },
    i18n::console_keys as keys,
    ui::{El, Look, button, el, el_of},
};

/// The part of the page.
pub(super) fn draw(console: Console) -> El {
    let words = console.words();
    let passkeys = Loaded::new(console, move |line| console.server().passkeys(line));
    let (listed, added, offered) = (passkeys.clone(), passkeys.clone(), passkeys.clone());
    let name = kept(String::new());
    let form = Form::new(console, "passkey");
    el_of("section", "card")
        .add(el_of("h2", "card-title").say(words.say(keys::YOU_PASSKEYS)))
        .add(el("p").say(words.say(keys::YOU_PASSKEYS_TEXT)))
        .add(passkeys.draw(move |found| list(console, found, &listed)))
        // Hidden and not drawn anew with the list, so that what is typed stays.
        .add(
            add(console, &form, &name, added).live_attribute("hidden", move || {
                let there = offered.get().is_some_and(|found| found.available);
                (!there).then(String::new)
            }),
        )
}

fn list(console: Console, found: &PasskeyList, listed: &Loaded<PasskeyList>) -> El {
    let words = console.words();
    if found.passkeys.is_empty() {
        let none = if found.available {
            keys::YOU_PASSKEYS_NONE
        } else {
            keys::YOU_PASSKEYS_UNAVAILABLE
        };
        return el_of("p", "hint").say(words.say(none));
    }
    let columns = [
        words.say(keys::YOU_PASSKEY_NAME),
        words.say(keys::YOU_PASSKEY_SINCE),
        words.say(keys::YOU_PASSKEY_USED),
        words.say(keys::YOU_PASSKEY_REMOVE),
    ];
    let rows = found.passkeys.iter().map(|one| {
        let used = one.used.as_deref().map_or_else(
            || words.say(keys::YOU_PASSKEY_UNUSED).to_owned(),
            |used| console.away(used),
        );
        vec![
            el("span").say(&one.name),
            el("span").text(console.day_of(&one.since)),
            el("span").text(used),
            remove(console, one, listed),
        ]
    });
    let rows = rows.collect();
    table(words.say(keys::YOU_PASSKEYS), &columns, rows)
}

/// Asked once.
fn remove(console: Console, one: &PasskeyOfStaff, listed: &Loaded<PasskeyList>) -> El {
    let words = console.words();
    let (id, name, listed) = (one.id.clone(), one.name.clone(), listed.clone());
    let label = words.fill(keys::YOU_PASSKEY_REMOVE_ONE, &[("name", &name)]);
    let press = move |_: &_| {
        let question = Confirm {
            title: words.fill(keys::YOU_PASSKEY_REMOVE_ONE, &[("name", &name)]),
            text: words.say(keys::YOU_PASSKEY_REMOVE_TEXT).to_owned(),
            yes: words.say(keys::YOU_PASSKEY_REMOVE).to_owned(),
            no: words.say(keys::CANCEL).to_owned(),
        };
        let (id, listed, line) = (id.clone(), listed.clone(), Line::default());
        confirm_asking(
            console,
            question,
            move || console.server().remove_passkey(&id, &line),
            move |()| {
                listed.again();
                console.tell(words.say(keys::YOU_PASSKEY_REMOVED));
            },
        );
    };
    button(
        Look::Plain,
        None,
        words.say(keys::YOU_PASSKEY_REMOVE),
        press,
    )
    .set("aria-label", &label)
}

/// The form stands beside the list, so that what is typed stays when that is drawn anew.
fn add(console: Console, form: &Form, name: &Kept<String>, listed: Loaded<PasskeyList>) -> El {
    let words = console.words();
    if !credential::is_there() {
        return el_of("p", "hint").say(words.say(keys::YOU_PASSKEYS_UNKNOWN));
    }
    let field = Field::new("/name", words.say(keys::YOU_PASSKEY_CALL))
        .hint(words.say(keys::YOU_PASSKEY_CALL_HINT));
    let inside = el_of("div", "stack")
        .add(form.text(&field, name))
        .add(form.buttons(words.say(keys::YOU_PASSKEY_ADD), None));
    let (sent, name) = (form.clone(), name.clone());
    form.draw(inside, move || {
        let (listed, emptied) = (listed.clone(), name.clone());
        let told = made(console, sent.clone(), name.peek().clone());
        sent.send(told, words.say(keys::YOU_PASSKEY_ADDED), move |()| {
            emptied.set(String::new());
            listed.again();
        });
    })
}

/// The question, the person's answer to their device, and the passkey that came of it.
fn made(console: Console, form: Form, name: String) -> Told<()> {
    Box::pin(async move {
        let question = console.server().ask_for_passkey(form.line()).await?;
        let credential = credential::make(&question.options).await;
        let credential = credential.map_err(|trouble| match trouble {
            Trouble::Closed => Refused::Stale,
            Trouble::Failed => Refused::Failed,
            Trouble::Already => Refused::Problem(here_already()),
        })?;
        let new = NewPasskeyRequest {
            token: question.token,
            name,
            credential,
        };
        console.server().add_passkey(&new, form.line()).await
    })
}

/// What a device says of itself, as the server would.
fn here_already() -> Problem {
    Problem {
        kind: String::new(),
        title: String::new(),
        status: 0,
        code: "passkey-here".to_owned(),
        detail: None,
        errors: Vec::new(),
    }
}
