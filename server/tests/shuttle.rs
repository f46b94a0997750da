//! The Shuttle entry point under the environment of Shuttle's local runner, with a stand-in for
//! the one call that it makes to Shuttle's API.

#![cfg(feature = "shuttle")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Ends the program with the test, however that ends.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Answers every request with these secrets, as `GET /projects/{id}/resources/secrets` is.
fn stand_in(secrets: serde_json::Value) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let asked = lines.next().unwrap().unwrap();
            while lines
                .next()
                .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
            {}
            assert!(
                asked.contains("/projects/proj_test/resources/secrets"),
                "{asked}"
            );
            let body = serde_json::json!({
                "type": "secrets", "state": "ready", "config": null, "output": secrets,
            })
            .to_string();
            write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\
                 content-length: {}\r\n\r\n{body}",
                body.len()
            )
            .unwrap();
        }
    });
    address
}

fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

#[test]
fn a_group_is_found_through_shuttles_runner() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let import = Command::new(env!("CARGO_BIN_EXE_kindred"))
        .args([
            "import",
            "--site",
            "riverside",
            "--new-site",
            "Riverside",
            "--format",
            "kindred",
        ])
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/api/fixtures/groups.json"
        ))
        .env("KINDRED_DATA", &data)
        .status();
    assert!(import.unwrap().success());
    assert!(fs::exists(data.join("kindred.db")).unwrap());

    let api = stand_in(serde_json::json!({ "KINDRED_DATA": data }));
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let child = Command::new(env!("CARGO_BIN_EXE_kindred-shuttle"))
        .env_clear()
        .env("SHUTTLE_ENV", "local")
        .env("SHUTTLE_PROJECT_ID", "proj_test")
        .env("SHUTTLE_PROJECT_NAME", "kindred")
        .env("SHUTTLE_RUNTIME_IP", "127.0.0.1")
        .env("SHUTTLE_RUNTIME_PORT", port.to_string())
        .env("SHUTTLE_API", api)
        .stdout(Stdio::null())
        .spawn();
    let mut child = Ended(child.unwrap());
    let patience = Instant::now() + Duration::from_secs(30);
    let answer = loop {
        if let Some(answer) = get(port, "/v1/sites/riverside/groups?text=brest") {
            break answer;
        }
        assert!(Instant::now() < patience, "it never listened");
        assert!(child.0.try_wait().unwrap().is_none(), "it ended");
        thread::sleep(Duration::from_millis(100));
    };
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("evening-circle"),
        "{answer}"
    );
}
