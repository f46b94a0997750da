//! A small mail server on this machine: RFC 5321 as far as letters need it, and its bad days.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

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

#[derive(Clone)]
pub struct SmtpServer {
    pub address: SocketAddr,
    mood: Arc<Mutex<Mood>>,
    letters: Arc<Mutex<Vec<String>>>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl SmtpServer {
    pub async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            mood: Arc::new(Mutex::new(mood)),
            letters: Arc::default(),
            heard: Arc::default(),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serving = serving.clone();
                tokio::spawn(async move { serving.talk(stream).await });
            }
        });
        server
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub fn change(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// The letters that it took, as they came.
    pub fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }

    /// The commands that it heard.
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

    async fn talk(&self, stream: TcpStream) -> Option<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 mail.example.org\r\n").await.ok()?;
        while let Some(line) = lines.next_line().await.ok()? {
            self.heard.lock().unwrap().push(line.clone());
            let mood = self.mood.lock().unwrap().clone();
            let verb = line.split([' ', ':']).next().unwrap_or_default();
            let answer = match (verb, mood) {
                ("EHLO", _) => "250-mail.example.org\r\n250 8BITMIME".to_owned(),
                ("RCPT", Mood::Refuses(answer)) => answer.to_owned(),
                ("DATA", mood) => {
                    write.write_all(b"354 go on\r\n").await.ok()?;
                    let mut letter = String::new();
                    loop {
                        let line = lines.next_line().await.ok()??;
                        if line == "." {
                            break;
                        }
                        letter += line.strip_prefix('.').unwrap_or(&line);
                        letter += "\r\n";
                    }
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
            write.write_all(answer.as_bytes()).await.ok()?;
            write.write_all(b"\r\n").await.ok()?;
        }
        None
    }
}
