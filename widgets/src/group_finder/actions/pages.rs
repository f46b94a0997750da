//! A group's page: opening, closing, joining, and sharing what is on the screen.

use std::{rc::Rc, sync::Arc};

use api_types::Group;

use super::{
    super::{
        Page, Shared,
        state::{Message, View},
    },
    World,
};
use crate::{
    api::Failure,
    browser::{self, Handed, Landing},
    element::{emit, events},
    i18n::keys,
};

impl World {
    pub(super) fn turn_page(self: &Rc<Self>, before: &View) {
        let open = self.model.view.peek().open.clone();
        if open == before.open {
            // Between the group and its join form.
            return self.focus_soon("kd-join".to_owned(), Landing::Top);
        }
        match open {
            Some(slug) => self.open(&slug),
            None => self.close(before.open.as_deref()),
        }
    }

    pub(super) fn open(self: &Rc<Self>, slug: &str) {
        let known = self.card_of(slug);
        self.model.shared.set(Shared::None);
        self.model.page.set(Page::Loading(known.clone()));
        self.focus_soon("kd-page".to_owned(), Landing::Top);
        emit(&self.host, events::GROUP_OPEN, &[("group", slug)]);
        let world = self.clone();
        let slug = slug.to_owned();
        browser::spawn(async move {
            let page = world.server.group(&slug, &world.page_line).await;
            if world.gone.get() {
                return;
            }
            let focused = world
                .root
                .active_element()
                .is_some_and(|at| at.id() == "kd-page");
            world.model.page.set(match page {
                Err(Failure::Stale) => return,
                Ok(page) => Page::Ready(Arc::from(page)),
                Err(Failure::Missing) => Page::Missing,
                Err(Failure::Failed) => Page::Failed(known),
            });
            // The heading was drawn anew; a focus that was on it stays on it.
            if focused {
                world.focus_soon("kd-page".to_owned(), Landing::Near);
            }
        });
    }

    /// What the list knows of a group.
    pub(super) fn card_of(&self, slug: &str) -> Option<Arc<Group>> {
        let list = self.model.list.peek();
        let card = list.cards.iter().find(|card| card.group.slug == slug);
        card.map(|card| card.group.clone())
    }

    pub(super) fn close(self: &Rc<Self>, slug: Option<&str>) {
        let _ = self.page_line.stop();
        self.model.page.set(Page::Closed);
        self.model.shared.set(Shared::None);
        let shown = slug.filter(|slug| self.card_of(slug).is_some());
        let id = shown.map_or("kd-count".to_owned(), |slug| ["kd-g-", slug].concat());
        self.focus_soon(id, Landing::Near);
    }

    pub(super) fn join(self: &Rc<Self>) {
        let Some(slug) = self.view().open else { return };
        if emit(&self.host, events::JOIN, &[("group", &slug)]) {
            self.hear(Message::Joining(true));
        }
    }

    pub(super) fn share(self: &Rc<Self>) {
        let view = self.view();
        let fragment = view.shared_fragment();
        // The person shares: now the address itself may say it, too.
        self.history
            .write(&view.encode(), fragment.as_deref(), false);
        let url = self.history.address(fragment.as_deref());
        let title = match &*self.model.page.peek() {
            Page::Ready(page) => page.group.name.clone(),
            _ => self.finder.words.say(keys::TITLE).to_owned(),
        };
        let world = self.clone();
        browser::spawn(async move {
            let handed = browser::share(&title, &url).await;
            if world.gone.get() {
                return;
            }
            world.model.shared.set(match handed {
                Handed::Over => Shared::None,
                Handed::Copied => Shared::Copied,
                Handed::No => Shared::ByHand(url),
            });
            match handed {
                Handed::Over => {}
                Handed::Copied => world.say(keys::SHARE_DONE),
                Handed::No => world.focus_soon("kd-link".to_owned(), Landing::Near),
            }
        });
    }
}
