//! The entry point for Shuttle's runner: a few lines over the same [`server::start`].
//!
//! Shuttle closed its hosted platform in January 2026; its runner still works for those who host
//! it themselves. Everybody else runs the plain `kindred` binary. Settings come from Shuttle's
//! secrets under the names of the environment variables (`KINDRED_DATA`, `KINDRED_DATABASE`,
//! `KINDRED_ASSETS`, `KINDRED_TRUSTED_PROXIES`, `KINDRED_KEY`, `KINDRED_FORMER_KEY`, and for mail `KINDRED_SMTP`, `KINDRED_MAIL_FROM`,
//! `KINDRED_PUBLIC_URL`); the data folder is `kindred-data` unless they say otherwise.

use std::{future, net::SocketAddr, path::PathBuf, str::FromStr};

use axum::Router;
use server::{
    build_app,
    clock::{Chance, Clock},
    config::ServerFile,
    layers, log, notify, start,
};
use shuttle_runtime::{CustomError, Error, SecretStore};
use tokio::net::TcpListener;

/// What the runner is handed: a server that only wants to know where to listen.
struct Kindred(Router);

#[shuttle_runtime::async_trait]
impl shuttle_runtime::Service for Kindred {
    async fn bind(mut self, address: SocketAddr) -> Result<(), Error> {
        let listener = TcpListener::bind(address).await.map_err(CustomError::new)?;
        let served = start::serve(listener, self.0, future::pending()).await;
        Ok(served.map_err(CustomError::new)?)
    }
}

#[shuttle_runtime::main]
async fn main(#[shuttle_runtime::Secrets] secrets: SecretStore) -> Result<Kindred, Error> {
    let setting = |name: &str| secrets.get(name).or_else(|| std::env::var(name).ok());
    let data = setting("KINDRED_DATA").unwrap_or_else(|| "kindred-data".to_owned());
    let binary = std::env::current_exe().ok();
    let config = ServerFile {
        database: setting("KINDRED_DATABASE"),
        assets: setting("KINDRED_ASSETS").map(PathBuf::from),
        trusted_proxies: setting("KINDRED_TRUSTED_PROXIES")
            .map(|list| list.split(',').map(str::parse).collect())
            .transpose()
            .map_err(CustomError::new)?,
        smtp: parsed("KINDRED_SMTP", setting("KINDRED_SMTP").as_deref())?,
        mail_from: parsed("KINDRED_MAIL_FROM", setting("KINDRED_MAIL_FROM").as_deref())?,
        public_url: parsed(
            "KINDRED_PUBLIC_URL",
            setting("KINDRED_PUBLIC_URL").as_deref(),
        )?,
        ..ServerFile::default()
    }
    .settle(
        data.as_ref(),
        binary.as_deref().and_then(|path| path.parent()),
    );
    log::start(config.log_format, config.log_level);
    layers::hide_panics();
    let keys = start::Keys {
        in_use: setting("KINDRED_KEY"),
        former: setting("KINDRED_FORMER_KEY"),
    };
    let state = start::open_state(&config, &keys, Clock::system(), Chance::system());
    let state = state.await?;
    tokio::spawn(start::keep_house(state.clone()));
    tokio::spawn(notify::send_letters(state.clone(), future::pending()));
    Ok(Kindred(build_app(state)))
}

/// A setting that has to make sense. What it says is not repeated: it may be a secret.
fn parsed<T: FromStr<Err = &'static str>>(
    name: &str,
    said: Option<&str>,
) -> anyhow::Result<Option<T>> {
    let parsed = said.map(str::parse).transpose();
    parsed.map_err(|problem| anyhow::anyhow!("{name}: {problem}"))
}
