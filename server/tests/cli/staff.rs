//! `kindred staff`, and the link that the first start prints.

use std::{
    io::{BufRead, BufReader, Read},
    process::Stdio,
};

use crate::program::Kindred;

const ANA: [&str; 4] = ["--site", "riverside", "--email", "ana@example.org"];

fn staff(kindred: &Kindred, command: &str, more: &[&str]) -> crate::program::Said {
    kindred.run(&[&["staff", command][..], more].concat())
}

fn add_ana(kindred: &Kindred) -> String {
    let more = [&ANA[..], &["--name", "Ana Ruiz", "--role", "coordinator"]].concat();
    let said = staff(kindred, "add", &more);
    assert_eq!(said.code, 0, "{}", said.err);
    said.out
}

#[test]
fn somebody_is_taken_on_listed_let_in_and_taken_off() {
    let kindred = Kindred::with_site();
    assert!(
        staff(&kindred, "list", &ANA[..2])
            .out
            .contains("no staff yet")
    );
    let added = add_ana(&kindred);
    assert!(
        added.contains("\nhttp://127.0.0.1:8080/console/link/"),
        "{added}"
    );
    let listed = staff(&kindred, "list", &ANA[..2]).out;
    assert!(
        listed.starts_with("Ana Ruiz <ana@example.org>  coordinator  since "),
        "{listed}"
    );
    kindred.write(
        "data/kindred.toml",
        "public_url = \"https://groups.example.org\"\n",
    );
    let link = staff(&kindred, "link", &ANA).out;
    assert!(
        link.starts_with("https://groups.example.org/console/link/"),
        "{link}"
    );
    let taken_off = staff(&kindred, "remove", &ANA);
    assert_eq!(taken_off.out, "Ana Ruiz is off the staff of riverside\n");
    for command in ["remove", "link"] {
        let said = staff(&kindred, command, &ANA);
        assert_eq!(said.code, 1);
        assert!(
            said.err.contains("nobody on the staff of riverside"),
            "{}",
            said.err
        );
    }
    assert!(
        staff(&kindred, "list", &ANA[..2])
            .out
            .contains("no staff yet")
    );
}

#[test]
fn what_cannot_be_is_said_and_changes_nothing() {
    let kindred = Kindred::with_site();
    add_ana(&kindred);
    let more = |name: &'static str, email: &'static str, role: &'static str| {
        [
            "--site",
            "riverside",
            "--email",
            email,
            "--name",
            name,
            "--role",
            role,
        ]
    };
    let facilitator = more("Ben", "ben@example.org", "facilitator");
    let unknown_group = [&facilitator[..], &["--group", "nowhere"]].concat();
    let cases: [(&[&str], &str); 6] = [
        (
            &more("Ana", "ANA@example.org", "read-only"),
            "has this address",
        ),
        (
            &more(" ", "ben at home", "read-only"),
            "--name: it must be there\n--email: ",
        ),
        (&facilitator, "name each with --group"),
        (&unknown_group, "the site has no group \"nowhere\""),
        (
            &more("Ben", "ben@example.org", "boss"),
            "coordinator, facilitator, read-only",
        ),
        (
            &[
                "--site",
                "lakeside",
                "--email",
                "b@example.org",
                "--name",
                "B",
                "--role",
                "read-only",
            ],
            "no site lakeside",
        ),
    ];
    for (more, why) in cases {
        let said = staff(&kindred, "add", more);
        assert_ne!(said.code, 0, "{more:?}");
        assert!(said.err.contains(why), "{why}: {}", said.err);
    }
    assert_eq!(staff(&kindred, "list", &ANA[..2]).out.lines().count(), 1);
    let refused = staff(&kindred, "link", &ANA[..2]);
    assert!(
        refused.err.contains("riverside has staff"),
        "{}",
        refused.err
    );
}

/// Starts the server and stops it; what it printed, and its log.
#[cfg(unix)]
fn start_once(kindred: &Kindred, format: &str) -> (String, String) {
    let mut child = kindred
        .command()
        .args(["serve", "--listen", "127.0.0.1:0", "--log-format", format])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut printed = String::new();
    out.read_line(&mut printed).unwrap();
    assert!(printed.starts_with("listening on"), "{printed}");
    // What is printed after that is there before it is asked to stop: it answers only then.
    let address = printed.trim().strip_prefix("listening on http://").unwrap();
    for _ in 0..200 {
        use std::io::Write;
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        write!(
            stream,
            "GET /readyz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        if answer.starts_with("HTTP/1.1 200") {
            break;
        }
    }
    let id = child.id().to_string();
    let kill = std::process::Command::new("kill")
        .args(["-TERM", &id])
        .status();
    assert!(kill.unwrap().success());
    out.read_to_string(&mut printed).unwrap();
    let mut log = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    child.wait().unwrap();
    (printed, log)
}

#[cfg(unix)]
#[test]
fn the_first_start_prints_a_set_up_link_once_and_never_logs_it() {
    let kindred = Kindred::with_site();
    let (printed, log) = start_once(&kindred, "json");
    let link = printed.split("/console/set-up/").nth(1).expect("a link");
    let token = link.trim();
    assert_eq!(token.len(), 43, "{printed}");
    assert!(printed.contains("set up the console of riverside within a day: http://127.0.0.1:"));
    assert!(!log.contains(token) && !log.contains("set-up"), "{log}");
    let (printed, _) = start_once(&kindred, "text");
    assert_eq!(printed.lines().count(), 1, "{printed}");
    // Lost? The operator prints another, in place of the first.
    let another = staff(&kindred, "link", &ANA[..2]);
    assert!(
        another.out.contains("/console/set-up/"),
        "{}{}",
        another.out,
        another.err
    );
    add_ana(&kindred);
    assert_eq!(
        start_once(&kindred, "text").0.lines().count(),
        1,
        "there is staff"
    );
}
