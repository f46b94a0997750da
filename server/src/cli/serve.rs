//! `kindred serve`.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::Context;
use clap::Args;
use tokio::net::TcpListener;

use super::{Common, Environment, workspace};
use crate::{
    AppState, build_app,
    clock::{Chance, Clock},
    config::{LogFormat, LogLevel, MailFrom, Network, PublicUrl, ServerConfig, ServerFile},
    domain::staff::{LinkPurpose, StaffLink},
    insight, layers, log, notify, start,
};

/// How long requests that are under way may take once the server is asked to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// What `kindred serve` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ServeArgs {
    /// Address and port; port 0 takes a free one. Default 127.0.0.1:8080.
    ///
    /// In kindred.toml: listen = "127.0.0.1:8080"
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "KINDRED_LISTEN",
        hide_env_values = true
    )]
    listen: Option<SocketAddr>,
    /// Folder of the widgets, as `cargo xtask build` makes it. Default: `site` beside the binary,
    /// or one folder above it. In kindred.toml: assets = "DIR"
    #[arg(
        long,
        value_name = "DIR",
        env = "KINDRED_ASSETS",
        hide_env_values = true
    )]
    assets: Option<PathBuf>,
    /// Folder of host pages to serve under /examples/, its index.html at /. Default: none.
    ///
    /// In kindred.toml: examples = "DIR"
    #[arg(
        long,
        value_name = "DIR",
        env = "KINDRED_EXAMPLES",
        hide_env_values = true
    )]
    examples: Option<PathBuf>,
    /// Proxies in front, as addresses or networks, with commas between them: only these may say
    /// for whom they ask (X-Forwarded-For or Forwarded), which limits how often one person asks.
    /// Default: none.
    ///
    /// In kindred.toml: trusted_proxies = ["10.0.0.0/8", "::1"]
    #[allow(clippy::doc_link_with_quotes, reason = "TOML, shown as it stands")]
    #[arg(
        long,
        value_name = "NETWORKS",
        value_delimiter = ',',
        env = "KINDRED_TRUSTED_PROXIES",
        hide_env_values = true
    )]
    trusted_proxies: Option<Vec<Network>>,
    /// PEM file of who vouches for a mail server of your own, in place of the authorities that
    /// browsers trust. In kindred.toml: smtp_ca_file = "FILE"
    #[arg(
        long,
        value_name = "FILE",
        env = "KINDRED_SMTP_CA_FILE",
        hide_env_values = true
    )]
    smtp_ca_file: Option<PathBuf>,
    /// The address that letters come from. In kindred.toml: mail_from = "groups@example.org"
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "KINDRED_MAIL_FROM",
        hide_env_values = true
    )]
    mail_from: Option<MailFrom>,
    /// This server's address as people reach it, for links in letters. Mail needs it.
    ///
    /// In kindred.toml: public_url = "https://groups.example.org"
    #[arg(
        long,
        value_name = "URL",
        env = "KINDRED_PUBLIC_URL",
        hide_env_values = true
    )]
    public_url: Option<PublicUrl>,
    /// For a demo: folder in which letters are put instead of being sent; /outbox shows them.
    /// Only while it listens on this machine alone. In kindred.toml: mail_folder = "DIR"
    #[arg(
        long,
        value_name = "DIR",
        env = "KINDRED_MAIL_FOLDER",
        hide_env_values = true
    )]
    mail_folder: Option<PathBuf>,
    /// How log lines are written, to standard error. In kindred.toml: log_format = "text"
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        env = "KINDRED_LOG_FORMAT",
        hide_env_values = true
    )]
    log_format: Option<LogFormat>,
    /// What is logged at least; `info` has a line for each request, without what was asked for.
    ///
    /// In kindred.toml: log_level = "info"
    #[arg(
        long,
        value_name = "LEVEL",
        value_enum,
        env = "KINDRED_LOG_LEVEL",
        hide_env_values = true
    )]
    log_level: Option<LogLevel>,
}

const EXAMPLES: &str = "\
Examples:
  kindred serve
  kindred serve --data /var/lib/kindred --listen 0.0.0.0:8080
  KINDRED_DATABASE=postgres://kindred@db/kindred kindred serve --log-format json

When it is ready it prints one line to standard output: `listening on http://127.0.0.1:8080`.
For each site without staff it prints, once, a link with which the first coordinator sets up the
console; later ones are printed by `kindred staff link`.
Put a proxy that speaks TLS in front of it, and name it in trusted_proxies. /healthz and /readyz tell how it is; /docs is the API.
A changed file in the sites folder counts within a second, without a restart.
When you restore a database, keep the data folder's erasures.log as it is: what members had erased
since the backup is erased again at the start (docs/data.md).

Environment only:
  KINDRED_KEY         32 bytes in base64 that seal join details and what members tell, in place of
                      the data folder's kindred.key, which is made at the first start. Keep a copy
                      apart from the database.
  KINDRED_FORMER_KEY  The key before that one: what it sealed still opens. See
                      `kindred rotate-key --help`.
  KINDRED_SMTP        The mail server with its password. Without one, groups show their contact
                      instead of a join form. In kindred.toml:
                      smtp = \"smtps://USER:PASSWORD@HOST\", or
                      smtp = \"smtp://HOST:587?tls=required\"";

impl ServeArgs {
    fn settings(self) -> ServerFile {
        ServerFile {
            listen: self.listen,
            database: None,
            assets: self.assets,
            examples: self.examples,
            trusted_proxies: self.trusted_proxies,
            smtp: None,
            smtp_ca_file: self.smtp_ca_file,
            mail_from: self.mail_from,
            public_url: self.public_url,
            mail_folder: self.mail_folder,
            log_format: self.log_format,
            log_level: self.log_level,
        }
    }
}

/// Serves until it is asked to stop.
pub fn serve(
    common: &Common,
    args: ServeArgs,
    environment: &Environment,
) -> anyhow::Result<ExitCode> {
    let config = workspace::configure(common, args.settings(), environment)?;
    log::start(config.log_format, config.log_level);
    layers::hide_panics();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime could not start")?
        .block_on(run(&config, &environment.keys))?;
    Ok(ExitCode::SUCCESS)
}

async fn run(config: &ServerConfig, keys: &start::Keys) -> anyhow::Result<()> {
    let state = start::open_state(config, keys, Clock::system(), Chance::system()).await?;
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    let address = listener.local_addr()?;
    let app = build_app(state.clone());
    let house = tokio::spawn(start::keep_house(state.clone()));
    println!("listening on http://{address}");
    offer_set_up(&state, address).await?;
    let (asked, stop) = tokio::sync::watch::channel(false);
    let mut no_more = stop.clone();
    let letters = tokio::spawn(notify::send_letters(state.clone(), async move {
        let _ = no_more.wait_for(|asked| *asked).await;
    }));
    let signal = async move {
        asked_to_stop().await;
        tracing::info!("stopping: no new requests, the last ones are answered");
        let _ = asked.send(true);
    };
    tokio::select! {
        ended = start::serve(listener, app, signal) => ended?,
        () = out_of_patience(stop) => tracing::warn!("some requests were cut off"),
    }
    house.abort();
    insight::write_down(&state, true).await;
    // Letters that are on their way are noted as sent, or they would go twice.
    if tokio::time::timeout(LAST_ANSWERS, letters).await.is_err() {
        tracing::warn!("some letters were cut off; they are tried again");
    }
    state.store.close().await;
    Ok(())
}

/// Prints, for each site that has no staff, the link with which its first coordinator sets the
/// console up: once, to standard output. It is never logged, and is printed again only after it has
/// expired.
async fn offer_set_up(state: &AppState, address: SocketAddr) -> anyhow::Result<()> {
    let base = match &state.public_url {
        Some(url) => url.as_str().to_owned(),
        None => format!("http://{address}"),
    };
    for site in state.sites.list() {
        let link = StaffLink::new(LinkPurpose::SetUp, &state.chance);
        let now = state.clock.now();
        let added = state.store.add_set_up_link(&site.id, &link, false, now);
        if added.await? {
            let (slug, path) = (&site.slug, link.path());
            say!("set up the console of {slug} within a day: {base}{path}");
        }
    }
    Ok(())
}

async fn out_of_patience(mut stop: tokio::sync::watch::Receiver<bool>) {
    if stop.wait_for(|asked| *asked).await.is_err() {
        std::future::pending::<()>().await;
    }
    tokio::time::sleep(LAST_ANSWERS).await;
}

/// Waits for Ctrl-C, or for the signal with which service managers end programs.
async fn asked_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
