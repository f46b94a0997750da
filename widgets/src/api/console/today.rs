//! Calls about what waits, and the day of a meeting.

use api_types::{AttendanceRequest, ConcernRequest, MeetingSheet, PromptRequest, Today};

use super::{ConsoleServer, Line, Told, Verb};

impl ConsoleServer {
    /// What waits, of all groups that whoever is signed in sees.
    pub(crate) fn today(&self, line: &Line) -> Told<Today> {
        self.get(&["today"], &[], line)
    }

    /// A meeting, by its group and its start in ms since 1970 UTC.
    pub(crate) fn meeting(&self, group: &str, start: &str, line: &Line) -> Told<MeetingSheet> {
        self.get(&["groups", group, "meetings", start], &[], line)
    }

    /// Whether somebody came; `None` takes the note back.
    pub(crate) fn attend(
        &self,
        (group, start): (&str, &str),
        member: &str,
        came: Option<bool>,
        line: &Line,
    ) -> Told<()> {
        let path = ["groups", group, "meetings", start, "attendance", member];
        match came {
            Some(came) => self.send(Verb::Put, &path, &AttendanceRequest { came }, line),
            None => self.press(Verb::Delete, &path, line),
        }
    }

    /// The open question of a meeting.
    pub(crate) fn prompt(
        &self,
        (group, start): (&str, &str),
        asked: &PromptRequest,
        line: &Line,
    ) -> Told<()> {
        let path = ["groups", group, "meetings", start, "prompt"];
        self.send(Verb::Put, &path, asked, line)
    }

    /// Somebody was rung.
    pub(crate) fn call_done(&self, call: &str, line: &Line) -> Told<()> {
        self.press(Verb::Post, &["calls", call, "done"], line)
    }

    /// What a member says is wrong was read, or is settled.
    pub(crate) fn concern(&self, concern: &str, settled: bool, line: &Line) -> Told<()> {
        let asked = ConcernRequest { settled };
        self.send(Verb::Post, &["concerns", concern], &asked, line)
    }
}
