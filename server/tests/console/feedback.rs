//! What members are asked, what they say, and what came of it, as staff read it.

use api_types::{SurveyAnswers, SurveyOccasion};
use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};
use server::{
    domain::survey::{Ballot, Plan, SurveyRecord, ready_made},
    joining::Desk,
    store::{AskedAbout, AskingAll, Viewer},
};

use crate::{
    desk::{approved_by, asks},
    harness::{Answer, Server},
    team::{Browser, Who, empty},
};

const HOUR: i64 = 60 * 60 * 1_000;
const RESULTS: &str = "/console/api/feedback/surveys/own-check-in/groups/evening-circle";

/// The check-in after a meeting under a name of the site's own.
pub fn own() -> SurveyRecord {
    SurveyRecord {
        slug: "own-check-in".to_owned(),
        ..ready_made()[0].clone()
    }
}

/// Riverside publishes it.
pub async fn publish(server: &Server, record: &SurveyRecord) {
    let site = server.state.site("riverside").await.unwrap();
    let viewer = Viewer::operator(&site.id);
    let store = &server.state.store;
    let published = store.publish_survey(&viewer, record, server.now()).await;
    published.unwrap().unwrap();
}

/// Riverside asks who joined; gives the plan's id.
pub async fn ask_after_joining(server: &Server) -> String {
    let site = server.state.site("riverside").await.unwrap();
    let viewer = Viewer::operator(&site.id);
    let plan = Plan {
        id: String::new(),
        survey: own().slug,
        group_id: None,
        occasion: SurveyOccasion::OnJoining,
        weeks: 0,
        days: 1,
        rest_days: 0,
        since: 0,
    };
    let store = &server.state.store;
    let added = store.add_survey_plan(&viewer, &plan, server.now()).await;
    added.unwrap().unwrap()
}

/// The next day's letters that ask members by that plan; gives their tokens.
pub async fn invitations(server: &Server) -> Vec<String> {
    let site = server.state.site("riverside").await.unwrap();
    let (store, desk) = (&server.state.store, Desk::new(&server.state, &site));
    let plans = store.list_survey_plans(&site.id).await.unwrap();
    let tomorrow = server.now() + 32 * HOUR;
    let asking = AskingAll {
        plan: &plans[0],
        version: 1,
        zone: site.config.time_zone,
        writer: &desk,
    };
    let about = AskedAbout {
        group_id: None,
        moment: tomorrow,
        day: "2026-01-07".to_owned(),
    };
    let asked = store.ask_for_feedback(&site.id, asking, &about, "", tomorrow);
    assert!(asked.await.unwrap().letters > 0);
    let letters = store.claim_letters(tomorrow + 1, 0, 100).await.unwrap();
    let letters = letters.into_iter().filter_map(|letter| {
        let letter = serde_json::to_value(letter.letter.unwrap()).unwrap();
        let link = letter["letter"]["feedback"]["link"].as_str()?.to_owned();
        Some(link.rsplit_once('/')?.1.to_owned())
    });
    letters.collect()
}

/// Rosa, a member of the evening circle, writes to its facilitator.
pub async fn rosa_writes(server: &Server) {
    let token = &invitations(server).await[0];
    let note =
        json!({ "attempt": format!("{}A", "n".repeat(42)), "text": "Could we begin at six?" });
    let said = as_invited(server, token, "/invitation/notes", &note).await;
    assert_eq!(said.status.as_u16(), 204, "{}", said.text());
}

async fn as_invited(server: &Server, token: &str, path: &str, body: &Value) -> Answer {
    let request = Request::post(format!("/v1/sites/riverside{path}"))
        .header(header::HOST, "groups.example.org")
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()));
    server.send(request.unwrap()).await
}

/// Somebody whom nobody knows answers a version for the evening circle; the ballot's chance is `chance`.
async fn answers(server: &Server, version: u32, chance: u8, told: Value) {
    let site = server.state.site("riverside").await.unwrap();
    let store = &server.state.store;
    let group = store.find_group(&site.id, "evening-circle").await.unwrap();
    let ballot = Ballot {
        group_id: group.unwrap().id.as_str().to_owned(),
        survey: own().slug,
        version,
        by_anyone: false,
        day: format!("2026-01-{:02}", 6 + chance % 20),
        until: "2026-02-28".to_owned(),
        chance: [chance; 32],
    };
    let found = store
        .find_survey(&site.id, &own().slug, Some(version))
        .await;
    let record = found.unwrap().unwrap().record;
    let told: SurveyAnswers = serde_json::from_value(told).unwrap();
    let kept = store.keep_answers(&site.id, &ballot, &record, &told, "2026-01");
    kept.await.unwrap();
}

async fn changes(browser: &Browser<'_>, method: Method, path: &str, body: &Value) -> Answer {
    let (kind, body) = match body {
        Value::Null => ("", String::new()),
        body => ("application/json", body.to_string()),
    };
    browser.ask(method, path, kind, body).await
}

#[tokio::test]
async fn below_five_answers_staff_read_how_many_are_missing_and_nothing_else() {
    let server = empty().await;
    publish(&server, &own()).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    for chance in 0..4 {
        let told = json!({ "how-was-it": 1, "next-time": "I want to end it all." });
        answers(&server, 1, chance, told).await;
    }
    let results = fay.get(RESULTS).await;
    assert!(!results.text().contains("end it all"));
    let results = results.json();
    let collection = &results["collections"][0];
    assert_eq!(collection["count"]["missing"], 1);
    assert_eq!(collection["count"]["answered"], 4);
    assert_eq!(collection["questions"], json!([]));
    assert_eq!(collection["releases"], json!([]));
    let file = fay.get(&format!("{RESULTS}/results.csv")).await.text();
    assert!(file.contains("1,asked,answered,,,,,4"), "{file}");
    assert!(!file.contains("how-was-it"), "{file}");
    let compared = fay
        .get("/console/api/feedback/surveys/own-check-in/comparison")
        .await;
    assert_eq!(compared.json()["groups"][0]["means"][0], Value::Null);

    answers(&server, 1, 4, json!({ "how-was-it": 5 })).await;
    answers(&server, 1, 5, json!({ "how-was-it": 5 })).await;
    let results = fay.get(RESULTS).await.json();
    let collection = &results["collections"][0];
    assert_eq!(collection["count"]["counted"], 5, "the sixth waits");
    assert_eq!(collection["count"]["missing"], 4);
    let question = &collection["questions"][0];
    assert_eq!(question["key"], "how-was-it");
    assert_eq!(question["mean"], 1.8);
    assert_eq!(question["counts"][0], json!({ "value": "1", "count": 4 }));
    assert_eq!(question["counts"][1]["count"], 0);
    assert_eq!(collection["releases"].as_array().unwrap().len(), 1);
    let compared = fay
        .get("/console/api/feedback/surveys/own-check-in/comparison")
        .await;
    assert_eq!(compared.json()["groups"][0]["means"][0], 1.8);
    let file = fay.get(&format!("{RESULTS}/results.csv")).await;
    let name = file.header("content-disposition").to_owned();
    assert!(
        name.contains("evening-circle-own-check-in-2026-01-"),
        "{name}"
    );
    assert!(
        file.text().contains("how-was-it,smiley,"),
        "{}",
        file.text()
    );
}

#[tokio::test]
async fn what_one_of_five_was_asked_waits_for_more_who_were() {
    let server = empty().await;
    let mut record = serde_json::to_value(own()).unwrap();
    let rule = json!([{ "question": "how-was-it", "at_most": 2 }]);
    record["pages"][2]["questions"][0]["show_if"] = rule;
    publish(&server, &serde_json::from_value(record).unwrap()).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let text = async || {
        let results = fay.get(RESULTS).await.json();
        results["collections"][0]["questions"][2].clone()
    };
    for chance in 0..5 {
        let low = json!({ "how-was-it": 1, "next-time": "I was laughed at." });
        let told = if chance == 0 {
            low
        } else {
            json!({ "how-was-it": 5 })
        };
        answers(&server, 1, chance, told).await;
    }
    let one = text().await;
    assert_eq!(one["texts"], Value::Null);
    assert_eq!((&one["shown"], &one["waits"]), (&json!(0), &json!(true)));
    let file = fay.get(&format!("{RESULTS}/results.csv")).await.text();
    assert!(!file.contains("laughed"), "{file}");
    for chance in 5..10 {
        let low = json!({ "how-was-it": 2, "next-time": "Too late for me." });
        let told = if chance == 5 {
            json!({ "how-was-it": 4 })
        } else {
            low
        };
        answers(&server, 1, chance, told).await;
    }
    let shown = text().await;
    assert_eq!(shown["shown"], 5);
    assert_eq!(shown["texts"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn versions_are_told_apart() {
    let server = empty().await;
    publish(&server, &own()).await;
    for chance in 0..5 {
        answers(&server, 1, chance, json!({ "how-was-it": 2 })).await;
    }
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let path = "/console/api/feedback/surveys/own-check-in";
    let mut record = cleo.get(path).await.json()["record"].clone();
    let same = changes(&cleo, Method::PUT, path, &json!({ "record": record })).await;
    assert_eq!(same.json(), json!({ "version": 1, "is_new": false }));
    record["anyone"] = true.into();
    let next = changes(&cleo, Method::PUT, path, &json!({ "record": record })).await;
    assert_eq!(next.json(), json!({ "version": 2, "is_new": true }));
    answers(&server, 2, 9, json!({ "how-was-it": 5 })).await;
    let results = cleo.get(RESULTS).await.json();
    let collections = results["collections"].as_array().unwrap();
    let versions: Vec<_> = collections
        .iter()
        .map(|one| &one["count"]["version"])
        .collect();
    assert_eq!(versions, [&json!(2), &json!(1)]);
    assert_eq!(collections[1]["questions"][0]["mean"], 2.0);
    let compare = async |query: &str| cleo.get(&format!("{path}/comparison{query}")).await;
    assert_eq!(compare("").await.json()["version"], 2);
    assert_eq!(
        compare("?version=1").await.json()["groups"][0]["means"][0],
        2.0
    );
    assert_eq!(compare("?version=9").await.problem(), "not-found");
    assert_eq!(compare("?version=new").await.problem(), "bad-parameter");
    assert_eq!(compare("?colour=red").await.problem(), "bad-parameter");
}

#[tokio::test]
async fn a_survey_that_cannot_be_asked_is_refused_where_it_is_wrong_and_changes_nothing() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let path = "/console/api/feedback/surveys/after-meeting";
    let offered = cleo.get(path).await.json();
    assert_eq!(offered["versions"], json!([]));
    let mut record = offered["record"].clone();
    record["pages"][0]["questions"][0]["text"] = json!({ "en": "How was it?" });
    let refused = async |record: &Value, what: &str| {
        let asked = json!({ "record": record });
        let (method, path) = match what {
            "preview" => (Method::POST, format!("{path}/preview")),
            _ => (Method::PUT, path.to_owned()),
        };
        let refused = changes(&cleo, method, &path, &asked).await;
        assert_eq!(refused.problem(), "invalid-fields", "{}", refused.text());
        let errors = refused.json()["errors"].clone();
        errors[0]["field"].as_str().unwrap().to_owned()
    };
    for what in ["preview", "publish"] {
        let field = refused(&record, what).await;
        assert_eq!(field, "/record/pages/0/questions/0/text");
    }
    record["pages"][0]["questions"][0]["kind"] = "song".into();
    let field = refused(&record, "publish").await;
    assert_eq!(field, "/record/pages/0/questions/0/kind");
    let overview = cleo.get("/console/api/feedback").await.json();
    assert_eq!(overview["surveys"], json!([]));
    let good = json!({ "record": offered["record"], "language": "es" });
    let preview = changes(&cleo, Method::POST, &format!("{path}/preview"), &good).await;
    assert_eq!(preview.json()["form"]["survey"]["language"], "es");
    assert_eq!(preview.json()["site"]["slug"], "riverside");
}

#[tokio::test]
async fn members_are_asked_by_plans_that_coordinators_make_and_end() {
    let server = empty().await;
    publish(&server, &own()).await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let adds = async |plan: Value| {
        changes(&cleo, Method::POST, "/console/api/feedback/plans", &plan).await
    };
    let wrong = json!({ "survey": "own-check-in", "occasion": "every-weeks", "weeks": 60, "days": 3, "rest_days": 400 });
    let refused = adds(wrong).await.json();
    let errors = refused["errors"].as_array().unwrap().iter();
    let fields: Vec<_> = errors
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["/weeks", "/days", "/rest_days"]);
    let good = json!({
        "survey": "own-check-in", "occasion": "every-weeks", "weeks": 4, "rest_days": 14,
        "group": "evening-circle",
    });
    assert_eq!(adds(good.clone()).await.status.as_u16(), 201);
    for (key, value) in [("survey", "nothing"), ("group", "nothing")] {
        let mut wrong = good.clone();
        wrong[key] = value.into();
        assert_eq!(adds(wrong).await.problem(), "not-found", "{key}");
    }
    let plans = async |who: Who| {
        let browser = Browser::of(&server, who).await;
        let overview = browser.get("/console/api/feedback").await.json();
        overview["surveys"][0]["plans"].clone()
    };
    let seen = plans(Who::Facilitator).await;
    assert_eq!(seen[0]["group"]["slug"], "evening-circle");
    assert_eq!(plans(Who::OtherFacilitator).await, json!([]));
    let id = seen[0]["id"].as_str().unwrap();
    let path = format!("/console/api/feedback/plans/{id}");
    let ended = changes(&cleo, Method::DELETE, &path, &json!(null)).await;
    assert_eq!(ended.status.as_u16(), 204);
    assert_eq!(plans(Who::ReadOnly).await, json!([]));
}

#[tokio::test]
async fn what_members_say_with_their_name_is_there_at_once_and_is_noted_as_read() {
    let server = empty().await;
    publish(&server, &own()).await;
    ask_after_joining(&server).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    approved_by(&fay, "rosa").await;
    let token = invitations(&server).await.remove(0);
    let note =
        json!({ "attempt": format!("{}A", "n".repeat(42)), "text": "Could we begin at six?" });
    as_invited(&server, &token, "/invitation/notes", &note).await;
    server.wait_ms(1_000);
    let named = json!({
        "attempt": format!("{}A", "o".repeat(42)), "version": 1, "answers": { "how-was-it": 4 },
    });
    as_invited(&server, &token, "/invitation/answers", &named).await;
    let unread = async || fay.get("/console/api/feedback").await.json()["unread"].clone();
    assert_eq!(unread().await, 2);
    let notes = fay.get("/console/api/feedback/notes").await.json()["notes"].clone();
    assert_eq!(notes[1]["text"], "Could we begin at six?");
    assert_eq!(notes[1]["person"], "rosa");
    assert_eq!(notes[0]["answers"][0]["answer"], json!(["4"]));
    assert!(
        notes[0]["survey"]
            .as_str()
            .is_some_and(|name| !name.is_empty())
    );
    let results = fay.get(RESULTS).await.json();
    assert_eq!(
        results["collections"][0]["count"]["answered"], 0,
        "they are in no table"
    );
    for _ in 0..2 {
        let path = format!(
            "/console/api/feedback/notes/{}/read",
            notes[0]["id"].as_str().unwrap()
        );
        let read = changes(&fay, Method::POST, &path, &json!(null)).await;
        assert_eq!(read.status.as_u16(), 204);
    }
    assert_eq!(unread().await, 1);
    for who in [Who::OtherFacilitator, Who::ReadOnly] {
        let other = Browser::of(&server, who).await;
        let notes = other.get("/console/api/feedback/notes").await.json();
        assert_eq!(notes["notes"], json!([]), "{who:?}");
    }
}

#[tokio::test]
async fn what_came_of_it_is_read_by_members() {
    let server = empty().await;
    publish(&server, &own()).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let path = "/console/api/groups/evening-circle/said";
    let empty = json!({ "said": " ", "did": "x".repeat(1_001), "language": "fr" });
    let refused = fay.post(path, &empty).await.json();
    let errors = refused["errors"].as_array().unwrap().iter();
    let codes: Vec<_> = errors
        .map(|error| error["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["missing", "too-long", "unknown-language"]);
    let said = json!({ "said": " It is cold. ", "did": "We heat from six.", "language": "en" });
    assert_eq!(fay.post(path, &said).await.status.as_u16(), 201);
    let form = "/v1/sites/riverside/groups/evening-circle/surveys/own-check-in";
    let notes = server.get(form).await.json()["notes"].clone();
    assert_eq!(notes[0]["said"], "It is cold.");
    let list = fay.get("/console/api/feedback/said").await.json();
    assert_eq!(list["groups"][0]["slug"], "evening-circle");
    let id = list["notes"][0]["id"].as_str().unwrap();
    for _ in 0..2 {
        let path = format!("{path}/{id}");
        let removed = changes(&fay, Method::DELETE, &path, &json!(null)).await;
        assert_eq!(removed.status.as_u16(), 204);
    }
    assert_eq!(server.get(form).await.json()["notes"], Value::Null);
}
