//! How often one may ask, as a client sees it.

use std::net::SocketAddr;

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, State},
    http::Request,
    routing::post,
};
use server::{
    AppState,
    gate::{Act, Caller},
    layers,
    problems::Refusal,
    start,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::harness::{Answer, PROXY, Server, send};

/// An address that counts each request as a try at a code.
fn counting(server: &Server) -> Router {
    async fn count(State(state): State<AppState>, caller: Caller) -> Result<String, Refusal> {
        let site = state.site("riverside").await?;
        state.admit(&site.id, &caller, Act::GuessCode)?;
        Ok(format!("{caller:?}"))
    }
    Router::new()
        .route("/", post(count))
        .layer(axum::middleware::map_response(layers::expose_version))
        .with_state(server.state.clone())
}

async fn asked(server: &Server, peer: &str, forwarded: &str) -> Answer {
    let peer: SocketAddr = format!("{peer}:4711").parse().unwrap();
    let request = Request::post("/")
        .header("x-forwarded-for", forwarded)
        .extension(ConnectInfo(peer))
        .body(Body::empty());
    send(counting(server), request.unwrap()).await
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let server = Server::start_empty().await;
    for _ in 0..20 {
        let answer = asked(&server, "192.0.2.9", "").await;
        assert_eq!(answer.text(), "Caller(address withheld)");
    }
    let refused = asked(&server, "192.0.2.9", "").await;
    assert_eq!(
        (refused.status.as_u16(), refused.problem().as_str()),
        (429, "slow-down")
    );
    let seconds: i64 = refused.header("retry-after").parse().unwrap();
    assert_eq!(seconds, 180);
    server.wait_ms(seconds * 1_000 - 1);
    assert_eq!(asked(&server, "192.0.2.9", "").await.problem(), "slow-down");
    let exposed = refused.header("access-control-expose-headers");
    assert!(exposed.contains("retry-after"), "{exposed}");
    server.wait_ms(1);
    assert_eq!(asked(&server, "192.0.2.9", "").await.status.as_u16(), 200);
}

#[tokio::test]
async fn people_behind_a_trusted_proxy_are_told_apart_and_no_one_else_is_believed() {
    let server = Server::start_empty().await;
    for n in 0..25 {
        let told = format!("203.0.113.{n}");
        let answer = asked(&server, PROXY, &told).await;
        assert_eq!(answer.status.as_u16(), 200, "{told}");
        let answer = asked(&server, "192.0.2.66", &told).await;
        assert_eq!(answer.status.is_success(), n < 20, "{told}");
    }
}

#[tokio::test]
async fn a_running_server_knows_its_peers() {
    let server = Server::start_empty().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = start::serve(listener, counting(&server), std::future::pending());
    let serving = tokio::spawn(serving);
    let ask = async || {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request =
            b"POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        stream.write_all(request).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    };
    for _ in 0..20 {
        let answer = ask().await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    let answer = ask().await;
    assert!(answer.starts_with("HTTP/1.1 429"), "{answer}");
    serving.abort();
}
