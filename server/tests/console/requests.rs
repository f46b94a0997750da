//! Requests as staff answer them in the console.

use serde_json::{Value, json};

use crate::{
    desk::{asks, circle, evening_circle, request_of, writes},
    harness::{Server, plain_group},
    team::{Browser, OWN, Who, empty, letters},
};

const QUEUE: &str = "/console/api/requests";

/// A server where these wait for the facilitator of the evening circle.
async fn with(names: &[&str]) -> Server {
    let server = empty().await;
    evening_circle(&server, None).await;
    for name in names {
        asks(&server, name).await;
    }
    server
}

async fn id(server: &Server, name: &str) -> String {
    request_of(server, name).await.id
}

/// Names and states of the queue.
async fn queue(browser: &Browser<'_>, query: &str) -> Vec<(String, String)> {
    let list = browser.get(&format!("{QUEUE}{query}")).await.json();
    let requests = list["requests"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    requests
        .map(|one| (text(&one["person"]["display_name"]), text(&one["queue"])))
        .collect()
}

fn kinds(letters: &[Value]) -> Vec<String> {
    let kind = |one: &Value| {
        one["letter"]
            .as_object()
            .unwrap()
            .keys()
            .next()
            .unwrap()
            .clone()
    };
    letters.iter().map(kind).collect()
}

#[tokio::test]
async fn the_queue_has_what_was_told_and_what_is_to_be_done() {
    let server = with(&["rosa"]).await;
    writes(&server, "ringo", "phone", "312-555-0142").await;
    writes(&server, "hedda", "email", "hedda@example.org").await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let list = fay.get(QUEUE).await.json();
    let requests = list["requests"].as_array().unwrap();
    let rosa = requests
        .iter()
        .find(|one| one["person"]["display_name"] == "rosa")
        .unwrap();
    assert_eq!(rosa["queue"], "to-answer");
    assert_eq!(rosa["person"]["introduction"], "I was told last week.");
    assert_eq!(rosa["person"]["contact"]["value"], "rosa@example.org");
    assert_eq!(
        rosa["person"]["consents"],
        json!(["You may keep my answers."])
    );
    assert_eq!(
        rosa["group"],
        json!({ "slug": "evening-circle", "name": "Evening circle" })
    );
    assert_eq!(
        (&rosa["overdue"], &rosa["requested_at"]),
        (&json!(false), &json!("2026-01-05T18:00:00Z"))
    );
    let counts = json!([
        { "state": "to-answer", "requests": 1 },
        { "state": "to-ring", "requests": 1 },
        { "state": "to-look-at", "requests": 1 },
    ]);
    assert_eq!(list["counts"], counts);
    assert_eq!(
        queue(&fay, "?state=to-ring").await,
        [("ringo".into(), "to-ring".into())]
    );
    assert_eq!(
        queue(&fay, "?state=to-look-at&group=evening-circle")
            .await
            .len(),
        1
    );
    let otto = Browser::of(&server, Who::OtherFacilitator).await;
    assert_eq!(queue(&otto, "").await, []);
    assert_eq!(
        otto.get(&format!("{QUEUE}?group=evening-circle"))
            .await
            .problem(),
        "not-found"
    );
    assert_eq!(
        fay.get(&format!("{QUEUE}?state=odd")).await.problem(),
        "bad-parameter"
    );
    assert_eq!(
        fay.get(&format!("{QUEUE}?cursor=odd")).await.problem(),
        "bad-cursor"
    );
    server.wait_ms(9 * 24 * 60 * 60_000);
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let late = cleo.get(QUEUE).await.json();
    assert_eq!(late["requests"][0]["overdue"], true);
}

#[tokio::test]
async fn pages_of_the_queue_follow_each_other_without_a_gap() {
    let names: Vec<String> = (0..120).map(|number| format!("p{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let server = with(&names).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let (mut seen, mut next, mut pages) = (Vec::new(), String::new(), 0);
    loop {
        let page = fay.get(&format!("{QUEUE}?cursor={next}")).await.json();
        let requests = page["requests"].as_array().unwrap();
        seen.extend(
            requests
                .iter()
                .map(|one| one["id"].as_str().unwrap().to_owned()),
        );
        pages += 1;
        match page["next"].as_str() {
            Some(cursor) => cursor.clone_into(&mut next),
            None => break,
        }
    }
    assert_eq!((seen.len(), pages), (120, 3));
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 120);
}

#[tokio::test]
async fn of_two_who_decide_at_once_the_second_reads_who_was_first() {
    let server = with(&["rosa"]).await;
    let rosa = id(&server, "rosa").await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let done = fay.does(&rosa, "approve", &json!(null)).await.json();
    assert_eq!(done["state"], "approved");
    assert_eq!(done["mail"]["due_at"], "2026-01-05T18:10:00Z");
    let text = done["mail"]["letters"][0]["text"].as_str().unwrap();
    assert!(
        text.contains("You have a place in Evening circle"),
        "{text}"
    );
    let late = cleo.does(&rosa, "decline", &json!({ "text": "No." })).await;
    assert_eq!(late.problem(), "already-decided");
    let shown = cleo.get(&format!("{QUEUE}/{rosa}")).await.json();
    assert_eq!(
        shown["request"]["decided_by"],
        json!({ "name": "fay", "own": false })
    );
    assert_eq!(shown["request"]["queue"], "decided");
    // Pressed twice, it is done once.
    let again = fay.does(&rosa, "approve", &json!(null)).await.json();
    assert_eq!(
        (&again["state"], &again["mail"]),
        (&json!("approved"), &Value::Null)
    );
    let decided = fay.get(&format!("{QUEUE}?state=decided")).await.json();
    assert_eq!(decided["requests"][0]["decided_by"]["own"], true);
}

#[tokio::test]
async fn a_refusal_says_what_who_declines_wrote_and_nothing_empty() {
    let server = with(&["rosa"]).await;
    let rosa = id(&server, "rosa").await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let shown = fay.get(&format!("{QUEUE}/{rosa}")).await.json();
    let texts = shown["decline_texts"].as_array().unwrap();
    assert_eq!(texts.len(), 3);
    assert!(
        texts[0]["text"]
            .as_str()
            .unwrap()
            .contains("the group is full")
    );
    for text in ["", "  \n", "a\u{202e}b", &"x".repeat(2_001)] {
        let refused = fay.does(&rosa, "decline", &json!({ "text": text })).await;
        assert_eq!(refused.problem(), "invalid-fields");
        assert_eq!(refused.json()["errors"][0]["field"], "/text");
    }
    let words = "Dear Rosa,\n\nwe <b>thank</b> you.";
    let done = fay
        .does(&rosa, "decline", &json!({ "text": words }))
        .await
        .json();
    assert_eq!(done["state"], "declined");
    let text = done["mail"]["letters"][0]["text"].as_str().unwrap();
    assert!(text.contains("we <b>thank</b> you."), "{text}");
    assert!(
        !text.contains("Each group is made"),
        "ours makes way: {text}"
    );
}

#[tokio::test]
async fn an_address_that_nobody_confirmed_is_told_nothing_of_the_group() {
    let server = with(&[]).await;
    writes(&server, "hedda", "email", "hedda@example.org").await;
    writes(&server, "bo", "email", "bo@example.org").await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let (hedda, bo) = (id(&server, "hedda").await, id(&server, "bo").await);
    let declined = fay.does(&hedda, "decline", &json!({ "text": "No." })).await;
    let declined = declined.json();
    assert_eq!(
        (&declined["state"], &declined["mail"]),
        (&json!("declined"), &Value::Null)
    );
    let approved = fay.does(&bo, "approve", &json!(null)).await.json();
    assert_eq!(
        (&approved["state"], &approved["mail"]),
        (&json!("requested"), &Value::Null)
    );
    let all = letters(&server).await;
    let to = |name: &str| -> Vec<Value> {
        let to = format!("{name}@example.org");
        all.iter()
            .filter(|one| one["to"] == to.as_str())
            .cloned()
            .collect()
    };
    assert_eq!(kinds(&to("hedda")), [""; 0]);
    assert_eq!(kinds(&to("bo")), ["prove-address"]);
    let many = json!({ "requests": [bo] });
    let many = fay
        .post("/console/api/requests/approve", &many)
        .await
        .json();
    assert_eq!(many["results"][0]["problem"], "wrong-state");
}

#[tokio::test]
async fn a_decision_is_taken_back_as_long_as_nobody_was_told() {
    let server = with(&["rosa", "iris"]).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let (rosa, iris) = (id(&server, "rosa").await, id(&server, "iris").await);
    fay.does(&rosa, "approve", &json!(null)).await;
    let can = async |id: &str| {
        let shown = fay.get(&format!("{QUEUE}/{id}")).await.json();
        shown["can_take_back"].as_bool().unwrap()
    };
    assert!(can(&rosa).await && !can(&iris).await);
    let back = fay.does(&rosa, "take-back", &json!(null)).await;
    assert_eq!(back.json()["state"], "pending");
    assert!(!kinds(&letters(&server).await).contains(&"placed".to_owned()));
    // It can be decided otherwise.
    let declined = fay
        .does(&rosa, "decline", &json!({ "text": "Sorry." }))
        .await;
    assert_eq!(declined.json()["state"], "declined");
    // Once the letter went, it is too late.
    server.wait_ms(11 * 60_000);
    let went = server
        .state
        .store
        .claim_letters(server.now(), 60_000, 100)
        .await;
    assert!(!went.unwrap().is_empty());
    let late = fay.does(&rosa, "take-back", &json!(null)).await;
    assert_eq!(late.problem(), "too-late");
}

#[tokio::test]
async fn a_question_goes_to_the_person_and_its_answer_to_the_site() {
    let server = with(&["rosa"]).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let rosa = id(&server, "rosa").await;
    let done = fay
        .does(&rosa, "question", &json!({ "text": "Do you need a lift?" }))
        .await;
    let text = done.json()["mail"]["letters"][0]["text"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(text.contains("Do you need a lift?"), "{text}");
    assert_eq!(queue(&fay, "?state=question-asked").await.len(), 1);
    assert_eq!(queue(&fay, "?state=to-answer").await.len(), 0);
    let shown = fay.get(&format!("{QUEUE}/{rosa}")).await.json()["request"].clone();
    assert_eq!(shown["asked_at"], "2026-01-05T18:00:00Z");
    assert_eq!(shown["question"], "Do you need a lift?");
    assert_eq!(
        shown["answer_by"], "2026-01-16T05:59:59Z",
        "a week later than before"
    );
    let noted = fay.does(&rosa, "answered", &json!(null)).await;
    assert_eq!(noted.status.as_u16(), 200);
    assert_eq!(queue(&fay, "?state=to-answer").await.len(), 1);
    writes(&server, "ringo", "phone", "312-555-0142").await;
    let ringo = id(&server, "ringo").await;
    fay.does(&ringo, "call", &json!({ "outcome": "reached" }))
        .await;
    let no_address = fay
        .does(&ringo, "question", &json!({ "text": "Do you?" }))
        .await;
    assert_eq!(no_address.problem(), "no-address");
}

#[tokio::test]
async fn a_request_moves_to_a_group_that_fits_better_and_its_rules_are_read_anew() {
    let server = with(&["rosa"]).await;
    circle(&server, "other-circle", Some(1)).await;
    let cleo = Browser::of(&server, Who::Coordinator).await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let rosa = id(&server, "rosa").await;
    let other = json!({ "group": "other-circle" });
    let foreign = fay.does(&rosa, "move", &other).await;
    assert_eq!(
        foreign.json()["errors"][0]["code"],
        "unknown-group",
        "it is not hers"
    );
    let moved = cleo.does(&rosa, "move", &other).await.json();
    assert_eq!(moved["state"], "pending");
    let text = moved["mail"]["letters"][0]["text"].as_str().unwrap();
    assert!(
        text.contains("Evening circle") && text.contains("Other circle"),
        "{text}"
    );
    assert_eq!(
        fay.get(&format!("{QUEUE}/{rosa}")).await.problem(),
        "not-found",
        "not hers any more"
    );
    let shown = cleo.get(&format!("{QUEUE}/{rosa}")).await.json();
    assert_eq!(shown["request"]["group"]["slug"], "other-circle");
    assert_eq!(
        cleo.does(&rosa, "move", &other).await.status.as_u16(),
        200,
        "twice"
    );
    // The next finds it full.
    asks(&server, "iris").await;
    let iris = id(&server, "iris").await;
    assert_eq!(
        cleo.does(&iris, "move", &other).await.json()["state"],
        "waitlisted"
    );
}

#[tokio::test]
async fn several_are_approved_each_wholly_or_not_at_all() {
    let server = empty().await;
    evening_circle(&server, Some(2)).await;
    for name in ["rosa", "iris", "wanda"] {
        asks(&server, name).await;
    }
    let fay = Browser::of(&server, Who::Facilitator).await;
    let mut all = Vec::new();
    for name in ["rosa", "wanda", "iris"] {
        all.push(id(&server, name).await);
    }
    all.push("nothing".to_owned());
    let body = json!({ "requests": all });
    let done = fay.post(&format!("{QUEUE}/approve"), &body).await.json();
    let results = done["results"].as_array().unwrap();
    let problems: Vec<_> = results.iter().map(|one| one["problem"].as_str()).collect();
    assert_eq!(
        problems,
        [None, Some("group-full"), None, Some("not-found")]
    );
    let list = fay.get("/console/api/outgoing").await.json();
    assert_eq!(
        list["batches"][0]["letters"], 2,
        "one batch, to be stopped at once"
    );
    let none = fay
        .post(&format!("{QUEUE}/approve"), &json!({ "requests": [] }))
        .await;
    assert_eq!(none.problem(), "invalid-fields");
}

#[tokio::test]
async fn a_caller_is_entered_by_the_rules_of_the_form() {
    let server = with(&[]).await;
    server.publish_guidelines("Be kind.").await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    let path = "/console/api/groups/evening-circle/requests";
    let said = json!({
        "on_behalf_of": "me", "display_name": "Nadia", "language": "en", "consents": ["keep"],
        "contact": { "kind": "phone", "value": "312-555-0177" },
    });
    let unread = fay.post(path, &json!({ "said": said })).await;
    assert_eq!(unread.json()["errors"][0]["field"], "/read_out");
    let mut nameless = said.clone();
    nameless["display_name"] = json!(" ");
    let nameless = fay
        .post(path, &json!({ "said": nameless, "read_out": true }))
        .await;
    assert_eq!(nameless.json()["errors"][0]["field"], "/said/display_name");
    let entered = fay
        .post(path, &json!({ "said": said, "read_out": true }))
        .await
        .json();
    assert_eq!(
        (&entered["state"], &entered["before"]),
        (&json!("pending"), &json!(false))
    );
    let again = fay
        .post(path, &json!({ "said": said, "read_out": true }))
        .await
        .json();
    assert_eq!(
        (&again["before"], &again["reference"]),
        (&json!(true), &entered["reference"])
    );
    let shown = fay.get(QUEUE).await.json()["requests"][0].clone();
    assert_eq!(shown["guidelines"], "1.0");
}

#[tokio::test]
async fn who_only_reads_sees_the_queue_and_changes_nothing() {
    let server = with(&["rosa"]).await;
    let rita = Browser::of(&server, Who::ReadOnly).await;
    assert_eq!(
        queue(&rita, "").await,
        [("rosa".into(), "to-answer".into())]
    );
    let rosa = id(&server, "rosa").await;
    let refused = rita.does(&rosa, "approve", &json!(null)).await;
    assert_eq!(refused.problem(), "not-found");
    let shown = rita.get(&format!("{QUEUE}/{rosa}")).await.json();
    assert_eq!(shown["move_to"], json!([]));
    let list = rita.get(QUEUE).await.text();
    assert!(list.contains("I was told last week.") && !list.contains("rosa@"));
    assert_eq!(shown["request"]["person"]["contact"], json!(null));
}

/// The newest request of somebody, as the queue or its own page has it.
async fn newest(browser: &Browser<'_>, name: &str) -> Value {
    let server = browser.server;
    let site = server.state.site("riverside").await.unwrap();
    let store = &server.state.store;
    let group = store.find_group(&site.id, "evening-circle").await.unwrap();
    let all = store.list_requests(&site.id, &group.unwrap().id).await;
    let mut all = all.unwrap().into_iter().rev();
    let found = all.find(|one| one.application.display_name == name);
    let path = format!("{QUEUE}/{}", found.expect("they asked").id);
    browser.get(&path).await.json()["request"].clone()
}

async fn takes_out(browser: &Browser<'_>, name: &str) {
    let id = newest(browser, name).await["id"].clone();
    let path = format!("/console/api/members/{}/remove", id.as_str().unwrap());
    let out = json!({ "reason": "He shouted at Bea." });
    let done = browser.post(&path, &out).await;
    assert_eq!(done.status.as_u16(), 204, "{}", done.text());
}

#[tokio::test]
async fn who_was_taken_out_of_an_open_group_and_asks_again_goes_to_a_person() {
    let server = empty().await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    assert_eq!(
        newest(&fay, "rosa").await["state"],
        "approved",
        "the group is open"
    );
    takes_out(&fay, "rosa").await;
    server.wait_ms(60_000);
    asks(&server, "sam").await;
    assert_eq!(newest(&fay, "sam").await["state"], "approved");
    asks(&server, "rosa").await;
    let again = newest(&fay, "rosa").await;
    assert_eq!(again["state"], "pending");
    assert_eq!(again["queue"], "to-answer");
    assert_eq!(again["removed_before"]["reason"], "He shouted at Bea.");
    let listed = fay.get(QUEUE).await.json();
    assert_eq!(
        listed["requests"][0]["removed_before"],
        again["removed_before"]
    );

    // Staff's letter leads to it, in the console as well, and tells nothing of this.
    let all = letters(&server).await;
    let staffs = all.iter().find_map(|one| one["letter"].get("new-request"));
    let staffs = staffs.expect("staff hear of it");
    let own = format!("{OWN}/console/requests/{}", again["id"].as_str().unwrap());
    assert_eq!(staffs["console_link"], own);
    assert!(!all.iter().any(|one| one.to_string().contains("shouted")));
    let review = staffs["review_link"].as_str().unwrap();
    let page = server.get(review.strip_prefix(OWN).unwrap()).await.text();
    assert!(page.contains("were taken out of it on") && page.contains("He shouted at Bea."));

    // A person lets them in; nobody else is told why it took longer.
    let done = fay
        .does(again["id"].as_str().unwrap(), "approve", &json!(null))
        .await;
    assert_eq!(done.json()["state"], "approved", "{}", done.text());
    assert_eq!(newest(&fay, "rosa").await["removed_before"], Value::Null);
}

#[tokio::test]
async fn an_offered_place_is_no_way_around_the_person() {
    let server = empty().await;
    let mut group = serde_json::to_value(plain_group("evening-circle", "Evening circle")).unwrap();
    group["capacity"] = 1.into();
    server
        .import(vec![serde_json::from_value(group).unwrap()])
        .await;
    let fay = Browser::of(&server, Who::Facilitator).await;
    asks(&server, "rosa").await;
    takes_out(&fay, "rosa").await;
    server.wait_ms(60_000);
    for name in ["sam", "rosa", "ana"] {
        asks(&server, name).await;
        server.wait_ms(60_000);
    }
    assert_eq!(newest(&fay, "rosa").await["state"], "waitlisted");
    let taken = async |name: &str| {
        let to = format!("{name}@example.org");
        let all = letters(&server).await.into_iter();
        let mut offers =
            all.filter(|one| one["to"] == to && one["letter"].get("offered").is_some());
        let link = crate::team::path_of(&offers.next().expect("an offer"));
        Browser::new(&server).press(&link, "choice=take").await;
        newest(&fay, name).await["state"].clone()
    };
    takes_out(&fay, "sam").await;
    server.wait_ms(10 * 60_000);
    assert_eq!(taken("rosa").await, "pending");
    let id = newest(&fay, "rosa").await["id"].clone();
    let kind = json!({ "text": "Not again, we are sorry." });
    fay.does(id.as_str().unwrap(), "decline", &kind).await;
    server.wait_ms(10 * 60_000);
    assert_eq!(taken("ana").await, "approved", "all others come in at once");
}
