//! Calls about members: who is in a group, how to reach them, what staff do to a membership.

use api_types::{
    MessageRequest, MessageSent, PauseRequest, Reach, RemoveRequest, Roster, RosterList,
    SilenceReason, SilenceRequest, Silenced,
};

use super::{ConsoleServer, Line, Told, Verb};

impl ConsoleServer {
    /// The groups that whoever is signed in sees, with how many are in each.
    pub(crate) fn rosters(&self, line: &Line) -> Told<RosterList> {
        self.get(&["rosters"], &[], line)
    }

    /// Everybody in a group.
    pub(crate) fn roster(&self, group: &str, line: &Line) -> Told<Roster> {
        self.get(&["groups", group, "members"], &[], line)
    }

    /// How to reach somebody; that it was asked is written down.
    pub(crate) fn reach(&self, member: &str, line: &Line) -> Told<Reach> {
        self.press(Verb::Post, &["members", member, "reach"], line)
    }

    /// Nobody writes to them any more.
    pub(crate) fn silence(
        &self,
        member: &str,
        reason: SilenceReason,
        line: &Line,
    ) -> Told<Silenced> {
        let asked = SilenceRequest { reason };
        self.send(Verb::Post, &["members", member, "silence"], &asked, line)
    }

    /// They may be written to again.
    pub(crate) fn unsilence(&self, member: &str, line: &Line) -> Told<()> {
        self.press(Verb::Delete, &["members", member, "silence"], line)
    }

    /// They are kept out for a while.
    pub(crate) fn pause(&self, member: &str, asked: &PauseRequest, line: &Line) -> Told<()> {
        self.send(Verb::Post, &["members", member, "pause"], asked, line)
    }

    /// They may come in again.
    pub(crate) fn resume(&self, member: &str, line: &Line) -> Told<()> {
        self.press(Verb::Delete, &["members", member, "pause"], line)
    }

    /// They are taken out of the group.
    pub(crate) fn remove(&self, member: &str, asked: &RemoveRequest, line: &Line) -> Told<()> {
        self.send(Verb::Post, &["members", member, "remove"], asked, line)
    }

    /// Staff were in touch with them.
    pub(crate) fn in_touch(&self, member: &str, line: &Line) -> Told<()> {
        self.press(Verb::Post, &["members", member, "in-touch"], line)
    }

    /// To every member by an email of their own.
    pub(crate) fn message(
        &self,
        group: &str,
        asked: &MessageRequest,
        key: &str,
        line: &Line,
    ) -> Told<MessageSent> {
        self.send_once(&["groups", group, "messages"], asked, key, line)
    }

    /// Letters of one's own that wait do not go.
    pub(crate) fn stop_message(&self, batch: &str, line: &Line) -> Told<api_types::StopResponse> {
        self.press(Verb::Post, &["outgoing", batch, "stop"], line)
    }
}
