//! Every page in every language that ships, found by its folder: a new one is covered by being there.

use serde_json::json;

use super::{address, asks, link, press, proves};
use crate::{
    harness::{Answer, Server},
    joining::server,
};

/// Languages that ship.
pub fn languages() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/words/text");
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// A page that says whose language it is, and in which nothing was left to be filled.
fn is_whole(answer: &Answer, language: &str, path: &str) {
    let html = answer.text();
    let rtl = ["ar", "fa", "he", "ur"].contains(&language);
    let direction = if rtl { "rtl" } else { "ltr" };
    let root = format!("<html lang=\"{language}\" dir=\"{direction}\"");
    assert!(html.contains(&root), "{language} {path}: {html}");
    let body = html.split("</head>").nth(1).unwrap();
    assert!(!body.contains(['{', '}']), "{language} {path}: {body}");
}

async fn shows(server: &Server, path: &str, language: &str) {
    let asked = [("accept-language", language)];
    let page = server.get_with(path, &asked).await;
    is_whole(&page, language, path);
}

#[tokio::test]
async fn every_page_speaks_every_language_that_ships() {
    for language in languages() {
        let language = language.as_str();
        let server = server().await;
        for path in [
            "/m/none",
            "/send-link",
            "/review/none",
            "/frame/join?site=riverside&group=none",
        ] {
            shows(&server, path, language).await;
        }
        asks(&server, "rosa", &json!({ "language": language })).await;
        let prove = link(&server, "prove-address", &address("rosa")).await;
        shows(&server, &prove, language).await;
        let member = proves(&server, "rosa").await;
        shows(&server, &member, language).await;
        let review = link(&server, "new-request", "desk@riverside.example.org").await;
        press(&server, &review, "choice=approve").await;
        for path in ["", "/change", "/concern", "/leave", "/erase"] {
            shows(&server, &format!("{member}{path}"), language).await;
        }
        let faulty = "display_name=&pronouns=&introduction=&new_email=x";
        for (path, form) in [
            ("/change", faulty),
            ("/concern", "text="),
            ("/concern", "text=Loud"),
            ("/calendar", "choice=yes"),
            ("/erase", "choice=yes"),
        ] {
            let path = format!("{member}{path}");
            let page = press(&server, &path, form).await;
            is_whole(&page, language, &path);
        }
    }
}
