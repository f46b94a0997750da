//! `/console` and every address of its sections: the page of its program, and the way out.

use std::path::Path;

use api_types::console_program;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;

use super::{Signed, cookie, show_me::me};
use crate::{
    AppState, page,
    pages::{self, ConsoleFiles, PreviewFiles},
    problems::Refusal,
    routes::pages::door::{Shown, page},
};

/// The page, whichever section it is asked for: the program finds that in the address. Without the
/// program's files it says who is signed in.
pub async fn show_console(State(state): State<AppState>, uri: Uri, signed: Signed) -> Shown {
    let me = me(&state, &signed).await?;
    let Some(files) = find_files(&state.assets, program_of(uri.path()), &signed.language).await
    else {
        return Ok(page(pages::home(signed.frame(), &me)));
    };
    let told = serde_json::to_string(&me).map_err(Refusal::fault)?;
    let mut response = page(pages::console(signed.frame(), &files, &told));
    let policy = HeaderValue::from_static(pages::console_policy());
    response.headers_mut().insert(page::POLICY, policy);
    Ok(response)
}

/// Ends this session.
pub async fn press_sign_out(
    State(state): State<AppState>,
    headers: HeaderMap,
    signed: Signed,
) -> Shown {
    let (store, now) = (&state.store, state.clock.now());
    store
        .end_session(&signed.viewer, &signed.session, now)
        .await?;
    let cookie = cookie::clear(&state, &headers);
    let cookie = cookie.ok_or_else(|| Refusal::fault("a cookie that is no header"))?;
    let headers = [(header::SET_COOKIE, cookie)];
    Ok((headers, Redirect::to("/console/sign-in")).into_response())
}

/// The bundler's list of what it made.
#[derive(Deserialize)]
struct Manifest {
    files: std::collections::BTreeMap<String, ManifestFile>,
}

#[derive(Deserialize)]
struct ManifestFile {
    file: String,
}

/// Which program draws the page at `/console/…`.
fn program_of(path: &str) -> &'static str {
    let section = path.trim_start_matches("/console").trim_start_matches('/');
    let section = section.split('/').next().unwrap_or_default();
    console_program(section)
}

/// The program's files by their names of now. Read anew for every page, since a new bundle may be
/// laid into the folder while the server runs; `None` where the folder has no console.
async fn find_files(assets: &Path, program: &str, language: &str) -> Option<ConsoleFiles> {
    let manifest = tokio::fs::read(assets.join("manifest.json")).await.ok()?;
    let manifest: Manifest = serde_json::from_slice(&manifest).ok()?;
    let find = |name: &str| Some(format!("/{}", manifest.files.get(name)?.file));
    let primary = language.split('-').next().unwrap_or_default();
    let texts = [language, primary, "en"].into_iter().find_map(|tag| {
        let file = find(&format!("text.{program}.{tag}.json"))?;
        Some((tag.to_owned(), file))
    });
    let (language, text) = texts?;
    // What draws a preview; it is fetched when somebody wants to look. A survey is seen in any language.
    let preview = match program {
        "office" => preview_files(&manifest, "preview.css", "text.", Some(&language)),
        "feedback" => preview_files(&manifest, "survey.css", "text.survey.", None),
        _ => None,
    };
    Some(ConsoleFiles {
        script: find(&format!("{program}.js"))?,
        wasm: find(&format!("{program}.wasm"))?,
        style: find(&format!("{program}.css"))?,
        text,
        language,
        preview,
    })
}

/// What draws members' own views, with the texts of a program: files that begin so, in one language or in
/// all.
fn preview_files(
    manifest: &Manifest,
    style: &str,
    texts: &str,
    only: Option<&str>,
) -> Option<PreviewFiles> {
    let find = |name: &str| Some(format!("/{}", manifest.files.get(name)?.file));
    let of_language = |(name, file): (&String, &ManifestFile)| {
        let tag = name.strip_prefix(texts)?.strip_suffix(".json")?;
        let is_wanted = !tag.contains('.') && only.is_none_or(|only| only == tag);
        is_wanted.then(|| (tag.to_owned(), format!("/{}", file.file).into()))
    };
    let texts: serde_json::Map<_, _> = manifest.files.iter().filter_map(of_language).collect();
    Some(PreviewFiles {
        script: find("preview.js")?,
        wasm: find("preview.wasm")?,
        style: find(style)?,
        texts: serde_json::Value::Object(texts).to_string(),
    })
}
