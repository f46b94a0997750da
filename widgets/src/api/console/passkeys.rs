//! Calls about one's own passkeys.

use api_types::{NewPasskeyRequest, PasskeyList, PasskeyQuestion};

use super::{ConsoleServer, Line, Told, Verb};

impl ConsoleServer {
    /// Those there are.
    pub(crate) fn passkeys(&self, line: &Line) -> Told<PasskeyList> {
        self.get(&["passkeys"], &[], line)
    }

    /// What the browser is asked for a new one.
    pub(crate) fn ask_for_passkey(&self, line: &Line) -> Told<PasskeyQuestion> {
        self.press(Verb::Post, &["passkeys", "question"], line)
    }

    /// Adds the one that it made.
    pub(crate) fn add_passkey(&self, new: &NewPasskeyRequest, line: &Line) -> Told<()> {
        self.send(Verb::Post, &["passkeys"], new, line)
    }

    /// Removes one.
    pub(crate) fn remove_passkey(&self, passkey: &str, line: &Line) -> Told<()> {
        self.press(Verb::Delete, &["passkeys", passkey], line)
    }
}
