//! Calls about the shelf, and about what is laid out for a group's members.

use api_types::{
    GroupResources, GroupsWithResources, NewGroupResource, ResourcesOrder, ShelfItem, ShelfList,
};

use super::{ConsoleServer, Line, Told, Verb};

impl ConsoleServer {
    /// What is on the shelf: kind, theme, stage, text, as far as they are asked for.
    pub(crate) fn shelf(&self, asked: &[(&str, &str)], line: &Line) -> Told<ShelfList> {
        self.get(&["shelf"], asked, line)
    }

    /// Something on the shelf, whole.
    pub(crate) fn shelf_item(&self, slug: &str, line: &Line) -> Told<ShelfItem> {
        self.get(&["shelf", slug], &[], line)
    }

    /// The groups that somebody sees, and in which of them an item is laid out.
    pub(crate) fn groups_with_resources(
        &self,
        item: &str,
        line: &Line,
    ) -> Told<GroupsWithResources> {
        self.get(&["resources"], &[("item", item)], line)
    }

    /// What is laid out for a group.
    pub(crate) fn resources(&self, group: &str, line: &Line) -> Told<GroupResources> {
        self.get(&["groups", group, "resources"], &[], line)
    }

    /// Lays something out.
    pub(crate) fn add_resource(
        &self,
        group: &str,
        new: &NewGroupResource,
        line: &Line,
    ) -> Told<GroupResources> {
        self.send(Verb::Post, &["groups", group, "resources"], new, line)
    }

    /// Puts something else in the place of one.
    pub(crate) fn change_resource(
        &self,
        (group, id): (&str, &str),
        new: &NewGroupResource,
        line: &Line,
    ) -> Told<GroupResources> {
        self.send(Verb::Put, &["groups", group, "resources", id], new, line)
    }

    /// Takes one away.
    pub(crate) fn remove_resource(
        &self,
        (group, id): (&str, &str),
        line: &Line,
    ) -> Told<GroupResources> {
        self.press(Verb::Delete, &["groups", group, "resources", id], line)
    }

    /// Puts them in another order.
    pub(crate) fn order_resources(
        &self,
        group: &str,
        order: Vec<String>,
        line: &Line,
    ) -> Told<GroupResources> {
        let order = ResourcesOrder { order };
        self.send(Verb::Put, &["groups", group, "resources"], &order, line)
    }
}
