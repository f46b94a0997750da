//! Calls about requests to join, and about staff's mail on its way.

use api_types::{
    ApproveRequests, ApprovedRequests, CallOutcome, CallRequest, DeclineRequest, EnterRequest,
    EnteredRequest, JoinForm, MoveRequest, OutgoingLetters, OutgoingList, QuestionRequest,
    RequestDetail, RequestDone, RequestQueue, StopResponse,
};

use super::{ConsoleServer, Line, Told, Verb};

impl ConsoleServer {
    /// A page of the queue; what is not asked for is empty.
    pub(crate) fn requests(
        &self,
        (state, group, cursor): (&str, &str, &str),
        line: &Line,
    ) -> Told<RequestQueue> {
        let all = [("state", state), ("group", group), ("cursor", cursor)];
        let asked: Vec<_> = all
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        self.get(&["requests"], &asked, line)
    }

    /// One request.
    pub(crate) fn one_request(&self, id: &str, line: &Line) -> Told<RequestDetail> {
        self.get(&["requests", id], &[], line)
    }

    /// What is done about a request by a press alone: `approve`, `release`, `take-back`, `answered`,
    /// `offer`, `skip`.
    pub(crate) fn press_request(&self, id: &str, what: &str, line: &Line) -> Told<RequestDone> {
        self.press(Verb::Post, &["requests", id, what], line)
    }

    /// Declines in these words.
    pub(crate) fn decline(&self, id: &str, text: String, line: &Line) -> Told<RequestDone> {
        let asked = DeclineRequest { text };
        self.send(Verb::Post, &["requests", id, "decline"], &asked, line)
    }

    /// Asks the person something by email.
    pub(crate) fn ask_applicant(&self, id: &str, text: String, line: &Line) -> Told<RequestDone> {
        let asked = QuestionRequest { text };
        self.send(Verb::Post, &["requests", id, "question"], &asked, line)
    }

    /// Moves a request to another group.
    pub(crate) fn move_request(&self, id: &str, group: String, line: &Line) -> Told<RequestDone> {
        let asked = MoveRequest { group };
        self.send(Verb::Post, &["requests", id, "move"], &asked, line)
    }

    /// Notes how a call went.
    pub(crate) fn note_call(
        &self,
        id: &str,
        outcome: CallOutcome,
        line: &Line,
    ) -> Told<RequestDone> {
        let asked = CallRequest { outcome };
        self.send(Verb::Post, &["requests", id, "call"], &asked, line)
    }

    /// Approves several, each wholly or not at all.
    pub(crate) fn approve_all(&self, requests: Vec<String>, line: &Line) -> Told<ApprovedRequests> {
        let asked = ApproveRequests { requests };
        self.send(Verb::Post, &["requests", "approve"], &asked, line)
    }

    /// The form of a group, to be gone through with a caller in a language.
    pub(crate) fn caller_form(&self, group: &str, language: &str, line: &Line) -> Told<JoinForm> {
        self.get(
            &["groups", group, "caller-form"],
            &[("lang", language)],
            line,
        )
    }

    /// Enters a request for a caller.
    pub(crate) fn enter_request(
        &self,
        group: &str,
        asked: &EnterRequest,
        line: &Line,
    ) -> Told<EnteredRequest> {
        self.send(Verb::Post, &["groups", group, "requests"], asked, line)
    }

    /// Staff's mail that waits.
    pub(crate) fn outgoing(&self, line: &Line) -> Told<OutgoingList> {
        self.get(&["outgoing"], &[], line)
    }

    /// What the letters of a batch say.
    pub(crate) fn outgoing_letters(&self, batch: &str, line: &Line) -> Told<OutgoingLetters> {
        self.get(&["outgoing", batch], &[], line)
    }

    /// Stops what of it has not gone.
    pub(crate) fn stop_outgoing(&self, batch: &str, line: &Line) -> Told<StopResponse> {
        self.press(Verb::Post, &["outgoing", batch, "stop"], line)
    }
}
