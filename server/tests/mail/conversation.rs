//! Letters through a mail server, read back as their readers would.

use std::time::Duration;

use mail_parser::{Message, MessageParser};
use server::notify::{MailCondition, letters::write, send_letters};

use crate::{
    office::Office,
    samples::{letters, to_ana},
    smtp_server::{Mood, SmtpServer},
};

fn header<'a>(message: &'a Message<'_>, name: &'a str) -> &'a str {
    message.header_raw(name).unwrap_or_default().trim()
}

#[tokio::test]
async fn each_letter_arrives_as_it_was_written() {
    let server = SmtpServer::start(Mood::Kind).await;
    let office = Office::through(&server.url()).await;
    let english = letters().into_iter().map(|letter| ("en", letter));
    let spanish = letters().into_iter().map(|letter| ("es", letter));
    // Three a day to one unproved address.
    let spanish = spanish.filter(|(_, letter)| !letter.is_to_unproved());
    for (language, letter) in english.chain(spanish) {
        office.write(language, letter.clone()).await;
        office.work().await;
        let raw = server.letters().pop().unwrap();
        let message = MessageParser::default().parse(raw.as_bytes()).unwrap();
        let written = write(
            &to_ana(language, letter.clone()),
            &office.letterhead(language),
        );
        assert_eq!(message.subject(), Some(written.subject.as_str()));
        let lines = |text: &str| text.replace("\r\n", "\n");
        assert_eq!(lines(&message.body_text(0).unwrap()), written.text);
        assert_eq!(lines(&message.body_html(0).unwrap()), written.html);
        assert_eq!(header(&message, "Auto-Submitted"), "auto-generated");
        let stop = header(&message, "List-Unsubscribe");
        let click = header(&message, "List-Unsubscribe-Post");
        if letter.unsubscribe().is_some() {
            assert_eq!(
                stop,
                "<https://groups.example.org/unsubscribe/jZ8kQm2wX0c_TtR7vN5bYh3L-pEaGd9sUoI1fK4MnWq>"
            );
            assert_eq!(click, "List-Unsubscribe=One-Click");
        } else {
            assert_eq!((stop, click), ("", ""));
        }
    }
    assert_eq!(office.counts().await, (0, 57, 0));
    assert_eq!(office.state.mail.condition(), MailCondition::Ready);
}

#[tokio::test]
async fn the_envelope_and_the_head_of_a_letter() {
    let server = SmtpServer::start(Mood::Kind).await;
    let office = Office::through(&server.url()).await;
    office.write("es", letters().remove(2)).await;
    office.work().await;
    let commands = server.heard();
    assert_eq!(commands[0], "EHLO groups.example.org");
    assert!(
        commands[1].starts_with("MAIL FROM:<groups@example.org>"),
        "{commands:?}"
    );
    assert!(
        commands[2].starts_with("RCPT TO:<ana@example.org>"),
        "{commands:?}"
    );
    let raw = server.letters().remove(0);
    let head = raw.split("\r\n\r\n").next().unwrap();
    let id = head
        .split("Message-ID: <")
        .nth(1)
        .unwrap()
        .split('@')
        .next()
        .unwrap();
    let head = head.replace(id, "[id]");
    insta::assert_snapshot!(head.replace("\r\n", "\n"), @r#"
    From: Inscripciones <groups@example.org>
    To: ana@example.org
    Subject: Novedades sobre tu solicitud
    Message-ID: <[id]@example.org>
    Date: Mon, 05 Jan 2026 18:00:00 +0000
    Auto-Submitted: auto-generated
    Reply-To: groups@riverside.example.org
    MIME-Version: 1.0
    Content-Type: multipart/alternative;
     boundary="kindred-[id]"
    "#);
}

#[tokio::test]
async fn the_worker_wakes_when_it_is_called_and_finishes_what_is_on_its_way() {
    let server = SmtpServer::start(Mood::Slow(Duration::from_millis(300))).await;
    let office = Office::through(&server.url()).await;
    let (ask, asked) = tokio::sync::oneshot::channel::<()>();
    let working = tokio::spawn(send_letters(office.state.clone(), async move {
        let _ = asked.await;
    }));
    // It has looked by now, and would look again in 15 seconds.
    tokio::time::sleep(Duration::from_millis(200)).await;
    office.write("en", letters().remove(2)).await;
    office.state.mail.wake();
    server.has_taken(1).await;
    ask.send(()).unwrap();
    let patience = Duration::from_secs(5);
    tokio::time::timeout(patience, working)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(office.counts().await, (0, 1, 0));
}

#[tokio::test]
async fn a_sites_own_address_is_the_one_that_its_letters_come_from() {
    let server = SmtpServer::start(Mood::Kind).await;
    let office = Office::through(&server.url()).await;
    office
        .change_site(
            "staff_email",
            "sender_address = \"care@riverside.example.org\"\nstaff_email",
        )
        .await;
    office.write("en", letters().remove(2)).await;
    office.work().await;
    let commands = server.heard();
    assert!(
        commands[1].starts_with("MAIL FROM:<care@riverside.example.org>"),
        "{commands:?}"
    );
    let raw = server.letters().remove(0);
    assert!(raw.contains("\r\nFrom: ") || raw.starts_with("From: "));
    assert!(raw.contains("<care@riverside.example.org>"), "{raw}");
    assert!(!raw.contains("<groups@example.org>"), "{raw}");
}
