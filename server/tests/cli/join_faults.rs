//! The server is killed while people ask for places: what it has answered, it has kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Read, Write},
    net::TcpStream,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use server::{
    clock::{Chance, Clock},
    config::ServerFile,
    domain::letter::Letter,
    start::{self, Keys},
};

use crate::{program::Kindred, serve::Running};

const CLIENTS: usize = 4;
/// Longer than any start of a server.
const PATIENCE: Duration = Duration::from_secs(30);
const PATH: &str = "/v1/sites/riverside/groups/evening-circle/join-requests";
const SITE: &str = r#"
name = "Riverside"
time_zone = "America/Chicago"
privacy_url = "https://www.riverside.example.org/privacy"
[join]
controller = "Riverside, 200 River Road"
staff_email = "desk@riverside.example.org"
"#;

fn with_groups() -> Kindred {
    let kindred = Kindred::new();
    kindred.write("data/sites/riverside.toml", SITE);
    let file = kindred.write("groups.json", include_str!("../api/fixtures/groups.json"));
    assert_eq!(kindred.import("kindred", &file).code, 0);
    kindred
}

/// A server that puts its letters into a folder, and takes the word of this test for whose
/// requests it brings. Dropping it kills it: on Unix by SIGKILL, so that nothing is put in order.
fn serve(kindred: &Kindred) -> Running {
    let mut command = kindred.command();
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--log-level", "error"])
        .args(["--trusted-proxies", "127.0.0.1"])
        .args(["--mail-from", "groups@example.org"])
        .args(["--public-url", "http://127.0.0.1:8080"])
        .args(["--mail-folder", "mail"]);
    Running::start(command)
}

/// Sends an attempt; its status and answer, if one came whole.
fn send(address: &str, attempt: &str, from: usize) -> Option<(u16, Value)> {
    let body = json!({
        "on_behalf_of": "me", "display_name": attempt, "language": "en", "consents": [],
        "contact": { "kind": "email", "value": format!("{attempt}@example.org") },
    })
    .to_string();
    let mut stream = TcpStream::connect(address).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .ok()?;
    write!(
        stream,
        "POST {PATH} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
         content-type: application/json\r\nidempotency-key: key-of-{attempt:0>12}\r\n\
         x-forwarded-for: 203.0.113.{from}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, serde_json::from_str(body).ok()?))
}

/// What clients know: the reference that each attempt was answered with.
type Answered = Mutex<BTreeMap<String, String>>;

/// One person after another; each sends the same until it is accepted, as the widget does.
fn client(number: usize, address: &Mutex<String>, stop: &AtomicBool, answered: &Answered) {
    for person in 0.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let attempt = format!("c{number}p{person}");
        let began = Instant::now();
        loop {
            assert!(began.elapsed() < PATIENCE, "{attempt} is not answered");
            let address = address.lock().unwrap().clone();
            match send(&address, &attempt, 10 * number + person % 10) {
                Some((201, receipt)) => {
                    let reference = receipt["reference"].as_str().unwrap().to_owned();
                    answered.lock().unwrap().insert(attempt, reference);
                    break;
                }
                // Killed half-way, or a flood for one server's life: again.
                None | Some((429, _)) => thread::sleep(Duration::from_millis(10)),
                Some((status, problem)) => panic!("{status}: {problem}"),
            }
        }
    }
}

/// Kills the server so often while people ask; what they were answered, and how often it was
/// killed with requests on their way.
fn kill_while_people_ask(kindred: &Kindred, kills: u64) -> BTreeMap<String, String> {
    let answered = Answered::default();
    let stop = AtomicBool::new(false);
    let mut server = serve(kindred);
    let address = Mutex::new(server.address.clone());
    thread::scope(|scope| {
        let start = |number| {
            let (address, stop, answered) = (&address, &stop, &answered);
            scope.spawn(move || client(number, address, stop, answered))
        };
        let clients: Vec<_> = (0..CLIENTS).map(start).collect();
        for kill in 0..kills {
            let before = answered.lock().unwrap().len();
            let patience = Instant::now();
            // Once it has taken some, at another moment each time.
            while answered.lock().unwrap().len() < before + 3 {
                assert!(patience.elapsed() < PATIENCE, "nobody is answered");
                thread::sleep(Duration::from_millis(1));
            }
            thread::sleep(Duration::from_millis(kill * 7 % 41));
            drop(server);
            server = serve(kindred);
            address.lock().unwrap().clone_from(&server.address);
        }
        stop.store(true, Ordering::Relaxed);
        // The last server lives until each has its answer.
        for client in clients {
            client.join().unwrap();
        }
        drop(server);
    });
    answered.into_inner().unwrap()
}

/// The references of all requests, and for each the ids of its letters, gone or waiting.
fn kept(kindred: &Kindred) -> (Vec<String>, BTreeMap<String, BTreeSet<String>>) {
    let mut letters: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |reference: &str, id: &str| {
        letters
            .entry(reference.to_owned())
            .or_default()
            .insert(id.to_owned());
    };
    for file in fs::read_dir(kindred.path("mail")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "eml") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let message = mail_parser::MessageParser::default().parse(&bytes).unwrap();
        let text = message.body_text(0).unwrap();
        let is_reference = |word: &&str| word.len() == 9 && word.find('-') == Some(4);
        let mut words = text.split(|letter: char| letter != '-' && !letter.is_ascii_alphanumeric());
        let reference = words.find(is_reference).expect("a reference");
        add(reference, path.file_stem().unwrap().to_str().unwrap());
    }
    let data = kindred.path("data");
    let config = ServerFile::default().settle(&data, None);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let requests = runtime.unwrap().block_on(async {
        let keys = Keys::default();
        let store = start::open_store(&config, &keys, &Chance::system())
            .await
            .unwrap();
        let site = store.find_site("riverside").await.unwrap().unwrap();
        let group = store
            .find_group(&site, "evening-circle")
            .await
            .unwrap()
            .unwrap();
        let requests = store.list_requests(&site, &group.id).await.unwrap();
        // No lease holds for so long.
        let later = Clock::system().now() + 3_600_000;
        for claimed in store.claim_letters(later, 0, 100_000).await.unwrap() {
            if let Some(Letter::ToReview { reference, .. }) = claimed.letter.map(|one| one.letter) {
                add(&reference, &claimed.id);
            }
        }
        store.close().await;
        requests
    });
    let references = requests.into_iter().map(|request| request.reference);
    (references.collect(), letters)
}

fn nothing_is_lost(kills: u64) {
    let kindred = with_groups();
    let answered = kill_while_people_ask(&kindred, kills);
    let (mut references, letters) = kept(&kindred);
    references.sort();
    let mut accepted: Vec<String> = answered.into_values().collect();
    accepted.sort();
    assert!(accepted.len() as u64 >= 3 * kills);
    assert_eq!(
        references, accepted,
        "each is there once, and nothing else is"
    );
    for reference in accepted {
        let ids = letters.get(&reference).map_or(0, BTreeSet::len);
        assert_eq!(ids, 1, "the letters of {reference}");
    }
}

#[test]
fn what_was_accepted_before_the_server_was_killed_is_there_once_with_its_letter() {
    nothing_is_lost(1);
}

#[test]
#[ignore = "long: kills a hundred servers"]
fn a_hundred_kills_lose_no_accepted_request_and_double_none() {
    nothing_is_lost(100);
}
