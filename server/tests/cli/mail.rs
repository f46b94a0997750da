//! Mail: what a server needs for it, and what it keeps to itself.

use crate::{program::Kindred, serve::Running};

const SENDER: [&str; 4] = [
    "--mail-from",
    "groups@example.org",
    "--public-url",
    "http://127.0.0.1:8080",
];

#[test]
fn without_mail_a_server_says_so() {
    let kindred = Kindred::with_site();
    let mut command = kindred.command();
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    let server = Running::start(command);
    let ready = server.json("/readyz");
    assert_eq!(ready["ready"], true);
    assert_eq!(ready["mail"], "not-set-up");
    assert_eq!(ready["letters_dead"], 0);
    assert!(server.get("/outbox").starts_with("HTTP/1.1 404"));
}

#[cfg(unix)]
#[test]
fn a_mail_servers_password_is_in_no_log_and_no_answer() {
    let kindred = Kindred::with_site();
    let mut command = kindred.command();
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--log-level", "debug"])
        .args(SENDER)
        .env("KINDRED_SMTP", "smtps://ana:s3cret@127.0.0.1:1");
    let server = Running::start(command);
    let ready = server.get("/readyz");
    assert!(ready.contains("\"mail\":\"ready\""), "{ready}");
    assert!(server.get("/outbox").starts_with("HTTP/1.1 404"));
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(
        !log.contains("s3cret") && !ready.contains("s3cret"),
        "{log}"
    );
}

#[test]
fn half_a_set_up_is_refused_with_what_is_missing() {
    let kindred = Kindred::with_site();
    let smtp = "smtps://ana:s3cret@mail.example.org";
    let said = |args: &[&str], smtp: &str| {
        let mut command = kindred.command();
        command.arg("serve").args(args);
        if !smtp.is_empty() {
            command.env("KINDRED_SMTP", smtp);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    for (args, smtp, expected) in [
        (&[][..], smtp, "`mail_from`"),
        (&SENDER[..2], smtp, "`public_url`"),
        (
            &SENDER[..],
            "smtp://ana:s3cret@mail.example.org",
            "KINDRED_SMTP: mail leaves this machine encrypted alone",
        ),
        (&["--mail-folder", "mail"][..], smtp, "exclude each other"),
        (
            &[&SENDER[..], &["--smtp-ca-file", "none.pem"]].concat(),
            smtp,
            "smtp_ca_file none.pem: ",
        ),
        (
            &[
                &SENDER[..],
                &[
                    "--smtp-ca-file",
                    concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
                ],
            ]
            .concat(),
            smtp,
            "it has no PEM certificate",
        ),
        (
            &["--mail-folder", "mail", "--listen", "0.0.0.0:0"][..],
            "",
            "must be a loopback address",
        ),
    ] {
        let said = said(args, smtp);
        assert!(said.contains(expected), "{expected}: {said}");
        assert!(!said.contains("s3cret"), "{said}");
    }
}

#[test]
fn a_demos_letters_go_into_its_folder_and_are_shown_on_this_machine_alone() {
    let kindred = Kindred::with_site();
    kindred.write("data/kindred.toml", "mail_folder = \"mail\"\n");
    let mut command = kindred.command();
    command
        .args(["serve", "--listen", "127.0.0.1:0"])
        .args(SENDER);
    let server = Running::start(command);
    assert_eq!(server.json("/readyz")["mail"], "ready");
    assert!(kindred.path("data/mail").is_dir());
    // `get` asks for the host `x`, as a page elsewhere would whose name points here.
    assert!(server.get("/outbox").starts_with("HTTP/1.1 404"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let folder = std::fs::metadata(kindred.path("data/mail")).unwrap();
        assert_eq!(folder.permissions().mode() & 0o777, 0o700);
    }
}
