//! A survey from the letter to the answers: the endpoints, as the widget asks them.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};
use server::{
    domain::survey::{Plan, SurveyRecord, ready_made},
    feedback::ask_members,
    store::Viewer,
};

use crate::{
    harness::{Answer, Server},
    joining::{OWN_PAGE, letters, server},
    pages::becomes_member,
};

const SITE: &str = "/v1/sites/riverside";
const DAY: i64 = 24 * 60 * 60 * 1_000;

/// Asks as the widget does on the site's own page; with an invitation, where there is one.
async fn ask(
    server: &Server,
    method: Method,
    path: &str,
    token: Option<&str>,
    body: Option<&Value>,
) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("{SITE}{path}"))
        .header(header::HOST, "groups.example.org")
        .header(header::ORIGIN, OWN_PAGE);
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    if body.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/json");
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    server.send(request.body(body).unwrap()).await
}

async fn post(server: &Server, path: &str, token: Option<&str>, body: &Value) -> Answer {
    ask(server, Method::POST, path, token, Some(body)).await
}

fn attempt(letter: char) -> String {
    // 43 letters of base64url are 32 bytes and two bits of nothing.
    format!("{}A", letter.to_string().repeat(42))
}

/// The site asks this survey of who joined; a member is asked. Gives the token of their letter.
async fn invited(server: &Server, survey: &SurveyRecord) -> String {
    let site = server.state.site("riverside").await.unwrap();
    let viewer = Viewer::operator(&site.id);
    let store = &server.state.store;
    let published = store.publish_survey(&viewer, survey, server.now()).await;
    published.unwrap().unwrap();
    let plan = Plan {
        id: String::new(),
        survey: survey.slug.clone(),
        group_id: None,
        occasion: api_types::SurveyOccasion::OnJoining,
        weeks: 0,
        days: 1,
        rest_days: 0,
        since: 0,
    };
    let added = store.add_survey_plan(&viewer, &plan, server.now()).await;
    added.unwrap().unwrap();
    becomes_member(server, "Rosa").await;
    server.wait_ms(DAY + 8 * 60 * 60 * 1_000);
    ask_members(&server.state).await;
    let letters = letters(server).await;
    let letter = letters
        .iter()
        .find_map(|letter| letter["letter"].get("feedback"))
        .unwrap_or_else(|| panic!("{letters:#?}"));
    let link = letter["link"].as_str().unwrap();
    let token = link.strip_prefix("https://groups.example.org/survey/");
    token.unwrap_or_else(|| panic!("{link}")).to_owned()
}

fn after_meeting() -> SurveyRecord {
    ready_made()[0].clone()
}

fn wanted(group: &Value, survey: &Value, letter: char) -> Value {
    json!({ "attempt": attempt(letter), "group": group, "survey": survey, "version": 1 })
}

#[tokio::test]
async fn a_letter_leads_to_answers_that_nobody_leads_back() {
    let server = server().await;
    let token = invited(&server, &after_meeting()).await;
    let page = server.get(&format!("/survey/{token}")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("<kindred-feedback-survey"));
    assert!(
        page.header("content-security-policy")
            .contains("frame-ancestors 'none'")
    );
    let show = async || ask(&server, Method::GET, "/invitation", Some(&token), None).await;
    let invitation = show().await.json();
    assert_eq!(invitation["survey"], "after-meeting");
    assert_eq!(show().await.status, 200, "looking spends nothing");
    let (group, survey) = (&invitation["group"], &invitation["survey"]);
    let path = format!(
        "/groups/{}/surveys/{}?lang=es",
        group.as_str().unwrap(),
        survey.as_str().unwrap()
    );
    let form = ask(&server, Method::GET, &path, None, None).await.json();
    assert_eq!(form["survey"]["version"], 1);
    assert_eq!(form["survey"]["title"], "Después de la reunión");
    assert_eq!(form["takes_notes"], true);

    let exchange = async |letter| {
        let body = wanted(group, survey, letter);
        post(&server, "/ballots", Some(&token), &body).await
    };
    let ballot = exchange('a').await.json()["ballot"].clone();
    assert_eq!(
        exchange('a').await.json()["ballot"],
        ballot,
        "the answer was lost"
    );
    assert_eq!(exchange('b').await.problem(), "unknown-token");
    assert_eq!(show().await.problem(), "unknown-token");

    let answer = async |answers: Value| {
        let body = json!({ "ballot": ballot, "answers": answers });
        post(&server, "/answers", None, &body).await
    };
    let bad = answer(json!({ "how-was-it": 9, "who": "me" })).await;
    assert_eq!(bad.problem(), "invalid-fields");
    let fields = bad.json()["errors"].clone();
    assert_eq!(fields[0]["field"], "/answers/how-was-it");
    assert_eq!(fields[1]["code"], "unknown-question");
    assert_eq!(answer(json!({})).await.problem(), "invalid-fields");
    for _ in 0..2 {
        assert_eq!(answer(json!({ "how-was-it": 2 })).await.status, 204);
    }
    let forged = json!({ "ballot": "b1~x~y", "answers": { "how-was-it": 2 } });
    let forged = post(&server, "/answers", None, &forged).await;
    assert_eq!(forged.problem(), "bad-ballot");
}

#[tokio::test]
async fn with_a_name_it_arrives_at_once() {
    let server = server().await;
    let token = invited(&server, &after_meeting()).await;
    let note = json!({ "attempt": attempt('n'), "text": "  Could we begin at six?  " });
    for _ in 0..2 {
        let said = post(&server, "/invitation/notes", Some(&token), &note).await;
        assert_eq!(said.status, 204);
    }
    let empty = json!({ "attempt": attempt('m'), "text": "   " });
    let said = post(&server, "/invitation/notes", Some(&token), &empty).await;
    assert_eq!(said.problem(), "invalid-fields");
    let named =
        |answers: Value| json!({ "attempt": attempt('o'), "version": 1, "answers": answers });
    let answer = async |answers| {
        post(
            &server,
            "/invitation/answers",
            Some(&token),
            &named(answers),
        )
        .await
    };
    assert_eq!(
        answer(json!({ "next-time": " " })).await.problem(),
        "invalid-fields"
    );
    for _ in 0..2 {
        assert_eq!(answer(json!({ "how-was-it": 5 })).await.status, 204);
    }
    let told = letters(&server).await.into_iter();
    let told = told.filter(|letter| letter["letter"].get("member-note").is_some());
    assert_eq!(told.count(), 2, "one for the note, one for the answers");
}

#[tokio::test]
async fn who_declines_for_good_is_not_asked_again() {
    let server = server().await;
    let token = invited(&server, &after_meeting()).await;
    let never = json!({ "never_again": true });
    let decline = async || post(&server, "/invitation/decline", Some(&token), &never).await;
    assert_eq!(decline().await.status, 204);
    assert_eq!(decline().await.problem(), "unknown-token");
    let page = server.get(&format!("/survey/{token}")).await;
    assert_eq!(page.status, 410);
}

#[tokio::test]
async fn anybody_answers_only_where_the_survey_says_so_and_for_a_proof_of_work() {
    let server = server().await;
    let closed = after_meeting();
    let _ = invited(&server, &closed).await;
    let (group, survey) = (json!("evening-circle"), json!("after-meeting"));
    let body = wanted(&group, &survey, 'p');
    let refused = post(&server, "/ballots", None, &body).await;
    assert_eq!(refused.problem(), "unknown-token");
    let site = server.state.site("riverside").await.unwrap();
    let mut open = closed;
    open.anyone = true;
    let viewer = Viewer::operator(&site.id);
    let published = server
        .state
        .store
        .publish_survey(&viewer, &open, server.now());
    published.await.unwrap().unwrap();
    let mut body = wanted(&group, &survey, 'p');
    body["version"] = 2.into();
    let refused = post(&server, "/ballots", None, &body).await;
    assert_eq!(refused.problem(), "bad-proof-of-work");
    body["proof_of_work"] = server.solve_challenge().await.into();
    let given = post(&server, "/ballots", None, &body).await;
    assert_eq!(given.status, 200, "{}", given.text());
    let answers = json!({ "ballot": given.json()["ballot"], "answers": { "how-was-it": 3 } });
    assert_eq!(post(&server, "/answers", None, &answers).await.status, 204);
    body["attempt"] = attempt('q').into();
    let again = post(&server, "/ballots", None, &body).await;
    assert_eq!(again.problem(), "bad-proof-of-work", "it is spent");
}
