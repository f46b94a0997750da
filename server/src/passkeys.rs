//! Passkeys (WebAuthn): what a browser is asked, and whether what it answers holds.
//!
//! What belongs here: the ceremony, by `webauthn-rs`, and which name of this server passkeys belong
//! to. What does not: rows (`store/staff/passkeys.rs`) and who asks (`routes/console/`).

use axum::http::{HeaderMap, header, uri::Authority};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
        RegisterPublicKeyCredential, Url,
    },
};

use crate::{
    config::{PublicUrl, is_this_machine},
    domain::time::MINUTE,
};

/// How long a browser may take to answer, ms: somebody may have to find their key.
pub const ANSWERED_WITHIN: i64 = 10 * MINUTE;

/// What a browser is asked.
pub struct Question {
    /// For the browser, JSON.
    pub options: Value,
    /// For us, until it answers; JSON.
    pub state: String,
}

/// A passkey that a browser has made.
pub struct Made {
    /// Of the credential's id.
    pub hash: [u8; 32],
    /// The public key and its counter, JSON.
    pub key: String,
}

/// Who a browser says it has a passkey of.
pub struct Claim {
    /// Id of the staff member.
    pub staff: String,
    /// Of the credential's id.
    pub hash: [u8; 32],
    answer: PublicKeyCredential,
}

/// The name of this server that passkeys belong to, for good.
pub struct Ceremony(Webauthn);

impl Ceremony {
    /// For the server's public address; on this machine for `localhost`, as the browser calls it. `None`
    /// where there is no such name: browsers keep passkeys for names, never for bare addresses.
    pub fn of(public_url: Option<&PublicUrl>, headers: &HeaderMap) -> Option<Self> {
        let public = public_url.filter(|url| !is_this_machine(&url.host()));
        if let Some(url) = public {
            return Self::named(&url.host(), url.as_str(), false);
        }
        let host: Authority = headers.get(header::HOST)?.to_str().ok()?.parse().ok()?;
        let local = host.host() == "localhost";
        local.then(|| Self::named("localhost", "http://localhost", true))?
    }

    fn named(name: &str, origin: &str, any_port: bool) -> Option<Self> {
        let origin = Url::parse(origin).ok()?;
        // A bare address has no domain.
        origin.domain()?;
        let builder = WebauthnBuilder::new(name, &origin).ok()?;
        let builder = builder.rp_name("Kindred").allow_any_port(any_port);
        builder.build().ok().map(Self)
    }

    /// Asks for a new passkey of somebody, other than those they have (`known`, their keys).
    pub fn ask_for_new(
        &self,
        staff: &str,
        (name, shown): (&str, &str),
        known: &[String],
    ) -> Option<Question> {
        let known = known.iter().filter_map(|key| read_key(key));
        let known = known.map(|key| key.cred_id().clone()).collect();
        let staff = Uuid::parse_str(staff).ok()?;
        let asked = self
            .0
            .start_passkey_registration(staff, name, shown, Some(known));
        let (options, state) = asked.ok()?;
        let mut options = serde_json::to_value(options).ok()?;
        // Whoever signs in types no address, so the device itself has to know whose passkey it is.
        options["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
        options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = true.into();
        Some(Question {
            options,
            state: serde_json::to_string(&state).ok()?,
        })
    }

    /// The passkey that a browser answers with; `None` where it does not hold.
    pub fn take_new(&self, answer: &Value, state: &str) -> Option<Made> {
        let answer = from_browser::<RegisterPublicKeyCredential>(answer)?;
        let state: PasskeyRegistration = serde_json::from_str(state).ok()?;
        let made = self.0.finish_passkey_registration(&answer, &state);
        let made = made.map_err(|error| tracing::info!(%error, "a new passkey does not hold"));
        let made = made.ok()?;
        Some(Made {
            hash: hash(made.cred_id()),
            key: serde_json::to_string(&made).ok()?,
        })
    }

    /// Asks whoever it is for any passkey of this server's.
    pub fn ask_for_any(&self) -> Option<Question> {
        let (options, state) = self.0.start_discoverable_authentication().ok()?;
        Some(Question {
            options: serde_json::to_value(options).ok()?,
            state: serde_json::to_string(&state).ok()?,
        })
    }

    /// Whose passkey a browser says that it answers with.
    pub fn claim(&self, answer: &Value) -> Option<Claim> {
        let answer = from_browser::<PublicKeyCredential>(answer)?;
        let (staff, id) = self.0.identify_discoverable_authentication(&answer).ok()?;
        Some(Claim {
            staff: staff.to_string(),
            hash: hash(id),
            answer,
        })
    }

    /// Whether the answer holds for this key; gives the key as it is to be kept from now on. A counter
    /// that goes back tells of a copy, and does not hold.
    pub fn holds(&self, claim: &Claim, state: &str, key: &str) -> Option<String> {
        let state: DiscoverableAuthentication = serde_json::from_str(state).ok()?;
        let mut key = read_key(key)?;
        let result = self
            .0
            .finish_discoverable_authentication_v2(&claim.answer, state, &key);
        let result = result.map_err(|error| tracing::info!(%error, "a passkey does not hold"));
        key.update_credential(&result.ok()?);
        serde_json::to_string(&key).ok()
    }
}

/// A type of the library's from the JSON that a browser sent.
fn from_browser<T: serde::de::DeserializeOwned>(answer: &Value) -> Option<T> {
    T::deserialize(answer).ok()
}

fn read_key(key: &str) -> Option<Passkey> {
    serde_json::from_str(key).ok()
}

fn hash(id: &[u8]) -> [u8; 32] {
    Sha256::digest(id).into()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn is_there(public: Option<&str>, host: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static(host));
        let public = public.map(|url| url.parse().unwrap());
        Ceremony::of(public.as_ref(), &headers).is_some()
    }

    #[test]
    fn passkeys_belong_to_the_public_name_and_on_this_machine_to_localhost() {
        assert!(is_there(Some("https://groups.example.org"), "inside:8080"));
        assert!(is_there(Some("http://127.0.0.1:8080"), "localhost:9000"));
        assert!(is_there(None, "localhost:8080"));
        assert!(!is_there(None, "127.0.0.1:8080"));
        assert!(!is_there(None, "groups.example.org"), "not by hearsay");
        assert!(!is_there(Some("https://192.0.2.1"), "localhost"));
    }
}
