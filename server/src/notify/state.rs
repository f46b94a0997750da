//! What the rest of the server knows of mail: whether there is any, where its links lead, and how
//! to wake the worker.

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use anyhow::Context;
use lettre::{Address, transport::smtp::client::Certificate};
use serde::Serialize;
use tokio::sync::Notify;
use utoipa::ToSchema;

use super::Mailer;
use crate::config::{MailConfig, MailFrom, MailWay, PublicUrl};

/// How mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MailCondition {
    /// Letters go; nothing has failed since the last one went.
    Ready,
    /// There is no mail server: groups show their contact instead of a join form.
    NotSetUp,
    /// The last letter could not be sent; it is tried again.
    Failing,
}

/// Mail, as the whole server shares it.
#[derive(Debug)]
pub struct MailState {
    way: Option<Way>,
    wake: Notify,
    failing: AtomicBool,
}

/// How letters leave.
#[derive(Debug)]
pub(super) struct Way {
    pub mailer: Mailer,
    pub from: Address,
    public_url: PublicUrl,
}

impl MailState {
    /// No mail.
    pub fn not_set_up() -> Self {
        Self {
            way: None,
            wake: Notify::new(),
            failing: AtomicBool::new(false),
        }
    }

    /// Mail from an address, with links that lead to `public_url`.
    pub fn new(mailer: Mailer, from: &MailFrom, public_url: PublicUrl) -> Self {
        Self {
            way: Some(Way {
                mailer,
                from: from.address().clone(),
                public_url,
            }),
            ..Self::not_set_up()
        }
    }

    /// Mail as it is configured. Must be called within a runtime.
    pub fn from_config(config: Option<&MailConfig>) -> anyhow::Result<Self> {
        let Some(config) = config else {
            return Ok(Self::not_set_up());
        };
        let mailer = match &config.way {
            MailWay::Smtp { url, ca_file } => {
                let authorities = ca_file.as_deref().map(read_authorities).transpose()?;
                Mailer::smtp(url, &config.public_url.host(), authorities)
                    // What went wrong may repeat the address with its password.
                    .map_err(|_| anyhow::anyhow!("the mail server's address makes no sense"))?
            }
            MailWay::Folder(folder) => Mailer::folder(folder.clone())
                .with_context(|| format!("mail_folder {}", folder.display()))?,
        };
        Ok(Self::new(mailer, &config.from, config.public_url.clone()))
    }

    /// Whether letters can be sent; without them nobody can join by a form.
    pub fn is_set_up(&self) -> bool {
        self.way.is_some()
    }

    /// A whole address for a letter: `path` begins with `/`. `None` without mail.
    pub fn link(&self, path: &str) -> Option<String> {
        let way = self.way.as_ref()?;
        Some(format!("{}{path}", way.public_url.as_str()))
    }

    /// Tells the worker that a letter was committed.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// How mail is.
    pub fn condition(&self) -> MailCondition {
        match &self.way {
            None => MailCondition::NotSetUp,
            Some(_) if self.failing.load(Ordering::Relaxed) => MailCondition::Failing,
            Some(_) => MailCondition::Ready,
        }
    }

    /// The folder in which letters are put instead of being sent, in a demo.
    pub fn folder(&self) -> Option<&Path> {
        match &self.way {
            Some(Way {
                mailer: Mailer::Folder(folder),
                ..
            }) => Some(folder),
            _ => None,
        }
    }

    pub(super) fn way(&self) -> Option<&Way> {
        self.way.as_ref()
    }

    pub(super) async fn woken(&self) {
        self.wake.notified().await;
    }

    pub(super) fn note(&self, failing: bool) {
        self.failing.store(failing, Ordering::Relaxed);
    }
}

/// The certificates of `smtp_ca_file`.
fn read_authorities(file: &Path) -> anyhow::Result<Certificate> {
    let named = || format!("smtp_ca_file {}", file.display());
    let pem = fs::read(file).with_context(named)?;
    // Without any, every mail server would be refused, and nobody would know why.
    let begins = b"-----BEGIN CERTIFICATE-----";
    let has_one = pem.windows(begins.len()).any(|part| part == begins);
    let read = Certificate::from_pem(&pem).ok().filter(|_| has_one);
    read.context("it has no PEM certificate")
        .with_context(named)
}
