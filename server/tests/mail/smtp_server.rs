//! A small mail server on this machine: RFC 5321 as far as letters need it, and its bad days.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

/// Whose certificate is not among those that browsers trust (PEM).
pub const AUTHORITY: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/mail/certificates/authority.pem"
);

/// How it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mood {
    /// Takes every letter.
    Kind,
    /// Answers each RCPT with this line.
    Refuses(&'static str),
    /// Takes the letter and hangs up without a word.
    HangsUp,
    /// Takes the letter and says so after this long.
    Slow(Duration),
}

/// How it is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// Not encrypted, and no way to be.
    None,
    /// From the first byte.
    Implicit,
    /// After STARTTLS; before that it takes no letter.
    StartTls,
}

#[derive(Clone)]
pub struct SmtpServer {
    pub address: SocketAddr,
    encryption: Encryption,
    mood: Arc<Mutex<Mood>>,
    letters: Arc<Mutex<Vec<String>>>,
    heard: Arc<Mutex<Vec<String>>>,
}

/// How a part of a conversation ended.
enum End {
    StartTls,
    Over,
}

impl SmtpServer {
    pub async fn start(mood: Mood) -> Self {
        Self::start_with(mood, Encryption::None).await
    }

    pub async fn start_with(mood: Mood, encryption: Encryption) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            encryption,
            mood: Arc::new(Mutex::new(mood)),
            letters: Arc::default(),
            heard: Arc::default(),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serving = serving.clone();
                tokio::spawn(async move { serving.answer(stream).await });
            }
        });
        server
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub fn encryption(&self) -> Encryption {
        self.encryption
    }

    pub fn change(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// The letters that it took, as they came.
    pub fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }

    /// The commands that it heard; `tls ` stands before those that came encrypted.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// Waits until it has taken so many letters.
    pub async fn has_taken(&self, letters: usize) {
        let waiting = async {
            while self.letters().len() < letters {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        let patience = Duration::from_secs(10);
        tokio::time::timeout(patience, waiting)
            .await
            .expect("the letters come");
    }

    async fn answer(&self, mut stream: TcpStream) -> Option<()> {
        if self.encryption != Encryption::Implicit {
            match self.talk(&mut stream, false, true).await? {
                End::Over => return None,
                End::StartTls => {}
            }
        }
        let mut stream = acceptor().accept(stream).await.ok()?;
        let greets = self.encryption == Encryption::Implicit;
        self.talk(&mut stream, true, greets).await?;
        None
    }

    async fn talk(
        &self,
        stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
        encrypted: bool,
        greets: bool,
    ) -> Option<End> {
        let mut stream = BufReader::new(stream);
        if greets {
            stream.write_all(b"220 mail.example.org\r\n").await.ok()?;
            stream.flush().await.ok()?;
        }
        let offers = self.encryption == Encryption::StartTls && !encrypted;
        while let Some(line) = read_line(&mut stream).await {
            let heard = if encrypted { "tls " } else { "" }.to_owned() + &line;
            self.heard.lock().unwrap().push(heard);
            let mood = self.mood.lock().unwrap().clone();
            let verb = line.split([' ', ':']).next().unwrap_or_default();
            let answer = match (verb, mood) {
                ("EHLO", _) if offers => "250-mail.example.org\r\n250 STARTTLS".to_owned(),
                ("EHLO", _) if encrypted => {
                    "250-mail.example.org\r\n250-AUTH PLAIN\r\n250 8BITMIME".to_owned()
                }
                ("EHLO", _) => "250-mail.example.org\r\n250 8BITMIME".to_owned(),
                ("STARTTLS", _) if offers => "220 go on".to_owned(),
                ("MAIL" | "AUTH" | "RCPT" | "DATA", _) if offers => {
                    "530 5.7.0 encrypt first".to_owned()
                }
                ("AUTH", _) if encrypted => "235 2.7.0 welcome".to_owned(),
                ("RCPT", Mood::Refuses(answer)) => answer.to_owned(),
                ("DATA", mood) => {
                    stream.write_all(b"354 go on\r\n").await.ok()?;
                    stream.flush().await.ok()?;
                    let letter = read_letter(&mut stream).await?;
                    self.letters.lock().unwrap().push(letter);
                    match mood {
                        Mood::HangsUp => return None,
                        Mood::Slow(pause) => tokio::time::sleep(pause).await,
                        _ => {}
                    }
                    "250 2.0.0 taken".to_owned()
                }
                ("QUIT", _) => "221 goodbye".to_owned(),
                _ => "250 2.1.0 fine".to_owned(),
            };
            stream.write_all(answer.as_bytes()).await.ok()?;
            stream.write_all(b"\r\n").await.ok()?;
            stream.flush().await.ok()?;
            if verb == "STARTTLS" && offers {
                return Some(End::StartTls);
            }
        }
        Some(End::Over)
    }
}

/// A line without its end; `None` when nobody speaks any more.
async fn read_line(stream: &mut (impl AsyncBufRead + Unpin)) -> Option<String> {
    let mut line = String::new();
    match stream.read_line(&mut line).await {
        Ok(1..) => Some(line.trim_end_matches(['\r', '\n']).to_owned()),
        _ => None,
    }
}

async fn read_letter(stream: &mut (impl AsyncBufRead + Unpin)) -> Option<String> {
    let mut letter = String::new();
    loop {
        let line = read_line(stream).await?;
        if line == "." {
            return Some(letter);
        }
        letter += line.strip_prefix('.').unwrap_or(&line);
        letter += "\r\n";
    }
}

/// Shows a certificate for 127.0.0.1 that [`AUTHORITY`] vouches for.
fn acceptor() -> TlsAcceptor {
    let certificates = CertificateDer::pem_slice_iter(include_bytes!("certificates/server.pem"));
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("certificates/server.key"));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(certificates.map(Result::unwrap).collect(), key.unwrap());
    TlsAcceptor::from(Arc::new(config.unwrap()))
}
