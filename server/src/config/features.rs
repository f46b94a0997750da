//! The `[features]` table of a site file: what it wants beside finding and joining. All is on where it says nothing.

use serde::Deserialize;

use super::toml_file::{Key, value};

/// Every key of `[features]`.
pub(super) const KEYS: &[Key] = &[
    value("near"),
    value("calendar"),
    value("looks"),
    value("search_engines"),
    value("counts"),
];

/// What a site wants beside finding and joining.
// A key of the file each, and none says anything of another.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Features {
    /// Whether members may look for groups near a place.
    pub near: bool,
    /// Whether a group's dates can be put into a calendar before one has joined.
    pub calendar: bool,
    /// Whether each widget has switches for larger text and a calm look.
    pub looks: bool,
    /// Whether search engines may list the pages that every group has on this server.
    pub search_engines: bool,
    /// Whether visits and searches are counted, without telling whose they were.
    pub counts: bool,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            near: true,
            calendar: true,
            looks: true,
            search_engines: true,
            counts: true,
        }
    }
}

impl Features {
    /// What takes the unwanted parts out of widgets and pages without script, CSS. Their classes are held by
    /// `tests/browser/plain.test.mjs`.
    pub(super) fn sheet(&self) -> String {
        let mut sheet = String::new();
        for (wanted, rule) in [
            (self.near, ".near{display:none}"),
            (self.calendar, ".tool-row a[download]{display:none}"),
            (self.looks, ".kindred{--k-looks:none}"),
        ] {
            if !wanted {
                sheet.push_str(rule);
            }
        }
        sheet
    }
}
