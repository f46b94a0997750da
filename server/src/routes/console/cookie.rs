//! The session's cookie: `__Host-kindred`, bound to this host and to HTTPS. On this machine alone,
//! where there is no HTTPS, it is `kindred`.

use axum::http::{HeaderMap, HeaderValue, header, uri::Authority};

use crate::{
    AppState,
    config::is_this_machine,
    domain::{
        join::hash_of,
        staff::{SessionToken, Stay},
    },
};

/// The hash of the session that a request brings, whether it holds or not.
pub fn session_of(state: &AppState, headers: &HeaderMap) -> Option<[u8; 32]> {
    let name = name(is_secure(state, headers));
    let cookies = headers.get_all(header::COOKIE).into_iter();
    let mut cookies = cookies
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='));
    let (_, value) = cookies.find(|(known, _)| *known == name)?;
    Some(hash_of(value))
}

/// `Set-Cookie` for a session that begins.
pub fn set(
    state: &AppState,
    headers: &HeaderMap,
    token: &SessionToken,
    stay: Stay,
) -> Option<HeaderValue> {
    cookie(state, headers, token.as_str(), stay.cookie_seconds())
}

/// `Set-Cookie` that takes it away.
pub fn clear(state: &AppState, headers: &HeaderMap) -> Option<HeaderValue> {
    cookie(state, headers, "", Some(0))
}

fn cookie(
    state: &AppState,
    headers: &HeaderMap,
    value: &str,
    seconds: Option<i64>,
) -> Option<HeaderValue> {
    let secure = is_secure(state, headers);
    let age = seconds.map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
    let only_https = if secure { "; Secure" } else { "" };
    let name = name(secure);
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{only_https}{age}");
    text.parse().ok()
}

fn name(secure: bool) -> &'static str {
    if secure { "__Host-kindred" } else { "kindred" }
}

/// Whether the browser speaks HTTPS, to us or to the proxy before us. What is configured counts;
/// without it only this machine's own names do without.
fn is_secure(state: &AppState, headers: &HeaderMap) -> bool {
    if let Some(url) = &state.public_url {
        return url.as_str().starts_with("https://");
    }
    let host = headers.get(header::HOST);
    let host: Option<Authority> = host.and_then(|host| host.to_str().ok()?.parse().ok());
    !host.is_some_and(|host| is_this_machine(host.host()))
}
