//! Letters of staff's own: read and stopped while they wait.

use crate::{
    desk::{approved_by, asks, evening_circle, request_of},
    team::{Browser, Who, empty, letters},
};

const OUTGOING: &str = "/console/api/outgoing";

#[tokio::test]
async fn a_letter_is_read_and_stopped_while_it_waits() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    evening_circle(&server, None).await;
    asks(&server, "rosa").await;
    let batch = approved_by(&fay, "rosa").await.unwrap();
    let list = fay.get(OUTGOING).await.json();
    let request = request_of(&server, "rosa").await.id;
    assert_eq!(
        list["batches"],
        serde_json::json!([{
            "id": batch, "kind": "placed", "letters": 1, "sender": "fay", "own": true,
            "person": "rosa", "request": request, "group": "Evening circle",
            "written_at": "2026-01-05T18:00:00Z", "due_at": "2026-01-05T18:10:00Z",
        }])
    );
    let told = fay.get(&format!("{OUTGOING}/{batch}")).await.json();
    let letter = &told["letters"][0];
    assert_eq!(letter["language"], "en");
    let text = letter["text"].as_str().unwrap();
    assert!(
        text.contains("You have a place in Evening circle"),
        "{text}"
    );
    assert!(
        !text.contains("groups.example.org/m/"),
        "the link is hers: {text}"
    );

    let stop = format!("{OUTGOING}/{batch}/stop");
    for time in ["first", "again"] {
        let stopped = fay
            .ask(axum::http::Method::POST, &stop, "", String::new())
            .await;
        let all = serde_json::json!({ "stopped": 1, "gone": 0 });
        assert_eq!(stopped.json(), all, "{time}");
    }
    assert_eq!(
        fay.get(OUTGOING).await.json()["batches"],
        serde_json::json!([])
    );
    let told = fay.get(&format!("{OUTGOING}/{batch}")).await;
    assert_eq!(told.problem(), "not-found", "nothing of it waits");
    server.wait_ms(11 * 60_000);
    let kinds = letters(&server).await;
    assert!(
        kinds.iter().all(|one| one["letter"]["placed"].is_null()),
        "{kinds:?}"
    );
}
