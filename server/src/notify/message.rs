//! From words to the bytes that a mail server takes (RFC 5322), headers included.

use std::time::{Duration, UNIX_EPOCH};

use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};

use super::letters::Written;
use crate::{domain::letter::NewLetter, store::ClaimedLetter};

/// Why a letter cannot be made into a message: it will not go another time, either.
#[derive(Debug, thiserror::Error)]
pub enum NoMessage {
    /// The reader's address is none. It is not repeated.
    #[error("the address is none")]
    Address,
    /// Something else does not hold together.
    #[error("the letter makes no message")]
    Parts,
}

/// The whole message; the same bytes on each attempt.
pub fn message(
    claimed: &ClaimedLetter,
    letter: &NewLetter,
    written: Written,
    from: &Address,
) -> Result<Message, NoMessage> {
    let to: Address = letter.to.parse().map_err(|_| NoMessage::Address)?;
    let created = u64::try_from(claimed.created_at).unwrap_or_default();
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(written.sender), from.clone()))
        .to(Mailbox::new(None, to))
        .subject(written.subject)
        .message_id(Some(claimed.message_id.clone()))
        .date(UNIX_EPOCH + Duration::from_millis(created))
        // No holiday greeting is to answer it (RFC 3834).
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some(reply_to) = written.reply_to.and_then(|address| address.parse().ok()) {
        builder = builder.reply_to(Mailbox::new(None, reply_to));
    }
    if let Some(url) = letter.letter.unsubscribe() {
        // One click, without a page between (RFC 8058).
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{url}>")))
            .raw_header(header(
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click",
            ));
    }
    let parts = MultiPart::alternative()
        .boundary(format!("kindred-{}", claimed.id))
        .singlepart(SinglePart::plain(written.text))
        .singlepart(SinglePart::html(written.html));
    builder.multipart(parts).map_err(|_| NoMessage::Parts)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    // A line break would begin a header of its own.
    let value = value.replace(['\r', '\n'], "");
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}
