//! More cards, and all of them for paper.

use std::rc::Rc;

use super::{
    super::state::{PAGE, Phase},
    Holding, Wish, World,
    data::{LARGEST_PAGE, list_of},
};
use crate::{
    api::Failure,
    browser::{self, Landing},
};

impl World {
    pub(super) fn more(self: &Rc<Self>) {
        let before = self.model.list.peek().cards.len();
        match self.holding.get() {
            Holding::Yes => {
                self.answer();
                self.focus_card(before);
            }
            // The cards come with the rest of the groups, which is on its way.
            Holding::Planned | Holding::Coming => self.after_answer(Wish::Card(before)),
            Holding::No => {
                let world = self.clone();
                browser::spawn(async move {
                    if world.append(PAGE).await {
                        world.focus_card(before);
                    }
                });
            }
        }
    }

    /// Keeps a wish until all groups are here, or until it is known that they will not be.
    fn after_answer(self: &Rc<Self>, wish: Wish) {
        self.wish.set(Some(wish));
        self.busy();
        self.hold();
    }

    /// An answer shows: what waited for it is done now.
    pub(super) fn fulfil(self: &Rc<Self>) {
        match self.wish.take() {
            Some(Wish::Card(at)) => self.focus_card(at),
            Some(Wish::Print) => self.print(),
            None => {}
        }
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
        let open = self.view().open.is_some();
        if !open && matches!(self.holding.get(), Holding::Planned | Holding::Coming) {
            return self.after_answer(Wish::Print);
        }
        let all_here = open || self.holding.get() == Holding::Yes;
        let world = self.clone();
        browser::spawn(async move {
            while !all_here && world.append(LARGEST_PAGE).await {}
            browser::after(50, browser::print);
        });
    }
}
