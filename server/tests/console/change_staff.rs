//! A coordinator chooses the staff.

use serde_json::json;

use crate::team::{Browser, Who, empty};

#[tokio::test]
async fn a_coordinator_invites_changes_and_takes_off() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let nina = json!({
        "name": "Nina", "email": "Nina@Example.org", "language": "es",
        "role": "facilitator", "groups": ["other-circle"],
    });
    assert_eq!(
        cleo.post("/console/api/staff", &nina).await.status.as_u16(),
        201
    );
    let again = cleo.post("/console/api/staff", &nina).await;
    assert_eq!(again.problem(), "already-staff");
    let letters = crate::team::letters(&server).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0]["to"], "Nina@example.org");
    assert_eq!(letters[0]["language"], "es");
    let mut browser = Browser::new(&server);
    let link = crate::team::path_of(&letters[0]);
    browser.press(&link, "site=riverside&choice=week").await;
    let me = browser.me().await.expect("she is in");
    assert_eq!(
        me,
        json!({
            "id": me["id"], "name": "Nina", "language": "es", "role": "facilitator",
            "site": {
                "slug": "riverside", "name": me["site"]["name"],
                "time_zone": "America/Chicago", "languages": ["en", "es"],
            },
            "groups": [{ "slug": "other-circle", "name": "Other circle" }],
        })
    );
    let list = cleo.get("/console/api/staff").await.json();
    let id = list["staff"][0]["id"].as_str().unwrap();
    assert_eq!(
        list["staff"][0]["name"], "Nina",
        "N before c: capitals first"
    );
    let wrong = json!({ "role": "facilitator", "groups": ["no-circle"] });
    let refused = cleo
        .post(&format!("/console/api/staff/{id}/role"), &wrong)
        .await;
    assert_eq!(refused.problem(), "invalid-fields");
    let wrong = json!({ "name": "", "email": "x", "language": "en", "role": "read-only" });
    let refused = cleo.post("/console/api/staff", &wrong).await;
    assert_eq!(refused.json()["errors"].as_array().unwrap().len(), 2);
    let ended = cleo
        .post(&format!("/console/api/staff/{id}/end"), &json!({}))
        .await;
    assert_eq!(ended.status.as_u16(), 204);
    assert_eq!(browser.me().await, None, "she is out at once");
}
