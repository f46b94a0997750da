//! `kindred rotate-key`.

use std::process::ExitCode;

use anyhow::bail;
use clap::Args;

use super::{
    Common, Environment,
    workspace::{Workspace, block_on},
};
use crate::store::{SealedColumn, SiteId, Store};

/// What `kindred rotate-key` takes.
#[derive(Debug, Args)]
#[command(after_help = STEPS)]
pub struct RotateKeyArgs {}

const STEPS: &str = "\
The steps, for the key file:
  1. Stop the server, and move kindred.key out of the data folder: it is the former key now.
  2. KINDRED_FORMER_KEY=\"$(cat former.key)\" kindred serve
     makes another key, seals with that one and still opens what the former one sealed.
  3. After two days, when codes and repeated requests from before are over:
     KINDRED_FORMER_KEY=\"$(cat former.key)\" kindred rotate-key
     beside the running server. At once, if somebody else may have the former key: people then get
     another code when they correct their address, and the link in their letter still holds.
  4. Start the server again without KINDRED_FORMER_KEY. Only backups from before need that key.

Keys in the environment go the same way: KINDRED_KEY is the other key, which
`openssl rand -base64 32` makes. It may be stopped at any moment and started again. The exit code is
1 when something opens with neither key, which is then named and left as it is.";

/// Seals everything anew that the former key sealed.
pub fn rotate_key(
    common: &Common,
    _args: &RotateKeyArgs,
    environment: &Environment,
) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::new(common, environment)?;
    if !workspace.has_former_key() {
        bail!("KINDRED_FORMER_KEY is not set: `kindred rotate-key --help` has the steps");
    }
    let now = workspace.clock.now();
    let done = block_on(async {
        let store = workspace.store().await?;
        let mut done = Done::default();
        for slug in store.list_site_slugs().await? {
            if let Some(site) = store.find_site(&slug).await? {
                seal_site(&store, (&slug, &site), now, &mut done).await?;
            }
        }
        store.close().await;
        Ok(done)
    })?;
    let Done {
        sealed,
        forgotten,
        closed,
    } = done;
    say!("sealed anew {sealed}, answers forgotten {forgotten}");
    for one in &closed {
        eprintln!("kindred: {one} opens with neither key");
    }
    if closed.is_empty() {
        say!("the former key is needed for backups from before, and for nothing else");
        Ok(ExitCode::SUCCESS)
    } else {
        Ok(ExitCode::FAILURE)
    }
}

#[derive(Default)]
struct Done {
    sealed: usize,
    forgotten: usize,
    closed: Vec<String>,
}

async fn seal_site(
    store: &Store,
    (slug, site): (&str, &SiteId),
    now: i64,
    done: &mut Done,
) -> anyhow::Result<()> {
    for column in SealedColumn::ALL {
        let mut after = String::new();
        loop {
            let some = store.seal_anew(site, column, &after).await?;
            done.sealed += some.sealed;
            let named = |id| format!("{} of {id} in {slug}", column.name());
            done.closed.extend(some.closed.into_iter().map(named));
            match some.last {
                Some(last) => after = last,
                None => break,
            }
        }
    }
    done.forgotten += store.forget_former_hashes(site, now).await?;
    Ok(())
}
