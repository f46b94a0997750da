//! `/m/{token}/erase`: nothing is left behind.

use serde_json::json;

use super::{becomes_member, press, said};
use crate::joining::{REQUESTS, letters, post, request, server};

#[tokio::test]
async fn who_has_everything_erased_leaves_nothing_behind() {
    let server = server().await;
    let member = becomes_member(&server, "rosa").await;
    let site = server.state.site("riverside").await.unwrap();
    let store = &server.state.store;
    let group = store
        .find_group(&site.id, "evening-circle")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(group.places_taken, 1);
    insta::assert_snapshot!(said(&server.get(&format!("{member}/erase")).await));
    let before = letters(&server).await.len();
    assert!(before > 0);
    for _ in 0..2 {
        let erased = press(&server, &format!("{member}/erase"), "choice=yes").await;
        assert_eq!(erased.status.as_u16(), 200);
        assert!(said(&erased).starts_with("Everything is erased"));
    }
    assert_eq!(server.get(&member).await.status.as_u16(), 404);
    assert!(letters(&server).await.is_empty(), "its letters are gone");
    assert!(
        store
            .list_requests(&site.id, &group.id)
            .await
            .unwrap()
            .is_empty()
    );
    let group = store
        .find_group(&site.id, "evening-circle")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(group.places_taken, 0);
    let erasures = store.list_erasures(&site.id).await.unwrap();
    assert_eq!((erasures.len(), erasures[0].erased_at), (1, server.now()));
    // The answer that was kept for a repeated request is gone, so the key begins anew.
    let body = request(&json!({ "display_name": "Rosa" }));
    let answer = post(&server, REQUESTS, "key-of-sixteen-rosa", &body).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
}
