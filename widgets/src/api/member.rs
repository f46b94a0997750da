//! Calls of a member's page. Each names the member by the token of their own link in a header, so
//! that it is in no address, no history and no log.

use api_types::{Acknowledgement, MemberCalendar, Membership, MembershipChange, NewConcern};
use wasm_bindgen::JsValue;

use super::{Line, Refusal, Reply, Request, Server, fetch, reply, taken, with_body};
use crate::wire::write;

/// All that is held of a member, as the browser parsed it.
pub(crate) struct Held(pub(crate) JsValue);

impl Server {
    /// Where a member stands and all that is theirs.
    pub(crate) fn membership(&self, member: &str, line: &Line) -> Reply<Membership> {
        let url = self.of_member(&["?lang=", self.language].concat());
        reply(signed(Request::get(&url), member), line)
    }

    /// Changes what the member wrote or wants.
    pub(crate) fn change_membership(
        &self,
        member: &str,
        change: &MembershipChange,
        line: &Line,
    ) -> Reply<()> {
        let request = Request::patch(&self.of_member(""));
        let body = write::membership_change(change);
        reply(with_body(signed(request, member), body), line)
    }

    /// Acknowledges newer guidelines.
    pub(crate) fn acknowledge(
        &self,
        member: &str,
        read: &Acknowledgement,
        line: &Line,
    ) -> Reply<()> {
        let request = Request::post(&self.of_member("/acknowledgements"));
        let body = write::acknowledgement(read);
        reply(with_body(signed(request, member), body), line)
    }

    /// Tells the coordinators that something is wrong in the group.
    pub(crate) fn tell_coordinators(
        &self,
        member: &str,
        concern: &NewConcern,
        line: &Line,
    ) -> Reply<()> {
        let request = Request::post(&self.of_member("/concerns"));
        let body = write::new_concern(concern);
        reply(with_body(signed(request, member), body), line)
    }

    /// Leaves the group, or takes the request back.
    pub(crate) fn leave(&self, member: &str, line: &Line) -> Reply<()> {
        reply(
            signed(Request::post(&self.of_member("/leave")), member),
            line,
        )
    }

    /// Erases all that is held of the member.
    pub(crate) fn erase(&self, member: &str, line: &Line) -> Reply<()> {
        reply(signed(Request::delete(&self.of_member("")), member), line)
    }

    /// Makes a private calendar in place of an earlier one.
    pub(crate) fn new_calendar(&self, member: &str, line: &Line) -> Reply<MemberCalendar> {
        let request = Request::post(&self.of_member("/calendar"));
        reply(signed(request, member), line)
    }

    /// All that is held of the member.
    pub(crate) async fn export(&self, member: &str, line: &Line) -> Result<Held, Refusal> {
        let request = Request::get(&self.of_member("/export"));
        let held = taken(fetch(signed(request, member), line.stop()));
        held.await.map(Held)
    }

    fn of_member(&self, rest: &str) -> String {
        [&self.base, "/membership", rest].concat()
    }
}

pub(super) fn signed(request: Request, member: &str) -> Request {
    request.header("Authorization", &["Bearer ", member].concat())
}
