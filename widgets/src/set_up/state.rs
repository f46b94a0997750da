//! What a check of this device finds, as data. Pure, with its tests.

/// What became of one part of the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// It is there and can be used.
    Yes,
    /// The person or their browser said no.
    Refused,
    /// The host's page may not ask for it (Permissions-Policy).
    Blocked,
    /// There is none.
    Missing,
    /// It is there, and something else has it, or it does not start.
    Busy,
    /// The browser does not say.
    Unknown,
}

impl Found {
    /// Its name among the words.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Refused => "refused",
            Self::Blocked => "blocked",
            Self::Missing => "missing",
            Self::Busy => "busy",
            Self::Unknown => "unknown",
        }
    }
}

/// The camera's or the microphone's fate by the name of the error that came in its place
/// (Media Capture and Streams, 10.2), and whether the page may ask at all.
pub(crate) fn after_error(name: &str, may_ask: bool) -> Found {
    match name {
        _ if !may_ask => Found::Blocked,
        "NotAllowedError" | "SecurityError" | "PermissionDeniedError" => Found::Refused,
        "NotFoundError" | "DevicesNotFoundError" | "OverconstrainedError" => Found::Missing,
        "NotReadableError" | "TrackStartError" | "AbortError" => Found::Busy,
        _ => Found::Unknown,
    }
}

/// The loudspeaker by the kinds of devices that the browser lists. Several browsers never list
/// where sound comes out, so that none in the list says nothing.
pub(crate) fn speaker(kinds: &[String]) -> Found {
    if kinds.iter().any(|kind| kind == "audiooutput") {
        Found::Yes
    } else {
        Found::Unknown
    }
}

/// Why nothing can be checked here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cannot {
    /// The page came without encryption, and browsers give such pages no camera.
    Insecure,
    /// The browser cannot do it.
    TooOld,
}

/// How far a check is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Check {
    /// Nobody pressed yet.
    #[default]
    No,
    /// The browser asks the person, or looks.
    Now,
    /// It cannot be done here.
    Cannot(Cannot),
    /// This was found.
    Done {
        /// The camera.
        camera: Found,
        /// The microphone.
        microphone: Found,
        /// The loudspeaker.
        speaker: Found,
    },
}

impl Check {
    /// Each part's name among the words with what was found.
    pub(crate) fn parts(self) -> Vec<(&'static str, Found)> {
        match self {
            Self::Done {
                camera,
                microphone,
                speaker,
            } => vec![
                ("camera", camera),
                ("microphone", microphone),
                ("speaker", speaker),
            ],
            _ => Vec::new(),
        }
    }

    /// Whether the person is to be told how to allow what was refused.
    pub(crate) fn was_refused(self) -> bool {
        self.parts()
            .iter()
            .any(|(_, found)| *found == Found::Refused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::tests::join_words;

    #[test]
    fn an_error_tells_a_refusal_from_a_device_that_is_not_there_or_busy() {
        assert_eq!(after_error("NotAllowedError", true), Found::Refused);
        assert_eq!(after_error("NotFoundError", true), Found::Missing);
        assert_eq!(after_error("NotReadableError", true), Found::Busy);
        assert_eq!(after_error("SomethingNewError", true), Found::Unknown);
    }

    #[test]
    fn a_page_that_may_not_ask_was_not_refused_by_the_person() {
        assert_eq!(after_error("NotAllowedError", false), Found::Blocked);
    }

    #[test]
    fn a_browser_that_lists_no_loudspeaker_has_not_said_that_there_is_none() {
        let kinds = ["audioinput".to_owned(), "audiooutput".to_owned()];
        assert_eq!(speaker(&kinds), Found::Yes);
        assert_eq!(speaker(&kinds[..1]), Found::Unknown);
    }

    #[test]
    fn who_refused_is_told_how_to_allow_and_nobody_else() {
        let with = |camera| Check::Done {
            camera,
            microphone: Found::Yes,
            speaker: Found::Unknown,
        };
        assert!(with(Found::Refused).was_refused());
        assert!(!with(Found::Blocked).was_refused());
        assert!(!Check::Cannot(Cannot::Insecure).was_refused());
    }

    #[test]
    fn whatever_is_found_has_words() {
        for language in ["en", "es"] {
            let words = join_words(language);
            let found = [
                Found::Yes,
                Found::Refused,
                Found::Blocked,
                Found::Missing,
                Found::Busy,
                Found::Unknown,
            ];
            for found in found {
                for part in ["camera", "microphone"] {
                    let name = found.name();
                    assert!(words.find(part, name).is_some(), "{language} {part}.{name}");
                }
            }
            for found in [Found::Yes, Found::Unknown] {
                assert!(words.find("speaker", found.name()).is_some());
            }
        }
    }
}
