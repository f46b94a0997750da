//! The site's settings, which coordinators see and change.

use axum::http::Method;
use serde_json::{Value, json};

use server::store::{SettingsReplaced, Viewer};

use super::{COORDINATORS, Endpoint};
use crate::harness::Server;

/// Sets something for both sites, so that each has a version.
pub async fn set(server: &Server) {
    for slug in ["riverside", "lakeside"] {
        let site = server.state.site(slug).await.unwrap();
        let (operator, text) = (Viewer::operator(&site.id), "[theme]\nradius = 3\n");
        let store = &server.state.store;
        let set = store.replace_settings(&operator, 0, text, server.now());
        assert_eq!(set.await.unwrap(), SettingsReplaced::As(1));
    }
}

#[rustfmt::skip] // A table.
pub fn endpoints() -> Vec<Endpoint> {
    let (get, put, post) = (Method::GET, Method::PUT, Method::POST);
    let text: fn() -> Value = || json!({ "text": "[theme]\nradius = 4\n" });
    let whole: fn() -> Value = || json!({ "version": 1, "text": "[theme]\nradius = 4\n" });
    let key: fn() -> Value = || json!({ "version": 1, "value": { "radius": 4 } });
    vec![
        Endpoint { method: get.clone(), route: "/console/api/website", body: None, may: COORDINATORS, status: 200 },
        Endpoint { method: put.clone(), route: "/console/api/website", body: Some(whole), may: COORDINATORS, status: 200 },
        Endpoint { method: post, route: "/console/api/website/check", body: Some(text), may: COORDINATORS, status: 200 },
        Endpoint { method: put, route: "/console/api/website/keys/{key}", body: Some(key), may: COORDINATORS, status: 200 },
        Endpoint { method: get.clone(), route: "/console/api/website/versions/{version}", body: None, may: COORDINATORS, status: 200 },
        Endpoint { method: get, route: "/console/api/website/words/{language}", body: None, may: COORDINATORS, status: 200 },
    ]
}
