//! `/kindred.js`, `/assets/*`, `/examples/*`

use std::fs;

use server::{AppState, Parts, build_app, notify::MailState};

use crate::harness::Server;

fn put(server: &Server, name: &str, bytes: &[u8]) {
    let path = server.folder.path().join("assets-folder").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn the_loader_is_short_lived_and_hashed_assets_stay_for_good() {
    let server = Server::start_empty().await;
    put(&server, "kindred.js", b"loader");
    put(&server, "kindred.js.br", b"packed loader");
    put(&server, "assets/finder_bg.abc123.wasm", b"\0asm");
    put(&server, "assets/finder_bg.abc123.wasm.gz", b"packed");
    let loader = server.get("/kindred.js").await;
    assert_eq!(loader.text(), "loader");
    assert_eq!(
        loader.header("cache-control"),
        "public, max-age=300, must-revalidate"
    );
    assert!(loader.header("content-type").starts_with("text/javascript"));
    assert_eq!(loader.header("access-control-allow-origin"), "*");
    let packed = server
        .get_with("/kindred.js", &[("accept-encoding", "br, gzip")])
        .await;
    assert_eq!(
        (packed.text().as_str(), packed.header("content-encoding")),
        ("packed loader", "br")
    );
    assert_eq!(packed.header("vary"), "accept-encoding");

    let path = "/assets/finder_bg.abc123.wasm";
    let wasm = server.get(path).await;
    assert_eq!(wasm.header("content-type"), "application/wasm");
    assert_eq!(
        wasm.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(wasm.header("cross-origin-resource-policy"), "cross-origin");
    let packed = server.get_with(path, &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(
        !wasm.headers.contains_key("etag"),
        "nobody asks for it again"
    );
    let known = server
        .get_with("/kindred.js", &[("if-none-match", loader.header("etag"))])
        .await;
    assert_eq!(known.status.as_u16(), 304);
}

#[tokio::test]
async fn what_is_no_asset_is_a_problem_and_nothing_outside_is_served() {
    let server = Server::start_empty().await;
    put(&server, "kindred.js", b"loader");
    put(&server, "assets/a.js", b"a");
    fs::write(server.folder.path().join("secret.txt"), "secret").unwrap();
    for path in [
        "/assets/missing.js",
        "/assets/",
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
    ] {
        let answer = server.get(path).await;
        assert_eq!(answer.status.as_u16(), 404, "{path}");
        assert_eq!(answer.problem(), "not-found", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_server_without_assets_says_how_to_make_them() {
    let server = Server::start_empty().await;
    let answer = server.get("/kindred.js").await;
    assert_eq!(answer.problem(), "not-found");
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("cargo xtask build"), "{detail}");
}

#[tokio::test]
async fn examples_are_served_with_their_index_at_the_root() {
    let mut server = Server::start_empty().await;
    let examples = server.folder.path().join("examples");
    fs::create_dir(&examples).unwrap();
    fs::write(examples.join("index.html"), "<h1>Welcome</h1>").unwrap();
    fs::write(examples.join("finder.html"), "<h1>Finder</h1>").unwrap();
    let parts = Parts {
        store: server.state.store.clone(),
        sites: server::config::Sites::in_folder(server.folder.path().join("sites")),
        catalogues: server::catalogues::Catalogues::default(),
        erasures: server::erasures::ErasureLog::open(&server.folder.path().join("erasures.log"))
            .unwrap(),
        gate: server::gate::Gate::new(Vec::new(), server.state.chance.clone()),
        tally: server::insight::Tally::default(),
        public_url: None,
        mail: MailState::not_set_up(),
        clock: server.state.clock.clone(),
        chance: server.state.chance.clone(),
        assets: server.state.assets.clone(),
        examples: Some(examples),
    };
    server.app = build_app(AppState::from(parts));
    assert_eq!(server.get("/").await.text(), "<h1>Welcome</h1>");
    let finder = server.get("/examples/finder.html").await;
    assert_eq!(finder.text(), "<h1>Finder</h1>");
    assert_eq!(finder.header("cache-control"), "no-cache");
    assert_eq!(
        server.get("/examples/none.html").await.problem(),
        "not-found"
    );
}
