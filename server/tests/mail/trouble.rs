//! Mail servers that refuse, hang up, cannot be trusted or are not there; processes that die.

use std::{sync::atomic::Ordering, time::Duration};

use server::{
    clock::Clock,
    domain::letter::Letter,
    notify::{MailCondition, Mailer},
};

use crate::{
    office::{MINUTE, Office},
    samples::letters,
    smtp_server::{Mood, SmtpServer},
};

fn placed() -> Letter {
    letters().remove(2)
}

fn message_id(letter: &str) -> &str {
    let id = letter.split("Message-ID: ").nth(1).unwrap();
    id.split("\r\n").next().unwrap()
}

#[tokio::test]
async fn a_letter_that_is_refused_for_now_goes_later() {
    let busy = "451 4.7.1 <ana@example.org> too busy, try again";
    let server = SmtpServer::start(Mood::Refuses(busy)).await;
    let office = Office::through(&server.url()).await;
    office.write("en", placed()).await;
    assert_eq!(office.work().await, 1);
    assert_eq!(office.counts().await, (1, 0, 0));
    assert_eq!(office.state.mail.condition(), MailCondition::Failing);
    assert!(office.database_has("the mail server answered 451 4.7.1"));
    assert!(!office.database_has("ana@example.org") && !office.database_has("too busy"));

    server.change(Mood::Kind);
    assert_eq!(office.work().await, 0, "it has to wait");
    office.wait_ms(MINUTE);
    assert_eq!(office.work().await, 1);
    assert_eq!(office.counts().await, (0, 1, 0));
    assert_eq!(office.state.mail.condition(), MailCondition::Ready);
    assert_eq!(server.letters().len(), 1);
}

#[tokio::test]
async fn only_a_missing_mailbox_is_given_up_at_once() {
    let gone = "550 5.1.1 <ana@example.org>: no such mailbox";
    let server = SmtpServer::start(Mood::Refuses(gone)).await;
    let office = Office::through(&server.url()).await;
    office.write("en", placed()).await;
    office.work().await;
    assert_eq!(office.counts().await, (0, 0, 1));
    assert_eq!(office.state.mail.condition(), MailCondition::Ready);
    for ours in [
        "554 5.7.1 relay access denied",
        "550 go away",
        "530 5.7.0 log in first",
    ] {
        server.change(Mood::Refuses(ours));
        office.write("en", placed()).await;
        office.work().await;
    }
    assert_eq!(office.counts().await, (3, 0, 1));
    assert!(!office.database_has("ana@example.org"));
}

#[tokio::test]
async fn a_letter_whose_acceptance_was_never_heard_goes_again_as_the_same_letter() {
    let server = SmtpServer::start(Mood::HangsUp).await;
    let office = Office::through(&server.url()).await;
    office.write("en", placed()).await;
    office.work().await;
    assert_eq!(office.counts().await, (1, 0, 0));
    server.change(Mood::Kind);
    office.wait_ms(MINUTE);
    office.work().await;
    assert_eq!(office.counts().await, (0, 1, 0));
    let taken = server.letters();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0], taken[1], "the same bytes");
    assert!(message_id(&taken[0]).ends_with("@example.org>"));
}

#[tokio::test]
async fn a_process_that_is_killed_after_acceptance_leaves_a_letter_that_repeats_itself() {
    let server = SmtpServer::start(Mood::Slow(Duration::from_secs(60))).await;
    let office = Office::through(&server.url()).await;
    office.write("en", placed()).await;
    let process = office.serve(&server.url(), &[]);
    server.has_taken(1).await;
    // Accepted, but not noted.
    drop(process);
    server.change(Mood::Kind);
    office.now.store(Clock::system().now(), Ordering::Relaxed);
    assert_eq!(office.work().await, 0, "the dead process's lease holds");
    office.wait_ms(2 * MINUTE);
    assert_eq!(office.work().await, 1);
    assert_eq!(office.work().await, 0);
    let taken = server.letters();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0], taken[1], "the same bytes");
    assert_eq!(office.counts().await, (0, 1, 0));
}

#[tokio::test]
async fn two_servers_on_one_database_send_each_letter_once() {
    let server = SmtpServer::start(Mood::Kind).await;
    let one = Office::through(&server.url()).await;
    let url = server.url().parse().unwrap();
    let other = one
        .beside(Mailer::smtp(&url, "groups.example.org", None).unwrap())
        .await;
    for _ in 0..20 {
        one.write("en", placed()).await;
    }
    let drain = async |office: &Office| while office.work().await > 0 {};
    tokio::join!(drain(&one), drain(&other));
    assert_eq!(one.counts().await, (0, 20, 0));
    let mut ids: Vec<String> = server.letters();
    for letter in &mut ids {
        *letter = message_id(letter).to_owned();
    }
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), server.letters().len()), (20, 20));
}

#[tokio::test]
async fn without_the_encryption_that_is_asked_for_nothing_is_said() {
    // This server offers no STARTTLS, and speaks no TLS from the start either.
    let server = SmtpServer::start(Mood::Kind).await;
    for url in [
        format!("smtp://ana:s3cret@{}?tls=required", server.address),
        format!("smtps://ana:s3cret@{}", server.address),
    ] {
        let office = Office::through(&url).await;
        office.write("en", placed()).await;
        office.work().await;
        assert_eq!(office.counts().await, (1, 0, 0));
        assert!(!office.database_has("s3cret"));
    }
    assert!(server.letters().is_empty());
    let said = |word: &str| server.heard().iter().any(|line| line.starts_with(word));
    assert!(said("EHLO"), "the first one came that far");
    assert!(!said("MAIL") && !said("AUTH") && !said("RCPT"));
}

#[tokio::test]
async fn a_mail_server_that_is_not_there_is_tried_again() {
    let office = Office::through("smtp://127.0.0.1:1").await;
    office.write("en", placed()).await;
    office.work().await;
    assert_eq!(office.counts().await, (1, 0, 0));
    assert_eq!(office.state.mail.condition(), MailCondition::Failing);
}

#[tokio::test]
async fn what_is_over_is_not_sent() {
    let mailer = Mailer::memory();
    let office = Office::with(mailer.clone()).await;
    let offered = letters().remove(4);
    office.write("en", offered.clone()).await;
    office.wait_ms(5 * 24 * 60 * MINUTE);
    office.work().await;
    assert_eq!(office.counts().await, (0, 0, 1));
    assert!(mailer.sent().is_empty());
    assert_eq!(office.state.mail.condition(), MailCondition::Ready);
}

#[tokio::test]
async fn an_address_that_is_none_troubles_no_other_letter() {
    let mailer = Mailer::memory();
    let office = Office::with(mailer.clone()).await;
    let mut bad = crate::samples::to_ana("en", placed());
    bad.to = "ana@example.org\r\nBcc: everybody@example.org".to_owned();
    let added = office
        .state
        .store
        .add_letter(&office.site, &bad, crate::office::NOW);
    assert!(added.await.unwrap());
    office.write("en", placed()).await;
    office.work().await;
    assert_eq!(office.counts().await, (0, 1, 1));
    assert!(!mailer.sent()[0].contains("everybody"));
}
