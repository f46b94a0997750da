//! The page's history: what is kept, and what back, forward and reload bring.

use std::rc::Rc;

use super::{super::state::View, World};
use crate::page_history::PageHistory;

const REMEMBER_MS: u32 = 400;

/// What the person saw before a reload, else what the address says, else what the host asks for.
pub(super) fn first_view(history: &PageHistory, group: Option<String>) -> View {
    let kept = history.read().map(|text| View::decode(&text));
    let linked = || {
        history
            .fragment()
            .and_then(|value| View::from_fragment(&value))
    };
    kept.or_else(linked).unwrap_or_else(|| View {
        open: group,
        ..View::default()
    })
}

impl World {
    /// Keeps the view; `step` makes an entry of its own, to which "back" leads.
    pub(super) fn remember(&self, before: &View, step: bool) {
        self.remembering.cancel();
        let view = self.view();
        if step {
            // "Back" must find what stood here, even in an entry that was never ours.
            if self.history.read().as_deref() != Some(&before.encode()) {
                self.history
                    .write(&before.encode(), before.fragment().as_deref(), false);
            }
        }
        self.history
            .write(&view.encode(), view.fragment().as_deref(), step);
    }

    pub(super) fn remember_soon(self: &Rc<Self>) {
        let world = self.clone();
        self.remembering.then(REMEMBER_MS, move || {
            let view = world.view();
            world
                .history
                .write(&view.encode(), view.fragment().as_deref(), false);
        });
    }

    /// Back, forward, or a link of the host's into the page.
    pub(super) fn travelled(self: &Rc<Self>) {
        let kept = self.history.read().map(|text| View::decode(&text));
        let linked = || {
            self.history
                .fragment()
                .and_then(|value| View::from_fragment(&value))
        };
        let before = self.view();
        let Some(mut view) = kept.or_else(linked) else {
            // An anchor of the host's own: what we show stays, in this entry as well.
            return self
                .history
                .write(&before.encode(), before.fragment().as_deref(), false);
        };
        view.country = view.country.or_else(|| before.country.clone());
        if view == before {
            return;
        }
        self.remembering.cancel();
        self.model.view.set(view.clone());
        if view.query != before.query || view.shown != before.shown {
            self.search(false);
        }
        if view.open != before.open || view.joining != before.joining {
            self.turn_page(&before);
        }
    }
}
