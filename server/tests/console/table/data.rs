//! Copies, the audit trail, retention and insight.

use axum::http::Method;

use super::{COORDINATORS, Endpoint, SIGNED_IN};

#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    let get = Method::GET;
    vec![
        Endpoint { method: get.clone(), route: "/console/api/audit", body: None, may: COORDINATORS, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/export/{file}", body: None, may: SIGNED_IN, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/retention", body: None, may: COORDINATORS, status: 200 },
        Endpoint { method: get, route: "/console/api/insight", body: None, may: SIGNED_IN, status: 200 },
    ]
}
