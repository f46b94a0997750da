//! The console's own pages: to sign in, to set it up, and to see where one is signed in. They say
//! nothing of members.

use std::sync::LazyLock;

use base64::{Engine, prelude::BASE64_STANDARD};
use chrono_tz::Tz;
use sha2::{Digest, Sha256};

use super::{
    Frame,
    html::{Button, Field, Html, quieter},
};
use crate::{
    config::ActiveSite,
    domain::{staff::Landing, time::rfc3339},
    store::StoredSession,
    words::pages as keys,
};

const PASSKEY: &str = include_str!("passkey.js");

/// The page to sign in.
pub struct SignInForm<'a> {
    /// Whether mail goes out.
    pub mail: bool,
    /// Whether there are passkeys here.
    pub passkeys: bool,
    /// An address that could not be taken.
    pub typed: Option<&'a str>,
    /// Where the way in leads.
    pub landing: &'a Landing,
}

/// The form for an address, and the way in with a passkey.
pub fn sign_in(frame: Frame<'_>, shown: &SignInForm<'_>) -> String {
    let typed = shown.typed;
    let words = frame.console();
    let mut body = Html::new().h1(words.sign_in_title);
    if typed.is_some() {
        body = body.notice(frame.words.say(keys::NOT_AN_ADDRESS));
    }
    if shown.mail {
        let field = Field::plain("email", words.sign_in_label, typed.unwrap_or_default());
        let form = Html::new()
            .email_field(&field)
            .hidden("to", shown.landing.as_str())
            .submit(words.sign_in_button);
        body = body.p(words.sign_in_text).form("/console/sign-in", form);
    } else {
        body = body.notice(words.sign_in_no_mail);
    }
    if !shown.passkeys {
        return frame.page(words.sign_in_title, body);
    }
    let says = [
        ("failed", words.passkey_failed),
        ("refused", words.passkey_refused),
        ("to", shown.landing.as_str()),
    ];
    let inner = Html::new()
        .p(words.passkey_text)
        .tick("week", words.passkey_week, false)
        .submit(words.passkey_button);
    let head = format!("<script type=\"module\">{PASSKEY}</script>\n");
    let body = body.for_script("passkey", &says, inner);
    frame.page_with(&head, words.sign_in_title, body)
}

/// What the page to sign in may do: its own script, which asks this server alone.
pub fn sign_in_policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let hash = BASE64_STANDARD.encode(Sha256::digest(PASSKEY));
        format!(
            "default-src 'none'; script-src 'sha256-{hash}'; connect-src 'self'; style-src 'self'; \
             img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; \
             require-trusted-types-for 'script'"
        )
    });
    &POLICY
}

/// The same for every address.
pub fn sign_in_sent(frame: Frame<'_>) -> String {
    let words = frame.console();
    let body = Html::new()
        .h1(words.sent_title)
        .p(words.sent)
        .quiet(words.sent_again);
    frame.page(words.sent_title, body)
}

/// A link's page: the sites that it leads into, each with its buttons.
pub fn enter(frame: Frame<'_>, sites: &[&ActiveSite]) -> String {
    let words = frame.console();
    let buttons = [
        Button {
            choice: "today",
            words: words.stay_today,
            first: true,
        },
        quieter("week", words.stay_week),
    ];
    let mut body = Html::new().h1(words.link_title);
    body = body.p(if sites.len() > 1 {
        words.link_several
    } else {
        words.link_text
    });
    for site in sites {
        let form = Html::new().hidden("site", &site.slug).choices(&buttons);
        body = body.section(&frame.named(site), Html::new().form("", form));
    }
    frame.page(words.link_title, body.quiet(words.stay_text))
}

/// A link to sign in that was used or is too old (`ended`), or that nobody knows.
pub fn no_entry(frame: Frame<'_>, ended: bool, landing: &Landing) -> String {
    let words = frame.console();
    let said = if ended {
        words.link_ended
    } else {
        words.link_unknown
    };
    let body = Html::new()
        .h1(frame.words.say(keys::GONE_TITLE))
        .p(said)
        .way(&landing.remembered_by("/console/sign-in"), words.to_sign_in);
    frame.page(frame.words.say(keys::GONE_TITLE), body)
}

/// What somebody typed to set the console up.
#[derive(Default)]
pub struct Typed<'a> {
    pub name: &'a str,
    pub email: &'a str,
    /// Whether the name, and whether the address, could not be taken.
    pub wrong: (bool, bool),
}

/// The form for the first coordinator.
pub fn set_up(frame: Frame<'_>, site: &ActiveSite, typed: &Typed<'_>) -> String {
    let words = frame.console();
    let mut body = Html::new().h1(words.set_up_title);
    if typed.wrong.0 {
        body = body.notice(words.bad_name);
    }
    if typed.wrong.1 {
        body = body.notice(frame.words.say(keys::NOT_AN_ADDRESS));
    }
    let form = Html::new()
        .name_field(&Field::plain("name", words.set_up_name, typed.name))
        .email_field(&Field::plain("email", words.set_up_email, typed.email))
        .submit(words.set_up_button);
    let body = body
        .p(words.set_up_text.replace("{site}", &frame.named(site)))
        .form("", form);
    frame.page(words.set_up_title, body)
}

/// A set-up link that does not work.
pub fn no_set_up(frame: Frame<'_>) -> String {
    let title = frame.words.say(keys::GONE_TITLE);
    let body = Html::new().h1(title).p(frame.console().set_up_ended);
    frame.page(title, body)
}

/// Who is signed in.
pub fn home(frame: Frame<'_>, me: &api_types::Me) -> String {
    let words = frame.console();
    let mut facts = vec![
        (words.home_name, Html::from(me.name.as_str())),
        (words.home_role, (words.role_of)(me.role).into()),
        (words.home_site, me.site.name.as_str().into()),
    ];
    if !me.groups.is_empty() {
        let groups = me.groups.iter().map(|group| group.name.as_str().into());
        facts.push((words.home_groups, Html::new().list(groups.collect())));
    }
    let body = Html::new()
        .h1(words.home_title)
        .facts(facts)
        .way("/console/sessions", words.to_sessions)
        .buttons("/console/sign-out", &[quieter("yes", words.sign_out)]);
    frame.page(words.home_title, body)
}

/// Somebody's sessions; `this` is the one that asks.
pub fn sessions(frame: Frame<'_>, sessions: &[StoredSession], this: &str, zone: Tz) -> String {
    let words = frame.console();
    let when = |at: i64| Html::from(frame.words.moment(&rfc3339(at), zone));
    let mut body = Html::new().h1(words.sessions_title).p(words.sessions_text);
    for session in sessions {
        let mut inner = Html::new().facts(vec![
            (words.since, when(session.created_at)),
            (words.last_used, when(session.seen_at)),
        ]);
        inner = if session.id == this {
            inner.quiet(words.this_one)
        } else {
            let end = quieter(&session.id, words.end_one);
            inner.buttons("", &[end])
        };
        let device = if session.device.is_empty() {
            words.device_unknown
        } else {
            &session.device
        };
        body = body.section(device, inner);
    }
    if sessions.len() > 1 {
        body = body.buttons("", &[quieter("others", words.end_others)]);
    }
    frame.page(words.sessions_title, body.way("/console", words.to_console))
}
