//! The console's own icons, in the manner of `ui/icon.rs`. They are a list of their own, since every
//! path in that one rides in the members' programs.

use crate::ui::{El, drawn};

/// Which.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign {
    Back,
    Chart,
    Calendar,
    Download,
    Inbox,
    Key,
    Mail,
    Menu,
    People,
    Person,
    Phone,
    Shelf,
    Speech,
    Tick,
    Today,
    Window,
}

impl Sign {
    /// Strokes, round ends, 2 px wide.
    fn path(self) -> &'static str {
        match self {
            Self::Back => "M19 12H5M11 18l-6-6 6-6",
            Self::Chart => "M4 4v16h16M8 16v-5M12 16V7M16 16v-3",
            Self::Calendar => "M4 6h16v15H4zM4 10h16M8 3v4M16 3v4",
            Self::Download => "M12 4v11M7 10l5 5 5-5M4 20h16",
            Self::Inbox => "M3 13l3-8h12l3 8v6H3zM3 13h5l1.5 3h5L16 13h5",
            Self::Key => "M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8M11 12l9-9M16 7l3 3M13.5 9.5l2 2",
            Self::Mail => "M3 5h18v14H3zM3 7l9 6 9-6",
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::People => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2 20c0-4 3-6 7-6s7 2 7 6M16 4.5a3.5 3.5 0 0 1 0 6M19 14.5c2 1 3 3 3 5.5"
            }
            Self::Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4 3.5-6 8-6s8 2 8 6",
            Self::Phone => {
                "M5 3h4l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 2-2"
            }
            Self::Shelf => "M4 4v16M9 4v16M4 20h16M13 5l4 14",
            Self::Speech => "M4 4h16v12h-9l-5 4v-4H4zM8 9h8M8 12.5h5",
            Self::Tick => "M5 12.5l4.5 4.5L19 7",
            Self::Today => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19"
            }
            Self::Window => "M3 4h18v16H3zM3 9h18M6 6.5h1",
        }
    }
}

/// The drawing; always beside words.
pub(crate) fn sign(which: Sign) -> El {
    drawn(which.path())
}
