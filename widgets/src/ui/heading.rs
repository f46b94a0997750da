//! Headings at a level of the host page's outline.

/// The tag of a heading at this level; below the sixth there is no other.
pub(crate) fn heading(level: u8) -> &'static str {
    match level {
        1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}
