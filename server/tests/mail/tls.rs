//! Mail servers that speak TLS, and whose certificate one may believe.

use lettre::transport::smtp::client::Certificate;
use server::notify::{MailCondition, Mailer};

use crate::{
    office::Office,
    samples::letters,
    smtp_server::{AUTHORITY, Encryption, Mood, SmtpServer},
};

const BOTH: [Encryption; 2] = [Encryption::Implicit, Encryption::StartTls];

async fn server(encryption: Encryption) -> SmtpServer {
    SmtpServer::start_with(Mood::Kind, encryption).await
}

/// The server's address under a name, with a password.
fn url(server: &SmtpServer, name: &str) -> String {
    let port = server.address.port();
    if server.encryption() == Encryption::Implicit {
        format!("smtps://ana:s3cret@{name}:{port}")
    } else {
        format!("smtp://ana:s3cret@{name}:{port}?tls=required")
    }
}

/// An office that believes the test's own authority, or those that browsers trust.
async fn office(url: &str, believes: bool) -> Office {
    let pem = std::fs::read(AUTHORITY).unwrap();
    let authorities = believes.then(|| Certificate::from_pem(&pem).unwrap());
    let mailer = Mailer::smtp(&url.parse().unwrap(), "groups.example.org", authorities);
    Office::with(mailer.unwrap()).await
}

#[tokio::test]
async fn a_letter_goes_encrypted_to_a_mail_server_that_is_believed() {
    for encryption in BOTH {
        let server = server(encryption).await;
        let office = office(&url(&server, "127.0.0.1"), true).await;
        office.write("en", letters().remove(2)).await;
        office.work().await;
        assert_eq!(office.counts().await, (0, 1, 0), "{encryption:?}");
        assert_eq!(server.letters().len(), 1);
        let heard = server.heard();
        let (encrypted, open): (Vec<&String>, Vec<&String>) =
            heard.iter().partition(|line| line.starts_with("tls "));
        assert!(encrypted.iter().any(|line| line.starts_with("tls AUTH")));
        assert!(encrypted.iter().any(|line| line.starts_with("tls MAIL")));
        let expected: &[&str] = match encryption {
            Encryption::StartTls => &["EHLO groups.example.org", "STARTTLS"],
            _ => &[],
        };
        assert_eq!(open, expected, "in the open");
    }
}

#[tokio::test]
async fn a_mail_server_that_nobody_vouches_for_hears_nothing() {
    for encryption in BOTH {
        for (name, believes) in [
            // Its authority is none that browsers trust.
            ("127.0.0.1", false),
            // Its certificate is for another name.
            ("localhost", true),
        ] {
            let server = server(encryption).await;
            let office = office(&url(&server, name), believes).await;
            office.write("en", letters().remove(2)).await;
            office.work().await;
            assert_eq!(office.counts().await, (1, 0, 0), "{encryption:?} {name}");
            assert_eq!(office.state.mail.condition(), MailCondition::Failing);
            assert!(office.database_has("no safe connection to the mail server"));
            assert!(server.letters().is_empty());
            assert!(!server.heard().iter().any(|line| line.starts_with("tls ")));
            assert!(!office.database_has("s3cret"));
        }
    }
}

#[tokio::test]
async fn an_operator_names_the_authority_of_a_mail_server_of_their_own() {
    let server = server(Encryption::StartTls).await;
    let office = office("smtp://127.0.0.1:1", false).await;
    office.write("en", letters().remove(2)).await;
    let flags = ["--smtp-ca-file", AUTHORITY];
    let _running = office.serve(&url(&server, "127.0.0.1"), &flags);
    server.has_taken(1).await;
}
