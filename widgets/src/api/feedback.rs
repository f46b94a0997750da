//! Calls of the survey. An invitation goes into the header of the calls that need it and nowhere else; answers
//! without a name go with a ballot, and with nothing that a browser would add of its own accord.

use api_types::{
    Ballot, DeclineSurvey, NamedAnswers, NewAnswers, NewBallot, NewMemberNote, SurveyForm,
    SurveyInvitation,
};
use web_sys::{ReferrerPolicy, RequestCredentials};

use super::{Answer, Line, Reply, Request, Server, encode, get, member::signed, reply, with_body};
use crate::wire::write;

impl Server {
    /// A group's survey in its newest version, and what came of earlier answers.
    pub(crate) fn survey(&self, group: &str, survey: &str, line: &Line) -> Answer<SurveyForm> {
        let url = self.of_group(group, "/surveys/");
        get(
            &[&url, &encode(survey), "?lang=", self.language].concat(),
            line,
        )
    }

    /// What an invitation is for.
    pub(crate) fn invitation(&self, invitation: &str, line: &Line) -> Reply<SurveyInvitation> {
        let request = Request::get(&[&self.base, "/invitation"].concat());
        reply(bare(signed(request, invitation)), line)
    }

    /// A note with the member's name. The invitation stays.
    pub(crate) fn send_note(
        &self,
        invitation: &str,
        note: &NewMemberNote,
        line: &Line,
    ) -> Reply<()> {
        let body = write::new_member_note(note);
        self.invited(invitation, "/notes", body, line)
    }

    /// Answers with the member's name.
    pub(crate) fn send_named(
        &self,
        invitation: &str,
        answers: &NamedAnswers,
        line: &Line,
    ) -> Reply<()> {
        let body = write::named_answers(answers);
        self.invited(invitation, "/answers", body, line)
    }

    /// They will not answer.
    pub(crate) fn decline(
        &self,
        invitation: &str,
        decline: &DeclineSurvey,
        line: &Line,
    ) -> Reply<()> {
        let body = write::decline_survey(decline);
        self.invited(invitation, "/decline", body, line)
    }

    /// An invitation, or work where there is none, for a ballot that knows neither.
    pub(crate) fn exchange(
        &self,
        invitation: Option<&str>,
        new: &NewBallot,
        line: &Line,
    ) -> Reply<Ballot> {
        let mut request = Request::post(&[&self.base, "/ballots"].concat());
        if let Some(invitation) = invitation {
            request = signed(request, invitation);
        }
        reply(with_body(bare(request), write::new_ballot(new)), line)
    }

    /// Answers without a name.
    pub(crate) fn send_answers(&self, new: &NewAnswers, line: &Line) -> Reply<()> {
        let request = Request::post(&[&self.base, "/answers"].concat());
        reply(with_body(bare(request), write::new_answers(new)), line)
    }

    fn invited(&self, invitation: &str, path: &str, body: String, line: &Line) -> Reply<()> {
        let request = Request::post(&[&self.base, "/invitation", path].concat());
        let request = bare(signed(request, invitation));
        reply(with_body(request, body), line)
    }
}

/// Without cookies, and without the page's own address: behind a link in a letter it has the invitation in it.
fn bare(request: Request) -> Request {
    request
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
}
