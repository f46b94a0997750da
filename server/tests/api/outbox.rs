//! `/outbox`, and what `/readyz` says about letters.

use server::{
    domain::letter::{Letter, NewLetter},
    notify::{MailState, Mailer, send_due},
};

use crate::harness::{Answer, Server};

async fn demo() -> Server {
    let server = Server::start_with(|folder| {
        let mailer = Mailer::folder(folder.join("mail")).unwrap();
        let from = "groups@example.org".parse().unwrap();
        MailState::new(mailer, &from, "http://127.0.0.1:8080".parse().unwrap())
    })
    .await;
    let (store, now) = (&server.state.store, server.now());
    server.state.sites.look(store, now).await.unwrap();
    server
}

async fn write(server: &Server, to: &str, group: &str) {
    let letter = NewLetter {
        request: None,
        to: to.to_owned(),
        language: "es".to_owned(),
        time_zone: None,
        letter: Letter::Placed {
            group: group.to_owned(),
            link: server.state.mail.link("/m/m3mb3r").unwrap(),
        },
    };
    let store = &server.state.store;
    let site = store.find_site("riverside").await.unwrap().unwrap();
    let added = store.add_letter(&site, &letter, server.now());
    assert!(added.await.unwrap());
    send_due(&server.state).await.unwrap();
    server.wait_ms(1_000);
}

async fn here(server: &Server, path: &str) -> Answer {
    let request = axum::http::Request::builder()
        .uri(path)
        .header("host", "localhost:8080");
    server
        .send(request.body(axum::body::Body::empty()).unwrap())
        .await
}

#[tokio::test]
async fn letters_are_listed_newest_first_and_each_can_be_read() {
    let server = demo().await;
    assert!(here(&server, "/outbox").await.text().contains("none yet"));
    write(&server, "ana@example.org", "Círculo <i>uno</i>").await;
    write(&server, "bo@example.org", "Círculo dos").await;
    let list = here(&server, "/outbox").await;
    assert_eq!(list.header("cache-control"), "no-store");
    assert!(
        list.header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    let html = list.text();
    let (bo, ana) = (html.find("bo@example.org"), html.find("ana@example.org"));
    assert!(bo.unwrap() < ana.unwrap(), "{html}");
    assert!(html.contains("Novedades sobre tu solicitud"), "{html}");
    assert!(!html.contains("<i>"), "{html}");

    let link = html.split("href=\"/outbox/").nth(1).unwrap();
    let path = format!("/outbox/{}", link.split('"').next().unwrap());
    let letter = here(&server, &path).await;
    assert_eq!(letter.header("content-type"), "text/html; charset=utf-8");
    assert!(letter.text().contains("Tienes un lugar en Círculo dos."));
    assert!(
        letter
            .text()
            .contains("href=\"http://127.0.0.1:8080/m/m3mb3r\"")
    );
    let policy = letter.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{policy}");
}

#[tokio::test]
async fn nobody_elsewhere_and_nothing_else_in_the_folder_is_shown() {
    let server = demo().await;
    write(&server, "ana@example.org", "Círculo").await;
    assert_eq!(server.get("/outbox").await.problem(), "not-found");
    let elsewhere = server.folder.path().join("elsewhere.eml");
    std::fs::write(elsewhere, "Subject: x\r\n\r\nsecret").unwrap();
    for path in ["/outbox/none", "/outbox/..%2felsewhere"] {
        assert_eq!(here(&server, path).await.problem(), "not-found", "{path}");
    }
    let without = Server::start_empty().await;
    assert_eq!(here(&without, "/outbox").await.problem(), "not-found");
}

#[tokio::test]
async fn readiness_counts_letters_and_says_how_mail_is() {
    let server = demo().await;
    let ready = server.get("/readyz").await.json();
    assert_eq!(
        (&ready["mail"], &ready["letters_waiting"]),
        (&"ready".into(), &0.into())
    );
    // Whoever takes the folder away makes it fail.
    std::fs::remove_dir(server.folder.path().join("mail")).unwrap();
    write(&server, "ana@example.org", "Círculo").await;
    let ready = server.get("/readyz").await.json();
    assert_eq!(
        (&ready["mail"], &ready["letters_waiting"]),
        (&"failing".into(), &1.into())
    );
    assert_eq!(ready["ready"], true, "groups can still be found");
    write(&server, "no address", "Círculo").await;
    assert_eq!(server.get("/readyz").await.json()["letters_dead"], 1);
    let none = Server::start_empty().await;
    assert_eq!(none.get("/readyz").await.json()["mail"], "not-set-up");
}
