//! The way out: a mail server, or a folder for a demo, or memory for tests.

use std::{
    error::Error,
    fmt, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    transport::smtp::{
        PoolConfig,
        client::{Certificate, CertificateStore, Tls, TlsParameters},
        extension::ClientId,
    },
};

use crate::{
    config::{SmtpTls, SmtpUrl},
    store::Again,
};

/// A mail server that takes longer to answer one command is tried again later.
const PATIENCE: Duration = Duration::from_secs(30);
/// Connections to a mail server at once.
const CONNECTIONS: u32 = 4;

/// Where letters go.
#[derive(Clone)]
pub enum Mailer {
    /// A mail server; connections are kept and used again.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// A folder of `.eml` files, for a demo.
    Folder(PathBuf),
    /// The letters themselves, for tests.
    Memory(Arc<Mutex<Vec<String>>>),
}

impl fmt::Debug for Mailer {
    /// Never shows how one logs in, nor a letter.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Smtp(_) => "Mailer(smtp)",
            Self::Folder(_) => "Mailer(folder)",
            Self::Memory(_) => "Mailer(memory)",
        })
    }
}

/// Why a letter did not go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Whether to try again.
    pub again: Again,
    /// What the mail server said, by its codes: its words may repeat the address.
    pub trouble: String,
}

impl Failure {
    /// May go another time.
    pub fn later(trouble: impl Into<String>) -> Self {
        Self {
            again: Again::Later,
            trouble: trouble.into(),
        }
    }

    /// Never will.
    pub fn never(trouble: impl Into<String>) -> Self {
        Self {
            again: Again::Never,
            trouble: trouble.into(),
        }
    }
}

impl Mailer {
    /// Through a mail server, which is told that `host` is calling. Its certificate is vouched for
    /// by `authorities`, or else by those that browsers trust. Must be called within a runtime;
    /// connects only when there is a letter.
    pub fn smtp(
        url: &SmtpUrl,
        host: &str,
        authorities: Option<Certificate>,
    ) -> Result<Self, lettre::transport::smtp::Error> {
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.reveal())?;
        if let Some(authorities) = authorities {
            transport = transport.tls(vouched_for(url, authorities)?);
        }
        let transport = transport
            .hello_name(ClientId::Domain(host.to_owned()))
            .timeout(Some(PATIENCE))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS));
        Ok(Self::Smtp(transport.build()))
    }

    /// Into a folder, which is made for its owner's eyes alone.
    pub fn folder(path: PathBuf) -> io::Result<Self> {
        crate::start::make_private_folder(&path)?;
        Ok(Self::Folder(path))
    }

    /// Into memory.
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// The letters in memory, as they would have been sent, oldest first.
    pub fn sent(&self) -> Vec<String> {
        match self {
            Self::Memory(letters) => letters
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone(),
            _ => Vec::new(),
        }
    }

    /// Sends one letter. `id` names its file in a folder: what is sent twice is there once.
    pub async fn send(&self, id: &str, message: Message) -> Result<(), Failure> {
        match self {
            Self::Smtp(transport) => match transport.send(message).await {
                Ok(_) => Ok(()),
                Err(error) => Err(failure(&error)),
            },
            Self::Folder(folder) => {
                let file = folder.join(format!("{id}.eml"));
                let written =
                    tokio::task::spawn_blocking(move || put(&file, &message.formatted())).await;
                match written {
                    Ok(Ok(())) => Ok(()),
                    _ => Err(Failure::later("the folder cannot be written to")),
                }
            }
            Self::Memory(letters) => {
                let text = String::from_utf8_lossy(&message.formatted()).into_owned();
                letters
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(text);
                Ok(())
            }
        }
    }
}

/// The encryption that an address asks for, with these authorities and no others.
fn vouched_for(
    url: &SmtpUrl,
    authorities: Certificate,
) -> Result<Tls, lettre::transport::smtp::Error> {
    let parameters = TlsParameters::builder(url.host())
        .certificate_store(CertificateStore::None)
        .add_root_certificate(authorities)
        .build_rustls()?;
    Ok(match url.tls() {
        SmtpTls::Implicit => Tls::Wrapper(parameters),
        SmtpTls::StartTls => Tls::Required(parameters),
        SmtpTls::Plain => Tls::None,
    })
}

/// Writes a file that appears whole.
fn put(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = file.with_extension("part");
    std::fs::write(&beside, bytes)?;
    std::fs::rename(beside, file)
}

/// What went wrong, without a word that could name somebody.
fn failure(error: &lettre::transport::smtp::Error) -> Failure {
    let Some(code) = error.status() else {
        let what = if error.is_timeout() {
            "the mail server did not answer in time"
        } else if error.is_tls() || is_unsafe(error) {
            "no safe connection to the mail server"
        } else {
            "no conversation with the mail server"
        };
        return Failure::later(what);
    };
    let said = error.source().map(ToString::to_string);
    let enhanced = said.as_deref().and_then(enhanced_code);
    let trouble = match enhanced {
        Some(enhanced) => format!("the mail server answered {code} {enhanced}"),
        None => format!("the mail server answered {code}"),
    };
    // Only a missing mailbox (RFC 3463, X.1.x) is the letter's own fault. Every other refusal may
    // be a mail server that is set up wrongly, and is put right within the two days.
    let no_such_address = enhanced.is_some_and(|enhanced| enhanced.starts_with("5.1."));
    if error.is_permanent() && no_such_address {
        Failure::never(trouble)
    } else {
        Failure::later(trouble)
    }
}

/// Whether the two did not agree on a safe connection: a certificate that nobody vouches for, or
/// something else than TLS. The library reports it as an input that makes no sense.
fn is_unsafe(error: &lettre::transport::smtp::Error) -> bool {
    let sources = std::iter::successors(error.source(), |&error| error.source());
    let mut inputs = sources.filter_map(|source| source.downcast_ref::<io::Error>());
    inputs.any(|input| input.kind() == io::ErrorKind::InvalidData)
}

/// The enhanced code (RFC 2034) with which an answer begins.
fn enhanced_code(said: &str) -> Option<&str> {
    let first = said.split_whitespace().next()?;
    let digits = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (first.split('.').count() == 3 && first.split('.').all(digits)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enhanced_code_is_taken_and_nothing_that_could_be_a_name() {
        assert_eq!(
            enhanced_code("5.1.1 <ana@example.org> unknown"),
            Some("5.1.1")
        );
        assert_eq!(enhanced_code("ana@example.org unknown"), None);
        assert_eq!(enhanced_code("5.1"), None);
        assert_eq!(enhanced_code("a.b.c"), None);
        assert_eq!(enhanced_code(""), None);
    }
}
