//! `GET /v1/sites/{site}/challenge`

use altcha::SolveChallengeOptions;
use api_types::{Challenge, ProblemCode};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;
use server::gate::proof_of_work;

use crate::harness::Server;

const PATH: &str = "/v1/sites/riverside/challenge";

#[tokio::test]
async fn a_challenge_is_solved_by_any_solver_of_the_protocol_and_taken() {
    let server = Server::start_empty().await;
    let answer = server.get(PATH).await;
    assert_eq!(answer.status.as_u16(), 200);
    let theirs: altcha::Challenge = serde_json::from_slice(&answer.bytes).unwrap();
    let solution = altcha::solve_challenge(SolveChallengeOptions::new(&theirs)).unwrap();
    let payload = json!({ "challenge": answer.json(), "solution": solution.unwrap() });
    let payload = BASE64_STANDARD.encode(payload.to_string());

    let site = server.state.site("riverside").await.unwrap();
    let sealer = server.state.store.sealer();
    let verify = || proof_of_work::verify(sealer, &site.id, &payload, server.now());
    verify().unwrap();
    server.wait_ms(20 * 60 * 1_000);
    verify().unwrap();
    server.wait_ms(1_000);
    assert_eq!(verify().unwrap_err().code(), ProblemCode::BadProofOfWork);
}

#[tokio::test]
async fn each_challenge_is_new_and_kept_nowhere() {
    let server = Server::start_empty().await;
    let (one, other) = (server.get(PATH).await, server.get(PATH).await);
    assert_eq!(one.header("cache-control"), "no-store");
    assert_eq!(one.header("content-type"), "application/json");
    assert_eq!(one.header("access-control-allow-origin"), "*");
    let read = |bytes| serde_json::from_slice::<Challenge>(bytes).unwrap();
    assert_ne!(
        read(&one.bytes).parameters.nonce,
        read(&other.bytes).parameters.nonce
    );
    assert_eq!(serde_json::to_value(read(&one.bytes)).unwrap(), one.json());
}

#[tokio::test]
async fn a_challenge_of_no_site_or_with_a_parameter_is_a_problem() {
    let server = Server::start_empty().await;
    let answer = server.get("/v1/sites/nowhere/challenge").await;
    assert_eq!(
        (answer.status.as_u16(), answer.problem().as_str()),
        (404, "unknown-site")
    );
    let answer = server.get("/v1/sites/riverside/challenge?easy=1").await;
    assert_eq!(answer.problem(), "bad-parameter");
}
