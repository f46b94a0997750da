//! How letters leave: `smtp`, `mail_from`, `public_url` and `mail_folder` of `kindred.toml`.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    str::FromStr,
};

use axum::http::Uri;
use lettre::Address;
use serde::Deserialize;

/// Where a mail server is and how one logs in: `smtps://user:password@host`, or
/// `smtp://host:587?tls=required`. Without TLS towards this machine alone.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct SmtpUrl(String);

impl SmtpUrl {
    /// The whole address, password included: for the mail library alone.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// How a connection to a mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// From its first byte.
    Implicit,
    /// After `STARTTLS`, without which nothing is said.
    StartTls,
    /// Not at all: it does not leave this machine.
    Plain,
}

impl SmtpUrl {
    /// How the connection is encrypted.
    pub fn tls(&self) -> SmtpTls {
        if self.0.starts_with("smtps:") {
            SmtpTls::Implicit
        } else if self.0.ends_with("?tls=required") {
            SmtpTls::StartTls
        } else {
            SmtpTls::Plain
        }
    }

    /// The mail server's name or number, to which its certificate has to belong.
    pub fn host(&self) -> String {
        let uri = self.0.parse::<Uri>().ok();
        let host = uri.as_ref().and_then(Uri::host).unwrap_or_default();
        host.trim_matches(['[', ']']).to_owned()
    }
}

impl fmt::Debug for SmtpUrl {
    /// Never shows the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmtpUrl(withheld)")
    }
}

const SMTP: &str = "a mail server is smtps://USER:PASSWORD@HOST or smtp://HOST:587?tls=required";

impl FromStr for SmtpUrl {
    type Err = &'static str;

    /// The error never repeats the text, which may hold a password.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: Uri = text.parse().map_err(|_| SMTP)?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or(SMTP)?;
        match (uri.scheme_str(), uri.query()) {
            (Some("smtps"), None) | (Some("smtp"), Some("tls=required")) => {}
            (Some("smtp"), None) if is_this_machine(host) => {}
            (Some("smtp"), _) => {
                return Err("mail leaves this machine encrypted alone: \
                            smtps://HOST, or smtp://HOST:587?tls=required");
            }
            _ => return Err(SMTP),
        }
        Ok(Self(text.to_owned()))
    }
}

/// The address that letters come from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct MailFrom(Address);

impl MailFrom {
    /// As the mail library has it.
    pub fn address(&self) -> &Address {
        &self.0
    }
}

impl FromStr for MailFrom {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let address = text.parse();
        address
            .map(Self)
            .map_err(|_| "a sender is an address alone: groups@example.org")
    }
}

/// This server's address as people reach it, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublicUrl(String);

impl PublicUrl {
    /// `https://groups.example.org`
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `groups.example.org`
    pub fn host(&self) -> String {
        let uri = self.0.parse::<Uri>().ok();
        let host = uri.as_ref().and_then(Uri::host);
        host.unwrap_or_default().to_owned()
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let form = "the public address is https://HOST, without a query; \
                    http:// is for this machine alone";
        let uri: Uri = text.parse().map_err(|_| form)?;
        let host = uri.host().unwrap_or_default();
        let fits = match uri.scheme_str() {
            Some("https") => !host.is_empty(),
            Some("http") => is_this_machine(host),
            _ => false,
        };
        let plain = uri.query().is_none() && !text.contains(['#', '@', '"', '<']);
        if fits && plain {
            Ok(Self(text.trim_end_matches('/').to_owned()))
        } else {
            Err(form)
        }
    }
}

macro_rules! from_string {
    ($($name:ident)+) => {$(
        impl TryFrom<String> for $name {
            type Error = &'static str;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }
    )+};
}
from_string!(SmtpUrl MailFrom PublicUrl);

/// Whether a host, as it stands in an address, is this machine alone.
pub fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    loopback || bare.eq_ignore_ascii_case("localhost")
}

/// What all sources together say about mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailSettings {
    /// The mail server.
    pub smtp: Option<SmtpUrl>,
    /// A file of PEM certificates of who vouches for the mail server.
    pub smtp_ca_file: Option<PathBuf>,
    /// The sender.
    pub from: Option<MailFrom>,
    /// This server's address in letters.
    pub public_url: Option<PublicUrl>,
    /// A folder in which letters are put instead of being sent.
    pub folder: Option<PathBuf>,
}

/// How letters leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailConfig {
    /// Where to.
    pub way: MailWay,
    /// The sender.
    pub from: MailFrom,
    /// This server's address in letters.
    pub public_url: PublicUrl,
}

/// Where letters go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailWay {
    /// To a mail server, and from there to people.
    Smtp {
        /// The mail server.
        url: SmtpUrl,
        /// Who vouches for it, PEM; the authorities that browsers trust where it is absent.
        ca_file: Option<PathBuf>,
    },
    /// Into a folder, for a demo.
    Folder(PathBuf),
}

/// Why mail is set up in a way that cannot work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MailProblem {
    /// Two ways out.
    #[error("`smtp` and `mail_folder` exclude each other")]
    TwoWays,
    /// Nobody would look at the certificates.
    #[error("`smtp_ca_file` needs an `smtp` that is encrypted: smtps://…, or …?tls=required")]
    NothingToVouchFor,
    /// Nobody to write from.
    #[error("mail needs `mail_from`, the address that letters come from")]
    NoSender,
    /// Letters could not lead anywhere.
    #[error("mail needs `public_url`, this server's address in the links of letters")]
    NoPublicUrl,
    /// Strangers could read everybody's letters.
    #[error(
        "`mail_folder` is for a demo on this machine, where /outbox shows every letter: \
         `listen` must be a loopback address such as 127.0.0.1:8080"
    )]
    OpenFolder,
}

impl MailSettings {
    /// Weighs them; `None` where no way out is named, and people cannot join by a form.
    pub fn settle(&self, listen: SocketAddr) -> Result<Option<MailConfig>, MailProblem> {
        let encrypted = |smtp: &SmtpUrl| smtp.tls() != SmtpTls::Plain;
        if self.smtp_ca_file.is_some() && !self.smtp.as_ref().is_some_and(encrypted) {
            return Err(MailProblem::NothingToVouchFor);
        }
        let way = match (&self.smtp, &self.folder) {
            (None, None) => return Ok(None),
            (Some(_), Some(_)) => return Err(MailProblem::TwoWays),
            (Some(smtp), None) => MailWay::Smtp {
                url: smtp.clone(),
                ca_file: self.smtp_ca_file.clone(),
            },
            (None, Some(_)) if !listen.ip().is_loopback() => return Err(MailProblem::OpenFolder),
            (None, Some(folder)) => MailWay::Folder(folder.clone()),
        };
        let public_url = self.public_url.clone();
        Ok(Some(MailConfig {
            way,
            from: self.from.clone().ok_or(MailProblem::NoSender)?,
            public_url: public_url.ok_or(MailProblem::NoPublicUrl)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_leaves_the_machine_encrypted_alone() {
        for good in [
            "smtps://ana:s3cret@mail.example.org",
            "smtps://mail.example.org:4650",
            "smtp://mail.example.org:587?tls=required",
            "smtp://localhost:2525",
            "smtp://127.0.0.1:2525",
            "smtp://[::1]:2525",
        ] {
            assert!(good.parse::<SmtpUrl>().is_ok(), "{good}");
        }
        for bad in [
            "smtp://mail.example.org",
            "smtp://ana:s3cret@mail.example.org:587?tls=opportunistic",
            "smtp://localhost.example.org",
            "https://mail.example.org",
            "mail.example.org",
            "smtps://",
            "",
        ] {
            let refused = bad.parse::<SmtpUrl>().unwrap_err();
            assert!(!refused.contains("s3cret"));
        }
    }

    #[test]
    fn an_address_says_how_it_is_encrypted_and_whose_certificate_it_takes() {
        for (url, tls, host) in [
            (
                "smtps://a:b@mail.example.org",
                SmtpTls::Implicit,
                "mail.example.org",
            ),
            (
                "smtp://127.0.0.1:587?tls=required",
                SmtpTls::StartTls,
                "127.0.0.1",
            ),
            ("smtp://[::1]:2525", SmtpTls::Plain, "::1"),
        ] {
            let url: SmtpUrl = url.parse().unwrap();
            assert_eq!((url.tls(), url.host().as_str()), (tls, host));
        }
    }

    #[test]
    fn a_password_is_never_printed() {
        let url: SmtpUrl = "smtps://ana:s3cret@mail.example.org".parse().unwrap();
        let settings = MailSettings {
            smtp: Some(url),
            ..MailSettings::default()
        };
        assert!(!format!("{settings:?}").contains("s3cret"));
    }

    #[test]
    fn links_in_letters_are_https_except_on_this_machine() {
        let url = |text: &str| text.parse::<PublicUrl>();
        assert_eq!(
            url("https://groups.example.org/").unwrap().as_str(),
            "https://groups.example.org"
        );
        assert_eq!(url("https://a.example:444/k").unwrap().host(), "a.example");
        assert!(url("http://127.0.0.1:8080").is_ok());
        for bad in [
            "http://groups.example.org",
            "groups.example.org",
            "https://a?b",
            "javascript:x",
        ] {
            assert!(url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn half_a_set_up_is_refused_with_what_is_missing() {
        let listen = |text: &str| text.parse::<SocketAddr>().unwrap();
        let here = listen("127.0.0.1:8080");
        let none = MailSettings::default();
        assert_eq!(none.settle(here), Ok(None));
        let folder = MailSettings {
            folder: Some("mail".into()),
            from: "groups@example.org".parse().ok(),
            public_url: "http://localhost:8080".parse().ok(),
            ..none
        };
        assert!(folder.settle(here).unwrap().is_some());
        assert!(folder.settle(listen("[::1]:1")).is_ok());
        assert_eq!(
            folder.settle(listen("0.0.0.0:8080")),
            Err(MailProblem::OpenFolder)
        );
        let without = |change: fn(&mut MailSettings)| {
            let mut settings = folder.clone();
            change(&mut settings);
            settings.settle(here).unwrap_err()
        };
        assert_eq!(without(|of| of.from = None), MailProblem::NoSender);
        assert_eq!(without(|of| of.public_url = None), MailProblem::NoPublicUrl);
        let both = without(|of| of.smtp = "smtp://localhost".parse().ok());
        assert_eq!(both, MailProblem::TwoWays);
        let vouched = without(|of| of.smtp_ca_file = Some("ca.pem".into()));
        assert_eq!(vouched, MailProblem::NothingToVouchFor);
        let vouched = without(|of| {
            of.smtp_ca_file = Some("ca.pem".into());
            of.smtp = "smtp://localhost".parse().ok();
        });
        assert_eq!(vouched, MailProblem::NothingToVouchFor);
    }
}
