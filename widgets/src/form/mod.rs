//! What the forms that members send have in common: the join form and the survey. How they look is in
//! `style.css`.

use std::rc::Rc;

use api_types::Site;

use crate::{
    crisis,
    i18n::Words,
    ui::{El, Icon, el, el_of, notice},
};

/// Which faults stand above what is filled in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Summary {
    /// Nobody went on with faults.
    #[default]
    No,
    /// Every fault that shows.
    Faults,
    /// The same, and the server found something that has no field here.
    More,
}

/// What became of sending; `T` is why it did not work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Sending<T> {
    /// Nothing is on its way.
    #[default]
    No,
    /// It is on its way; for longer than usual?
    Now(bool),
    /// It is not known to have arrived. Everything that was filled in is still here.
    Failed(T),
}

/// What stands around every screen, in order: the crisis notice, what `fill` adds, the disclaimer, what is said
/// quietly.
pub(crate) fn sheet(
    words: Words,
    site: impl Fn() -> Option<Rc<Site>> + Copy + 'static,
    status: impl FnMut() -> String + 'static,
    fill: impl FnOnce(El) -> El,
) -> El {
    let notice = crisis::notice(words, |inner| {
        inner.live(move || Some(crisis::lines_of(words, site().as_deref())))
    });
    let disclaimer = el_of("div", "disclaimer")
        .set("part", "disclaimer")
        .live(move || Some(crisis::disclaimer(words, &*site()?)));
    let status = el_of("p", "hidden-words")
        .set("role", "status")
        .live_text(status);
    fill(el_of("div", "sheet").add(notice.set("part", "crisis")))
        .add(disclaimer)
        .add(status)
}

/// What is wrong, above what is filled in: a link to each field. `more` is said beside it.
pub(crate) fn fault_list(
    heading: &'static str,
    title: &str,
    links: impl Iterator<Item = El>,
    more: Option<&str>,
) -> El {
    let mut list = el_of("ul", "faults").set("role", "list");
    for link in links {
        list = list.add(el("li").add(link));
    }
    notice("error", Icon::Help, heading, title)
        .set("id", "kd-summary")
        .set("role", "alert")
        .set("tabindex", "-1")
        .add(list)
        .add_some(more.map(|more| el("p").say(more)))
}

/// One of its links, to the field of this id; `look` moves the focus there.
pub(crate) fn fault_link(id: &str, words: String, mut look: impl FnMut() + 'static) -> El {
    el("a")
        .set_text("href", ["#", id].concat())
        .text(words)
        .on("click", move |event| {
            // The page's own fragment cannot reach into a shadow root.
            event.prevent_default();
            look();
        })
}
