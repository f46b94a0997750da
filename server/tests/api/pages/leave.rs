//! `/m/{token}/leave`: a member leaves.

use super::{becomes_member, press, said};
use crate::joining::server;

#[tokio::test]
async fn who_leaves_is_asked_once_and_sees_no_way_in_any_more() {
    let server = server().await;
    let member = becomes_member(&server, "rosa").await;
    assert!(server.get(&member).await.text().contains("hidden-room-77"));
    insta::assert_snapshot!(said(&server.get(&format!("{member}/leave")).await));
    for _ in 0..2 {
        let left = press(&server, &format!("{member}/leave"), "choice=yes").await;
        assert_eq!(left.status.as_u16(), 303);
    }
    let page = server.get(&member).await;
    assert!(
        said(&page).starts_with("You are not in this group"),
        "{}",
        said(&page)
    );
    assert!(!page.text().contains("hidden-room-77") && !page.text().contains("/leave\""));
    let calendar = press(&server, &format!("{member}/calendar"), "choice=yes").await;
    assert_eq!(calendar.status.as_u16(), 409);
}
