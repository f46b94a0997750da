//! Camera, microphone and loudspeaker of this device. Nothing is recorded and nothing leaves: each
//! track is stopped as soon as it is known to be there.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::state::{Cannot, Check, Found, after_error, speaker};
use crate::{
    browser::{self, window},
    js::{call, get, has, make, object},
};

/// How long the tone lasts, s.
const TONE_S: f64 = 1.0;
/// Its pitch, Hz: where loudspeakers of telephones are good.
const TONE_HZ: f64 = 660.0;
/// Its loudness, of 1.
const TONE_GAIN: f64 = 0.2;

/// Looks for each part. The browser asks the person first.
pub(super) async fn check() -> Check {
    if !has(&window(), "isSecureContext") {
        return Check::Cannot(Cannot::Insecure);
    }
    let devices = get(&window().navigator(), "mediaDevices");
    if !has(&devices, "getUserMedia") {
        return Check::Cannot(Cannot::TooOld);
    }
    // One after another, so that a device without a camera still finds its microphone.
    let camera = open(&devices, "video", "camera").await;
    let microphone = open(&devices, "audio", "microphone").await;
    Check::Done {
        camera,
        microphone,
        speaker: speaker(&kinds(&devices).await),
    }
}

/// Asks for a kind of track, and stops it at once.
async fn open(devices: &JsValue, kind: &str, feature: &str) -> Found {
    let wish = object(&[(kind, JsValue::TRUE)]);
    let Some(asked) = promise(devices, "getUserMedia", &[wish]) else {
        return Found::Unknown;
    };
    match JsFuture::from(asked).await {
        Ok(stream) => {
            let tracks: Array = call(&stream, "getTracks", &[])
                .and_then(|tracks| tracks.dyn_into().ok())
                .unwrap_or_default();
            for track in tracks.iter() {
                call(&track, "stop", &[]);
            }
            Found::Yes
        }
        Err(error) => {
            let name = get(&error, "name").as_string().unwrap_or_default();
            after_error(&name, may_ask(feature))
        }
    }
}

/// Whether the host's page may ask for a part of the device; browsers that cannot say are trusted.
fn may_ask(feature: &str) -> bool {
    let document: JsValue = window().document().into();
    let policy = get(&document, "featurePolicy");
    call(&policy, "allowsFeature", &[JsValue::from_str(feature)])
        .is_none_or(|allows| allows.is_truthy())
}

/// What kinds of devices the browser lists.
async fn kinds(devices: &JsValue) -> Vec<String> {
    let Some(asked) = promise(devices, "enumerateDevices", &[]) else {
        return Vec::new();
    };
    let listed: Array = JsFuture::from(asked)
        .await
        .ok()
        .and_then(|listed| listed.dyn_into().ok())
        .unwrap_or_default();
    let kind = |device: JsValue| get(&device, "kind").as_string();
    listed.iter().filter_map(kind).collect()
}

fn promise(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<Promise> {
    call(object, name, arguments)?.dyn_into().ok()
}

/// Plays a short, quiet tone; false where the browser cannot.
pub(super) fn play_tone() -> bool {
    sound().is_some()
}

fn sound() -> Option<()> {
    let context = make(&window(), "AudioContext", &Array::new())?;
    let tone = call(&context, "createOscillator", &[])?;
    let quiet = call(&context, "createGain", &[])?;
    let set = |part: &JsValue, name, value: f64| {
        let zero = JsValue::from_f64(0.0);
        call(
            &get(part, name),
            "setValueAtTime",
            &[JsValue::from_f64(value), zero],
        )
    };
    set(&tone, "frequency", TONE_HZ)?;
    set(&quiet, "gain", TONE_GAIN)?;
    call(&tone, "connect", std::slice::from_ref(&quiet))?;
    call(&quiet, "connect", &[get(&context, "destination")])?;
    call(&tone, "start", &[])?;
    // Browsers give a page only a few of these, so it goes when it is done.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    browser::after((TONE_S * 1000.0) as u32, move || {
        call(&context, "close", &[]);
    });
    Some(())
}
