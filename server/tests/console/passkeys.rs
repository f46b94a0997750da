//! Passkeys: added by who is signed in, and a way in from then on.

use api_types::StaffRole;
use serde_json::{Value, json};
use webauthn_authenticator_rs::{WebauthnAuthenticator, softpasskey::SoftPasskey};
use webauthn_rs::prelude::{CreationChallengeResponse, RequestChallengeResponse, Url};

use crate::{
    harness::{Answer, Server},
    team::{Browser, OWN, Who, empty, take_on},
};

const MINUTE: i64 = 60 * 1_000;

/// A device that keeps one passkey, as a person's would.
pub struct Device {
    keys: SoftPasskey,
    /// The credential's id and the account's, as the device knows them.
    known: Option<(String, String)>,
}

impl Device {
    pub fn new() -> Self {
        // Its owner shows that it is them.
        let keys = SoftPasskey::new(true);
        Self { keys, known: None }
    }

    /// Makes a passkey for who is signed in, and adds it.
    pub async fn add(&mut self, browser: &Browser<'_>, name: &str) -> Answer {
        let question = browser
            .post("/console/api/passkeys/question", &json!({}))
            .await
            .json();
        let credential = self.make(&question);
        self.send(browser, &question, name, &credential).await
    }

    pub fn make(&mut self, question: &Value) -> Value {
        let mut options: Value =
            serde_json::from_str(question["options"].as_str().unwrap()).unwrap();
        let asked = &mut options["publicKey"];
        assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
        // This one keeps whatever it makes, but says that it cannot.
        asked["authenticatorSelection"] = json!({
            "userVerification": "required", "requireResidentKey": false,
        });
        let account = asked["user"]["id"].as_str().unwrap().to_owned();
        let options: CreationChallengeResponse = serde_json::from_value(options).unwrap();
        let made = self.keys.do_registration(origin(), options).unwrap();
        self.known = Some((made.id.clone(), account));
        serde_json::to_value(made).unwrap()
    }

    pub async fn send(
        &self,
        browser: &Browser<'_>,
        question: &Value,
        name: &str,
        credential: &Value,
    ) -> Answer {
        let new = json!({
            "token": question["token"], "name": name, "credential": credential.to_string(),
        });
        browser.post("/console/api/passkeys", &new).await
    }

    /// What it answers to a question, as a browser would that knows no account.
    pub fn answer(&mut self, question: &Value) -> Value {
        let (id, account) = self.known.clone().unwrap();
        let mut options: Value =
            serde_json::from_str(question["options"].as_str().unwrap()).unwrap();
        assert_eq!(options["publicKey"]["allowCredentials"], json!([]));
        options["publicKey"]["allowCredentials"] = json!([{ "type": "public-key", "id": id }]);
        let options: RequestChallengeResponse = serde_json::from_value(options).unwrap();
        let signed = self.keys.do_authentication(origin(), options).unwrap();
        let mut signed = serde_json::to_value(signed).unwrap();
        signed["response"]["userHandle"] = account.into();
        signed
    }

    /// Signs in with it.
    pub async fn enter(&mut self, browser: &mut Browser<'_>) -> Answer {
        let question = question(browser).await;
        let credential = self.answer(&question);
        enter(browser, &question, &credential, "today").await
    }
}

fn origin() -> Url {
    OWN.parse().unwrap()
}

async fn question(browser: &Browser<'_>) -> Value {
    let asked = browser.post("/console/passkey/question", &json!({})).await;
    assert_eq!(asked.status.as_u16(), 200, "{}", asked.text());
    asked.json()
}

async fn enter(
    browser: &mut Browser<'_>,
    question: &Value,
    credential: &Value,
    stay: &str,
) -> Answer {
    let answer = json!({
        "token": question["token"], "credential": credential.to_string(), "stay": stay,
    });
    let answer = browser.post("/console/passkey", &answer).await;
    let cookie = answer.header("set-cookie");
    if !cookie.is_empty() {
        cookie
            .split(';')
            .next()
            .unwrap()
            .clone_into(&mut browser.cookie);
    }
    answer
}

#[tokio::test]
async fn a_passkey_is_added_lets_in_and_is_removed() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let mut phone = Device::new();
    assert_eq!(phone.add(&cleo, "  My phone ").await.status.as_u16(), 201);
    let list = cleo.get("/console/api/passkeys").await.json();
    assert_eq!(list["available"], true);
    assert_eq!(list["passkeys"][0]["name"], "My phone");
    assert_eq!(list["passkeys"][0]["used"], Value::Null);

    let mut elsewhere = Browser::new(&server);
    let entered = phone.enter(&mut elsewhere).await;
    assert_eq!(entered.status.as_u16(), 204, "{}", entered.text());
    assert!(entered.header("set-cookie").contains("__Host-kindred="));
    assert!(
        entered
            .header("set-cookie")
            .contains("HttpOnly; SameSite=Lax; Secure")
    );
    assert_eq!(elsewhere.me().await.unwrap()["name"], "cleo");
    let list = cleo.get("/console/api/passkeys").await.json();
    assert!(list["passkeys"][0]["used"].is_string());

    let path = format!(
        "/console/api/passkeys/{}",
        list["passkeys"][0]["id"].as_str().unwrap()
    );
    let removed = cleo
        .ask(axum::http::Method::DELETE, &path, "", String::new())
        .await;
    assert_eq!(removed.status.as_u16(), 204);
    let refused = phone.enter(&mut Browser::new(&server)).await;
    assert_eq!(refused.problem(), "passkey-refused");
}

#[tokio::test]
async fn a_question_is_answered_once_in_time_and_by_whom_it_was_asked() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let path = "/console/api/passkeys/question";
    let mut phone = Device::new();
    let asked = cleo.post(path, &json!({})).await.json();
    let made = phone.make(&asked);
    let stolen = phone.send(&fay, &asked, "Mine now", &made).await;
    assert_eq!(stolen.problem(), "passkey-refused");
    assert_eq!(
        phone
            .send(&cleo, &asked, "Phone", &made)
            .await
            .status
            .as_u16(),
        201
    );
    let again = phone.send(&cleo, &asked, "Phone", &made).await;
    assert_eq!(again.problem(), "passkey-refused");

    let question = question(&cleo).await;
    let answer = phone.answer(&question);
    let mut browser = Browser::new(&server);
    server.wait_ms(10 * MINUTE);
    let late = enter(&mut browser, &question, &answer, "today").await;
    assert_eq!(late.problem(), "passkey-refused");

    let question = self::question(&browser).await;
    let answer = phone.answer(&question);
    let first = enter(&mut browser, &question, &answer, "week").await;
    assert_eq!(first.status.as_u16(), 204);
    assert!(first.header("set-cookie").contains("Max-Age=604800"));
    let twice = enter(&mut Browser::new(&server), &question, &answer, "today").await;
    assert_eq!(twice.problem(), "passkey-refused");
}

#[tokio::test]
async fn what_does_not_hold_lets_nobody_in_and_all_refusals_look_alike() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let mut phone = Device::new();
    phone.add(&cleo, "Phone").await;
    let mut browser = Browser::new(&server);
    let mut refusals = Vec::new();

    let asked = question(&browser).await;
    let mut answer = phone.answer(&asked);
    answer["response"]["userHandle"] = "AAAAAAAAAAAAAAAAAAAAAA".into();
    refusals.push(enter(&mut browser, &asked, &answer, "today").await);

    let (one, other) = (question(&browser).await, question(&browser).await);
    let answer = phone.answer(&one);
    refusals.push(enter(&mut browser, &other, &answer, "today").await);

    let mut stranger = Device::new();
    let fay = Browser::of(&server, Who::Facilitator).await;
    let unsent = fay
        .post("/console/api/passkeys/question", &json!({}))
        .await
        .json();
    stranger.make(&unsent);
    refusals.push(stranger.enter(&mut browser).await);

    assert!(browser.me().await.is_none());
    for refusal in refusals {
        assert_eq!(refusal.problem(), "passkey-refused");
        assert!(refusal.header("set-cookie").is_empty());
    }
}

#[tokio::test]
async fn who_is_taken_off_the_staff_is_not_let_in_by_a_passkey() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let (sam, link) = take_on(&server, ("sam", "riverside", StaffRole::ReadOnly, &[])).await;
    let mut browser = Browser::new(&server);
    browser.press(&link, "site=riverside&choice=today").await;
    let mut phone = Device::new();
    phone.add(&browser, "Phone").await;
    assert_eq!(phone.enter(&mut browser).await.status.as_u16(), 204);
    cleo.post(&format!("/console/api/staff/{sam}/end"), &json!({}))
        .await;
    let refused = phone.enter(&mut Browser::new(&server)).await;
    assert_eq!(refused.problem(), "passkey-refused");
}

#[tokio::test]
async fn a_name_is_asked_for_and_a_page_of_somebody_else_cannot_ask() {
    let server = empty().await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let nameless = Device::new().add(&cleo, " ").await;
    assert_eq!(nameless.json()["errors"][0]["field"], "/name");
    let foreign = axum::http::Request::post("/console/passkey/question")
        .header("host", "groups.example.org")
        .header("origin", "https://evil.example")
        .body(axum::body::Body::empty());
    let refused = server.send(foreign.unwrap()).await;
    assert_eq!(refused.problem(), "foreign-origin");
}

#[tokio::test]
async fn the_page_to_sign_in_has_one_script_of_its_own_and_asks_this_server_alone() {
    let nameless = Server::start_empty().await;
    let page = nameless.get("/console/sign-in").await;
    assert!(
        !page.text().contains("<script"),
        "nothing promises a passkey"
    );
    let server = empty().await;
    let page = server.get("/console/sign-in").await;
    let policy = page.header("content-security-policy").to_owned();
    assert!(policy.contains("script-src 'sha256-") && policy.contains("connect-src 'self'"));
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(page.text().matches("<script").count(), 1);
}
