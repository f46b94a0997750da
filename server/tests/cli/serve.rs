//! `kindred serve`

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use serde_json::Value;

use crate::program::Kindred;

/// A server that runs until it is dropped.
pub struct Running {
    child: Child,
    pub address: String,
}

impl Running {
    /// Starts it, and waits for the line that says where it listens.
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let Some(address) = line.trim().strip_prefix("listening on http://") else {
            let mut err = String::new();
            child
                .stderr
                .take()
                .unwrap()
                .read_to_string(&mut err)
                .unwrap();
            panic!("{line}{err}");
        };
        let address = address.to_owned();
        Self { child, address }
    }

    /// The whole answer of a GET, headers first.
    pub fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    pub fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        let body = answer.split("\r\n\r\n").nth(1).unwrap();
        serde_json::from_str(body).unwrap()
    }

    /// Asks it to stop as a service manager would; answers its exit code and its log.
    #[cfg(unix)]
    pub fn stop(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-TERM", &id])
                .status()
                .unwrap()
                .success()
        );
        let code = self.child.wait().unwrap().code();
        let mut log = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut log)
            .unwrap();
        (code, log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(kindred: &Kindred) -> Running {
    let mut command = kindred.command();
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    Running::start(command)
}

#[test]
fn an_import_beside_a_running_server_shows_within_about_a_second() {
    let kindred = Kindred::with_site();
    let server = serve(&kindred);
    let groups = "/v1/sites/riverside/groups";
    assert_eq!(server.json(groups)["total"], 0);
    let file = kindred.write("groups.json", include_str!("../api/fixtures/groups.json"));
    let said = kindred.import("kindred", &file);
    assert_eq!(said.code, 0, "{}", said.err);
    thread::sleep(Duration::from_millis(1_200));
    assert_eq!(server.json(groups)["total"], 6);

    let new = [
        "import",
        "--site",
        "lakeside",
        "--new-site",
        "Lakeside",
        "--format",
        "kindred",
    ];
    kindred.ok(&[&new[..], &["groups.json"]].concat());
    thread::sleep(Duration::from_millis(1_200));
    assert_eq!(server.json("/v1/sites/lakeside/groups")["total"], 6);
}

#[cfg(unix)]
#[test]
fn it_stops_when_it_is_asked_and_its_log_tells_nothing_of_what_people_looked_for() {
    let kindred = Kindred::with_site();
    let server = serve(&kindred);
    server.get("/v1/sites/riverside/groups?text=melanoma");
    server.get("/v1/sites/riverside/groups/some-group");
    server.get("/somewhere/else");
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("/v1/sites/{site}/groups"), "{log}");
    for private in ["melanoma", "some-group", "somewhere", "127.0.0.1"] {
        assert!(!log.contains(private), "{private} in {log}");
    }
}

#[test]
fn an_address_that_is_taken_is_named() {
    let kindred = Kindred::with_site();
    let server = serve(&kindred);
    let said = kindred.run(&["serve", "--listen", &server.address]);
    assert_eq!(said.code, 1);
    assert!(
        said.err
            .contains(&format!("cannot listen on {}", server.address)),
        "{}",
        said.err
    );
}
