//! The form in a frame of the server's own origin, where a site asks for that (`surface =
//! "frame"`): a host whose page is recorded then hears nothing of what is typed.
//!
//! Here is what the host's side shows and understands. The page in the frame is the server's
//! (`server/src/pages/form_page.rs`), whose script sends the messages that [`Heard`] reads: heights,
//! places and names of events, and nothing else.

use api_types::{JoinForm, JoinSurface};

use super::{Flow, actions::has_form};
use crate::{
    browser::Landing,
    i18n::join_keys as keys,
    ui::{El, Live, Look, el, el_of, link},
    wire::Json,
};

/// What the views of the frame follow.
#[derive(Default)]
pub(crate) struct OwnPage {
    /// Its page; `None` where the form stands here.
    pub(super) address: Live<Option<String>>,
    /// How far it is.
    pub(super) state: Live<Framed>,
    /// Height of its content, pixels.
    pub(super) height: Live<u32>,
}

/// How far the frame is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Framed {
    /// On its way.
    #[default]
    Coming,
    /// Later than people wait for, or blocked by the host's policy.
    Late,
    /// It says that it shows something.
    Here,
}

/// What the page in the frame says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Heard {
    /// Its content is so high, pixels.
    Height(u32),
    /// This part of it is to be seen: pixels from its top, and its height.
    Look(u32, u32, Landing),
    /// The form stands.
    Ready,
    /// It could not be had; the code for the host.
    Error(String),
    /// Another step, from 1.
    Step(u32),
    /// The request was taken.
    Joined,
}

/// No form is higher, pixels.
const HIGHEST: f64 = 100_000.0;

impl Heard {
    /// Reads a message; `None` where it says nothing that is known here.
    pub(super) fn read<J: Json>(message: &J) -> Option<Self> {
        // Bounded, so nothing can go wrong.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let whole = |name| Some(message.get(name).number()?.clamp(0.0, HIGHEST) as u32);
        Some(match message.get("kindred").text()?.as_str() {
            "height" => Self::Height(whole("height")?),
            "look" => Self::Look(
                whole("top")?,
                whole("height")?,
                match message.get("block").text().as_deref() {
                    Some("start") => Landing::Top,
                    _ => Landing::Near,
                },
            ),
            "kindred-ready" => Self::Ready,
            "kindred-error" => Self::Error(message.get("code").text()?),
            "kindred-join-step" => Self::Step(whole("step")?),
            "kindred-joined" => Self::Joined,
            _ => return None,
        })
    }
}

/// Whether a form belongs into a frame. What has nothing to fill in may stand anywhere.
pub(super) fn belongs(form: &JoinForm) -> bool {
    form.surface == JoinSurface::Frame && has_form(form)
}

/// Scheme and host of an address.
pub(super) fn origin(address: &str) -> &str {
    let end = address.match_indices('/').nth(2);
    &address[..end.map_or(address.len(), |(at, _)| at)]
}

/// What the root tells the style sheet.
pub(super) fn mark(flow: Flow) -> Option<String> {
    let page = &flow.model().own_page;
    page.address.get().as_ref()?;
    let here = *page.state.get() == Framed::Here;
    Some(if here { "here" } else { "coming" }.to_owned())
}

/// The frame, drawn once, and the place in it that is looked at.
pub(super) fn frame(flow: Flow) -> Option<El> {
    let model = flow.model();
    let address = model.own_page.address.get().clone()?;
    let name = flow.form()?.name.clone();
    let frame = el_of("iframe", "own-page")
        .set("id", "kd-frame")
        .set("part", "frame")
        .set_text(
            "title",
            flow.words.fill(keys::JOIN_GROUP, &[("group", &name)]),
        )
        // For the check of the device after sending; joining itself needs neither.
        .set("allow", "camera; microphone")
        .set("referrerpolicy", "no-referrer")
        .set_text("src", address)
        .live_attribute("height", move || {
            Some(flow.model().own_page.height.get().to_string())
        });
    let place = el_of("span", "own-place").set("id", "kd-place");
    Some(el("div").add(frame).add(place))
}

/// A way to the form that needs no frame, when none comes.
pub(super) fn way_out(flow: Flow) -> Option<El> {
    let page = &flow.model().own_page;
    if *page.state.get() != Framed::Late {
        return None;
    }
    let words = flow.words;
    let open = link(
        Look::Main,
        None,
        words.say(keys::FRAME_OPEN),
        page.address.get().clone()?,
    );
    Some(
        el_of("div", "flow")
            .add(el("p").say(words.say(keys::FRAME_LATE)))
            .add(open.set("rel", "noopener noreferrer")),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_frame_says_is_read_and_nothing_else() {
        let read = |message| Heard::read(&message);
        assert_eq!(
            read(json!({ "kindred": "height", "height": 812 })),
            Some(Heard::Height(812))
        );
        assert_eq!(
            read(json!({ "kindred": "look", "top": 8.5, "height": 30, "block": "start" })),
            Some(Heard::Look(8, 30, Landing::Top))
        );
        assert_eq!(
            read(json!({ "kindred": "kindred-join-step", "step": 2 })),
            Some(Heard::Step(2))
        );
        for other in [
            json!("height"),
            json!({ "kindred": "height" }),
            json!({ "kindred": "kindred-group-open", "group": "a" }),
            json!({ "height": 812 }),
            json!(null),
        ] {
            assert_eq!(read(other.clone()), None, "{other}");
        }
    }

    #[test]
    fn no_message_makes_the_page_endless() {
        let huge = json!({ "kindred": "height", "height": 1e300 });
        assert_eq!(Heard::read(&huge), Some(Heard::Height(100_000)));
        let negative = json!({ "kindred": "height", "height": -5 });
        assert_eq!(Heard::read(&negative), Some(Heard::Height(0)));
    }

    #[test]
    fn a_server_below_a_path_has_the_origin_of_its_host() {
        assert_eq!(origin("https://a.example/groups/x"), "https://a.example");
        assert_eq!(origin("http://a.example:8080"), "http://a.example:8080");
    }
}
