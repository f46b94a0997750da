//! Letters of staff's own that wait.

use axum::http::Method;

use super::{Endpoint, SIGNED_IN, Who::Coordinator};

#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    let (get, post) = (Method::GET, Method::POST);
    vec![
        Endpoint { method: get.clone(), route: "/console/api/outgoing", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get, route: "/console/api/outgoing/{batch}", body: None, may: &[Coordinator], status: 200 },
        Endpoint { method: post, route: "/console/api/outgoing/{batch}/stop", body: None, may: &[Coordinator], status: 200 },
    ]
}
