//! From a configuration to a state that can serve, and what goes on beside the requests.

use std::{fs, io, net::SocketAddr, path::Path, time::Duration};

use anyhow::Context;
use axum::{Router, serve::ListenerExt};
use tokio::net::TcpListener;

use crate::{
    AppState,
    catalogues::Catalogues,
    clock::{Chance, Clock},
    config::{ServerConfig, Sites},
    domain::time::{DAY, HOUR},
    erasures::ErasureLog,
    feedback,
    gate::Gate,
    insight::{self, Tally},
    joining,
    notify::MailState,
    seal::Sealer,
    state::Parts,
    store::Store,
};

/// How many sites' groups are read before anybody asks.
const READ_AHEAD: usize = 16;

/// The keys that seal, each 32 bytes in base64. Not to be printed.
#[derive(Clone, Default)]
pub struct Keys {
    /// Stands in for the key file.
    pub in_use: Option<String>,
    /// The one before: what it sealed still opens.
    pub former: Option<String>,
}

/// Opens the database, making the data folder and the key file at the first start.
pub async fn open_store(
    config: &ServerConfig,
    keys: &Keys,
    chance: &Chance,
) -> anyhow::Result<Store> {
    let data = config.data.display();
    make_private_folder(&config.data).with_context(|| format!("the data folder {data}"))?;
    let mut sealer = match &keys.in_use {
        Some(text) => Sealer::from_base64(text, chance.clone()).context("KINDRED_KEY")?,
        None => Sealer::from_file(&config.data.join("kindred.key"), chance.clone())?,
    };
    if let Some(former) = &keys.former {
        sealer = sealer.with_former(former).context("KINDRED_FORMER_KEY")?;
    }
    Ok(Store::open(&config.database, sealer, chance.clone()).await?)
}

/// Makes a folder into which its owner alone may look: the key, the database and letters lie in
/// such.
pub(crate) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Everything that requests need.
pub async fn open_state(
    config: &ServerConfig,
    keys: &Keys,
    clock: Clock,
    chance: Chance,
) -> anyhow::Result<AppState> {
    let mail = config.mail.settle(config.listen)?;
    let mut store = open_store(config, keys, &chance).await?;
    if let Some(mail) = &mail {
        store = store.with_mail_domain(mail.from.address().domain());
    }
    let mail = MailState::from_config(mail.as_ref())?;
    let server = config.mail.public_url.as_ref();
    let server = server.map(|url| url.as_str().to_owned());
    let sites = Sites::in_folder(config.data.join("sites")).at(server);
    sites.look(&store, clock.now()).await?;
    let state = AppState::from(Parts {
        store,
        sites,
        catalogues: Catalogues::default(),
        erasures: open_erasures(&config.data)?,
        gate: Gate::new(config.trusted_proxies.clone(), chance.clone()),
        tally: Tally::default(),
        public_url: config.mail.public_url.clone(),
        mail,
        clock,
        chance,
        assets: config.assets.clone(),
        examples: config.examples.clone(),
    });
    // Before anybody reads a page, and before any letter goes out.
    joining::settle_erasures(&state)
        .await
        .context("what was erased before could not be erased again")?;
    if let Some(problem) = state.assets_problem() {
        tracing::warn!(folder = %config.assets.display(), problem, "no assets");
    }
    if !state.mail.is_set_up() {
        tracing::warn!("no mail is set up: groups show their contact instead of a join form");
    }
    Ok(state)
}

fn open_erasures(data: &Path) -> anyhow::Result<ErasureLog> {
    let path = data.join("erasures.log");
    ErasureLog::open(&path).with_context(|| path.display().to_string())
}

/// Answers requests until it is asked to stop, then finishes those that are under way. The one
/// way in which an app is run, since handlers are told their peer's address here.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    // Head and body of a file are two writes; without this the second waits for the other side.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY");
        }
    });
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app)
        .with_graceful_shutdown(stop)
        .await
}

/// Keeps the coming meetings written, promises kept, what is over deleted and the memory small,
/// for as long as the server runs.
pub async fn keep_house(state: AppState) {
    for site in state.sites.list().iter().take(READ_AHEAD) {
        let now = state.clock.now();
        if let Err(error) = state.catalogues.get(site, &state.store, now).await {
            tracing::error!(site = site.slug, %error, "the groups could not be read");
        }
    }
    let mut kept_on = None;
    let mut counted_in = None;
    let mut minute = tokio::time::interval(Duration::from_secs(60));
    minute.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        minute.tick().await;
        let now = state.clock.now();
        state.catalogues.drop_idle(now);
        if let Err(error) = state.sites.look(&state.store, now).await {
            tracing::error!(%error, "the sites could not be read");
        }
        if let Err(error) = state.store.forget_spent_challenges(now).await {
            tracing::error!(%error, "spent challenges could not be forgotten");
        }
        if let Err(error) = joining::settle_erasures(&state).await {
            tracing::error!(%error, "erasures could not be compared with their log");
        }
        insight::write_down(&state, false).await;
        let hour = now.div_euclid(HOUR);
        if counted_in != Some(hour) {
            insight::count_what_happened(&state, counted_in.is_none()).await;
            feedback::blur_traces(&state).await;
            counted_in = Some(hour);
        }
        joining::forget_new_addresses(&state).await;
        joining::keep_promises(&state).await;
        joining::write_what_is_due(&state).await;
        feedback::ask_members(&state).await;
        // By the calendar, not by a timer: a machine that slept renews when it wakes.
        let today = now.div_euclid(DAY);
        if kept_on != Some(today) && keep_day(&state, now).await {
            kept_on = Some(today);
        }
    }
}

/// Does what is done once a day; says whether all went well.
async fn keep_day(state: &AppState, now: i64) -> bool {
    let renewed = renew_all(state, now).await;
    let tended = joining::tend_groups(state).await;
    let deleted = joining::delete_what_is_over(state).await;
    let surveys = feedback::forget_what_is_over(state).await;
    let searches = insight::forget_old_searches(state).await;
    let access = state.store.delete_over_staff_access(now).await;
    if let Err(error) = &access {
        tracing::error!(%error, "sessions and links that are over could not be deleted");
    }
    deleted && tended && surveys && searches && access.is_ok() && renewed
}

/// Writes every site's coming meetings anew; says whether all went well.
async fn renew_all(state: &AppState, now: i64) -> bool {
    let mut all_well = true;
    for site in state.sites.list() {
        match state.store.renew_meetings(&site.id, now).await {
            Ok(groups) => tracing::info!(site = site.slug, groups, "meetings renewed"),
            Err(error) => {
                all_well = false;
                tracing::error!(site = site.slug, %error, "meetings could not be renewed");
            }
        }
    }
    all_well
}
