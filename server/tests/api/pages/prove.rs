//! `/prove/{token}`: is this your address?

use serde_json::json;

use super::{asks, link, press, said};
use crate::joining::{letters, server};

#[tokio::test]
async fn an_address_is_proved_by_a_button_that_may_be_pressed_twice() {
    let server = server().await;
    asks(&server, "rosa", &json!({})).await;
    let prove = link(&server, "prove-address", "rosa@example.org").await;
    let asked = server.get(&prove).await;
    insta::assert_snapshot!(said(&asked));
    for hidden in ["Evening circle", "rosa", "Rosa"] {
        assert!(!asked.text().contains(hidden), "{hidden}");
    }
    let proved = press(&server, &prove, "choice=yes").await;
    insta::assert_snapshot!(said(&proved));
    let again = press(&server, &prove, "choice=yes").await;
    assert_eq!(again.status.as_u16(), 200);
    insta::assert_snapshot!(said(&again));
    assert!(!again.text().contains("/m/"), "a spent link opens nothing");
    let sent = letters(&server).await;
    let received = sent
        .iter()
        .filter(|one| one["letter"]["received"].is_object());
    assert_eq!(received.count(), 1);
    assert_eq!(server.get(&prove).await.status.as_u16(), 410);
}
