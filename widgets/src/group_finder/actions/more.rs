//! More cards, and all of them for paper.

use std::rc::Rc;

use super::{
    super::state::{PAGE, Phase},
    Holding, World,
    data::{LARGEST_PAGE, list_of},
};
use crate::{
    api::Failure,
    browser::{self, Landing},
};

impl World {
    pub(super) fn more(self: &Rc<Self>) {
        let before = self.model.list.peek().cards.len();
        if self.holding.get() == Holding::Planned {
            self.hold();
        }
        if self.holding.get() == Holding::Yes {
            self.answer();
            return self.focus_card(before);
        }
        let world = self.clone();
        browser::spawn(async move {
            if world.append(PAGE).await {
                world.focus_card(before);
            }
        });
    }

    /// Fetches the next page and adds it; false when there is none, or none came.
    pub(super) async fn append(self: &Rc<Self>, limit: u32) -> bool {
        let cursor = self.model.list.peek().next.clone();
        let Some(cursor) = cursor else { return false };
        self.busy();
        let query = self.query().to_query_string();
        let page = self
            .server
            .groups(&query, limit, Some(&cursor), &self.list_line)
            .await;
        if self.gone.get() || matches!(page, Err(Failure::Stale)) {
            return false;
        }
        let came = page.is_ok();
        self.model.list.update(|list| {
            list.phase = Phase::Ready;
            list.more_failed = !came;
            if let Ok(page) = page {
                let page = list_of(*page);
                list.cards.extend(page.cards);
                list.next = page.next;
            }
        });
        came
    }

    pub(super) fn focus_card(self: &Rc<Self>, at: usize) {
        let slug = self
            .model
            .list
            .peek()
            .cards
            .get(at)
            .map(|card| card.group.slug.clone());
        if let Some(slug) = slug {
            self.focus_soon(["kd-g-", &slug].concat(), Landing::Near);
        }
    }

    pub(super) fn print_all(self: &Rc<Self>, all: bool) {
        self.printing.set(all);
        if self.holding.get() == Holding::Yes && self.view().open.is_none() {
            self.answer();
        }
    }

    pub(super) fn print(self: &Rc<Self>) {
        let world = self.clone();
        browser::spawn(async move {
            let open = world.view().open.is_some();
            while !open && world.holding.get() != Holding::Yes && world.append(LARGEST_PAGE).await {
            }
            browser::after(50, browser::print);
        });
    }
}
