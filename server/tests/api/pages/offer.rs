//! `/offer/{token}`: a place is taken or left.

use super::{DAY, becomes_member, joins, link, press, said};
use crate::joining::server;

#[tokio::test]
async fn an_offered_place_is_taken_or_left() {
    let server = server().await;
    let first = becomes_member(&server, "rosa").await;
    let second = becomes_member(&server, "bea").await;
    joins(&server, "cleo").await;
    // Who came first is first in line.
    server.wait_ms(1_000);
    joins(&server, "dora").await;
    press(&server, &format!("{first}/leave"), "choice=yes").await;
    let offer = link(&server, "offered", "cleo@example.org").await;
    insta::assert_snapshot!(said(&server.get(&offer).await));
    for _ in 0..2 {
        let left = press(&server, &offer, "choice=leave").await;
        assert!(
            said(&left).starts_with("You are off the list"),
            "{}",
            said(&left)
        );
    }
    let taken = press(&server, &offer, "choice=take").await;
    assert_eq!(taken.status.as_u16(), 410, "it went to somebody else");
    let offer = link(&server, "offered", "dora@example.org").await;
    assert_eq!(
        press(&server, &offer, "choice=both").await.status.as_u16(),
        400
    );
    for _ in 0..2 {
        let taken = press(&server, &offer, "choice=take").await;
        assert!(
            said(&taken).starts_with("The place is kept"),
            "{}",
            said(&taken)
        );
    }
    press(&server, &format!("{second}/leave"), "choice=yes").await;
    server.wait_ms(3 * DAY);
    assert_eq!(server.get(&offer).await.status.as_u16(), 410);
}
