//! Icons: outlines in the manner of Lucide (ISC licence, lucide.dev), drawn anew on its 24 px
//! grid. Always beside words, so hidden from screen readers.

use super::{El, el, el_of};

/// Which icon.
#[derive(Clone, Copy)]
pub(crate) enum Icon {
    Back,
    Calendar,
    Clock,
    Close,
    Filter,
    Help,
    Home,
    Mail,
    People,
    Phone,
    Pin,
    Print,
    Screen,
    Search,
    Share,
    Tick,
}

impl Icon {
    /// Strokes, round ends, 2 px wide.
    fn path(self) -> &'static str {
        match self {
            Self::Back => "M19 12H5M11 18l-6-6 6-6",
            Self::Calendar => "M4 6h16v15H4zM4 10h16M8 3v4M16 3v4",
            Self::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Filter => "M4 7h16M7 12h10M10 17h4",
            Self::Help => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 8v5M12 16v.5",
            Self::Home => "M4 11l8-7 8 7v9H4zM10 20v-6h4v6",
            Self::Mail => "M3 5h18v14H3zM3 7l9 6 9-6",
            Self::People => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2 20c0-4 3-6 7-6s7 2 7 6M16 4.5a3.5 3.5 0 0 1 0 6M19 14.5c2 1 3 3 3 5.5"
            }
            Self::Phone => {
                "M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2"
            }
            Self::Pin => {
                "M12 21c5-5 7-8 7-11a7 7 0 0 0-14 0c0 3 2 6 7 11M12 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5"
            }
            Self::Print => "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
            Self::Screen => "M3 4h18v12H3zM8 20h8M12 16v4",
            Self::Search => "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5",
            Self::Share => "M12 15V3M8 7l4-4 4 4M5 12v8h14v-8",
            Self::Tick => "M5 12.5l4.5 4.5L19 7",
        }
    }
}

/// The drawing.
#[inline(never)]
pub(crate) fn icon(which: Icon) -> El {
    drawn(which.path())
}

/// The same for a program that has icons of its own: strokes on a 24 px grid.
pub(crate) fn drawn(path: &str) -> El {
    let drawing = el("svg")
        .set("viewBox", "0 0 24 24")
        .set("focusable", "false")
        .add(el("path").set("d", path));
    el_of("span", "icon")
        .set("aria-hidden", "true")
        .add(drawing)
}
