//! Ways from page to page: a link, a row of filters, the next page of a long list. All are ordinary
//! links of the console (`travel.rs`), so that Back, a new tab and a bookmark work.

use crate::{
    console::{Console, href},
    i18n::console_keys as keys,
    ui::{El, Look, el, el_of, link},
};

/// A link to a page of the console; `path` is below `/console/`.
pub(crate) fn way(text: &str, path: &str) -> El {
    el("a").set_text("href", href(path)).say(text)
}

/// A row of filters, of which one holds: words, path, and whether it is the one.
pub(crate) fn filters(label: &str, all: &[(String, String, bool)]) -> El {
    let mut list = el_of("ul", "filters").set("role", "list");
    for (text, path, holds) in all {
        let current = holds.then(|| "true".to_owned());
        list = list.add(el("li").add(way(text, path).set_some("aria-current", current)));
    }
    el("nav").set("aria-label", label).add(list)
}

/// The pages before and after this one of a list, where there are any.
pub(crate) fn pager(console: Console, before: Option<&str>, after: Option<&str>) -> El {
    let to = |path: &str, key| link(Look::Quiet, None, console.say(key), href(path));
    el_of("nav", "buttons")
        .set("aria-label", console.say(keys::PAGES_LABEL))
        .add_some(before.map(|path| to(path, keys::PAGE_BEFORE)))
        .add_some(after.map(|path| to(path, keys::PAGE_AFTER)))
}
