//! The data folder as the commands see it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

use super::{Common, Environment};
use crate::{
    AppState,
    clock::{Chance, Clock},
    config::{ServerConfig, ServerFile, SiteConfig, is_slug, read_server_file, read_site_file},
    start::{self, Keys},
    store::Store,
};

/// Weighs flags and environment (`stronger`) against `kindred.toml`.
pub fn configure(
    common: &Common,
    stronger: ServerFile,
    environment: &Environment,
) -> anyhow::Result<ServerConfig> {
    let path = common.data.join("kindred.toml");
    let file = match fs::read_to_string(&path) {
        Ok(text) => read_server_file(&text)
            .map_err(|findings| anyhow::anyhow!(listed(&path, &findings)))?
            .paths_from(&common.data),
        Err(error) if error.kind() == io::ErrorKind::NotFound => ServerFile::default(),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    let smtp = environment.smtp.as_deref().map(str::parse).transpose();
    let stronger = ServerFile {
        database: common.database.clone(),
        smtp: smtp.map_err(|problem: &str| anyhow::anyhow!("KINDRED_SMTP: {problem}"))?,
        ..stronger
    };
    Ok(stronger
        .or(file)
        .settle(&common.data, environment.binary.as_deref()))
}

/// Findings, each with its file, line and column.
pub fn listed(path: &Path, findings: &[crate::config::Finding]) -> String {
    let lines = findings.iter();
    let lines: Vec<String> = lines.map(|of| format!("{}:{of}", path.display())).collect();
    lines.join("\n")
}

/// What a command works with when no server is asked for.
pub struct Workspace {
    /// All sources weighed.
    pub config: ServerConfig,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub chance: Chance,
    keys: Keys,
}

impl Workspace {
    /// Reads the configuration; opens nothing yet.
    pub fn new(common: &Common, environment: &Environment) -> anyhow::Result<Self> {
        Ok(Self {
            config: configure(common, ServerFile::default(), environment)?,
            clock: Clock::system(),
            chance: Chance::system(),
            keys: environment.keys.clone(),
        })
    }

    /// Whether there is a key before the one in use.
    pub fn has_former_key(&self) -> bool {
        self.keys.former.is_some()
    }

    /// Opens the database.
    pub async fn store(&self) -> anyhow::Result<Store> {
        start::open_store(&self.config, &self.keys, &self.chance).await
    }

    /// Everything that a server has, for work that writes letters.
    pub async fn state(&self) -> anyhow::Result<AppState> {
        let (clock, chance) = (self.clock.clone(), self.chance.clone());
        start::open_state(&self.config, &self.keys, clock, chance).await
    }

    /// Where a site's file lies.
    pub fn site_path(&self, slug: &str) -> PathBuf {
        self.config.data.join("sites").join(format!("{slug}.toml"))
    }

    /// A site's configuration; `None` when there is no such file.
    pub fn site(&self, slug: &str) -> anyhow::Result<Option<SiteConfig>> {
        if !is_slug(slug) {
            bail!("a site's slug has a-z, 0-9 and - alone, at most 80 of them; {slug:?} is none");
        }
        let path = self.site_path(slug);
        match fs::read_to_string(&path) {
            Ok(text) => read_site_file(&text)
                .map(Some)
                .map_err(|findings| anyhow::anyhow!(listed(&path, &findings))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| path.display().to_string()),
        }
    }

    /// A site's configuration; the error names the sites that there are.
    pub fn known_site(&self, slug: &str) -> anyhow::Result<SiteConfig> {
        match self.site(slug)? {
            Some(config) => Ok(config),
            None => bail!("{}", self.no_such_site(slug)),
        }
    }

    fn no_such_site(&self, slug: &str) -> String {
        let folder = self.config.data.join("sites");
        let files = fs::read_dir(&folder).into_iter().flatten().flatten();
        let mut known: Vec<String> = files
            .filter_map(|file| file.file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
            .filter(|name| is_slug(name))
            .collect();
        known.sort();
        let names: Vec<&str> = known.iter().map(String::as_str).collect();
        let hint = match (crate::config::nearest(slug, &names), known.is_empty()) {
            (Some(near), _) => format!("did you mean {near}? Known are {}", known.join(", ")),
            (None, false) => format!("known are {}", known.join(", ")),
            (None, true) => "there is none yet".to_owned(),
        };
        format!(
            "there is no site {slug} in {}: {hint}. To make it, import with --new-site \"Its name\"",
            folder.display()
        )
    }
}

/// Runs a command's asynchronous part.
pub fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("the runtime could not start")?
        .block_on(work)
}
