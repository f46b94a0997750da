//! What the finder shares with its views.

use super::*;

#[test]
fn nothing_is_open_and_nobody_asked_at_first() {
    assert_eq!(Page::default(), Page::Closed);
    assert_eq!(Places::default(), Places::None);
    assert_eq!(Shared::default(), Shared::None);
}
