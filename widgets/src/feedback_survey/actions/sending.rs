//! Sending, one thing after another. Each is named by its attempt, so that it counts once however often it is
//! sent; whatever happens, nothing is lost, and the next press of "Send" goes on where this one stopped.

use std::rc::Rc;

use api_types::{
    NamedAnswers, NewAnswers, NewBallot, NewMemberNote, Problem, ProblemCode, SurveyForm,
};

use super::{
    super::{
        Sending, Trouble,
        draft::{Draft, Todo},
        last::is_note_too_long,
        state::{Field, Step, refused, sent, shown},
    },
    World,
};
use crate::{
    api::Refusal,
    browser::{self, Landing},
    element::{emit, events},
    i18n::survey_keys as keys,
};

/// After this the person is told that it takes longer than usual.
const SLOW_MS: u32 = 4_000;

impl World {
    /// Sends what is filled in, if there is something and nothing is wrong with it.
    pub(super) fn submit(self: &Rc<Self>, form: &Rc<SurveyForm>) {
        let (answers, note) = {
            let draft = self.model.draft.peek();
            let note = self.model.invited && (draft.has_note() || draft.note.sent);
            (draft.answers.clone(), note)
        };
        let nothing = sent(&form.survey, &answers).is_empty();
        if nothing && !note {
            return self.failed(Trouble::Nothing);
        }
        // A note alone answers no question.
        if !nothing && self.stop_at_faults(form, &shown(&form.survey, &answers)) {
            return;
        }
        if is_note_too_long(&self.model.draft.peek()) {
            return self.focus_soon(Field::Note.id(), Landing::Near);
        }
        self.say_sending();
        let (world, form) = (self.clone(), form.clone());
        browser::spawn(async move {
            let done = world.send_all(&form).await;
            world.slow.cancel();
            if world.gone.get() {
                return;
            }
            match done {
                Ok(()) => world.sent(&form, !nothing),
                Err(refusal) => world.not_taken(&form, refusal),
            }
        });
    }

    pub(super) fn say_sending(self: &Rc<Self>) {
        self.model.sending.set(Sending::Now(false));
        self.say(keys::SENDING);
        let world = self.clone();
        self.slow.then(SLOW_MS, move || {
            world.model.sending.set(Sending::Now(true));
            world.say(keys::SENDING_SLOW);
        });
    }

    /// Sends what is left, and notes what arrived.
    async fn send_all(self: &Rc<Self>, form: &SurveyForm) -> Result<(), Refusal> {
        loop {
            let todo = {
                let draft = self.model.draft.peek();
                draft.todo(&form.survey, self.model.invited)
            };
            match todo {
                Todo::Note => self.send_note(form).await?,
                Todo::Exchange => self.exchange(form).await?,
                Todo::Named => return self.send_named(form).await,
                Todo::Answers => return self.send_answers(form).await,
                Todo::Nothing => return Ok(()),
            }
        }
    }

    /// Changes the draft and keeps it, without drawing a field anew.
    fn note_down(&self, form: &SurveyForm, change: impl FnOnce(&mut Draft)) -> Draft {
        self.model.draft.update(change);
        self.keep(form);
        self.model.draft.peek().clone()
    }

    fn invitation(&self) -> &str {
        self.asks.invitation.as_deref().unwrap_or_default()
    }

    async fn send_note(&self, form: &SurveyForm) -> Result<(), Refusal> {
        // From here on it may have arrived, whatever we hear.
        let draft = self.note_down(form, |draft| draft.note.tried = true);
        let note = NewMemberNote {
            attempt: draft.note.attempt,
            text: draft.note.text.trim().to_owned(),
        };
        let sent = self
            .server
            .send_note(self.invitation(), &note, &self.send_line);
        sent.await?;
        self.note_down(form, |draft| draft.note.sent = true);
        Ok(())
    }

    async fn send_named(&self, form: &SurveyForm) -> Result<(), Refusal> {
        let draft = self.note_down(form, |draft| draft.tried = true);
        let answers = NamedAnswers {
            attempt: draft.attempt,
            version: form.survey.version,
            answers: sent(&form.survey, &draft.answers),
        };
        let sent = self
            .server
            .send_named(self.invitation(), &answers, &self.send_line);
        sent.await.map(|_| ())
    }

    async fn exchange(self: &Rc<Self>, form: &SurveyForm) -> Result<(), Refusal> {
        let mut found = self.ask_for_ballot(form).await;
        if let Err(Refusal::Problem(Some(ProblemCode::BadProofOfWork), _)) = found {
            self.work.forget();
            found = self.ask_for_ballot(form).await;
        }
        let ballot = found?;
        self.note_down(form, |draft| draft.ballot = Some(ballot));
        Ok(())
    }

    async fn ask_for_ballot(self: &Rc<Self>, form: &SurveyForm) -> Result<String, Refusal> {
        let draft = self.note_down(form, |draft| draft.tried = true);
        let invitation = self.asks.invitation.as_deref();
        let proof_of_work = match invitation {
            Some(_) => None,
            None => self.work.proof_for(&draft.attempt).await,
        };
        let new = NewBallot {
            attempt: draft.attempt,
            group: self.asks.group.clone(),
            survey: self.asks.survey.clone(),
            version: form.survey.version,
            proof_of_work,
        };
        let found = self.server.exchange(invitation, &new, &self.send_line);
        found.await.map(|found| found.ballot)
    }

    async fn send_answers(&self, form: &SurveyForm) -> Result<(), Refusal> {
        let answers = {
            let draft = self.model.draft.peek();
            NewAnswers {
                ballot: draft.ballot.clone().unwrap_or_default(),
                answers: sent(&form.survey, &draft.answers),
            }
        };
        let sent = self.server.send_answers(&answers, &self.send_line);
        sent.await.map(|_| ())
    }

    fn sent(self: &Rc<Self>, form: &SurveyForm, answered: bool) {
        self.model.status.set(String::new());
        self.go(Step::Done(answered));
        self.forget(form);
        if answered {
            let detail = [
                ("survey", self.asks.survey.as_str()),
                ("group", self.asks.group.as_str()),
            ];
            emit(&self.options.host, events::FEEDBACK_SENT, &detail);
        }
    }

    fn failed(self: &Rc<Self>, trouble: Trouble) {
        let trouble = match trouble {
            Trouble::Failed if browser::is_offline() => Trouble::Offline,
            other => other,
        };
        self.model.sending.set(Sending::Failed(trouble));
        // The notice says it; "sending" would not be true any more.
        self.model.status.set(String::new());
        self.focus_soon("kd-failed".to_owned(), Landing::Near);
    }

    pub(super) fn not_taken(self: &Rc<Self>, form: &Rc<SurveyForm>, refusal: Refusal) {
        match refusal {
            Refusal::Stale => {}
            Refusal::Failed => self.failed(Trouble::Failed),
            Refusal::Problem(code, problem) => self.refused(form, code, &problem),
        }
    }

    fn refused(
        self: &Rc<Self>,
        form: &Rc<SurveyForm>,
        code: Option<ProblemCode>,
        problem: &Problem,
    ) {
        match code {
            Some(ProblemCode::InvalidFields) => self.look_again(form, problem),
            Some(ProblemCode::UnknownToken | ProblemCode::SpentToken) => self.failed(Trouble::Over),
            Some(ProblemCode::UnknownSurvey | ProblemCode::UnknownGroup) => {
                self.failed(Trouble::Closed);
            }
            Some(ProblemCode::BadBallot) => {
                // Too old. Without an invitation work gives another; with one, the same attempt does, or not.
                self.note_down(form, |draft| {
                    draft.ballot = None;
                    if !self.model.invited {
                        draft.attempt = browser::random_token();
                    }
                });
                self.failed(Trouble::Failed);
            }
            Some(ProblemCode::BadProofOfWork) => {
                // An old telephone: it goes on while the person waits.
                self.work.forget();
                self.work.begin();
                self.failed(Trouble::Wait);
            }
            Some(ProblemCode::SlowDown) => self.failed(Trouble::Wait),
            _ => self.failed(Trouble::Failed),
        }
    }

    /// The server would not take some answers: to the first screen that has one.
    fn look_again(self: &Rc<Self>, form: &SurveyForm, problem: &Problem) {
        let (faults, others) = refused(&form.survey, &problem.errors);
        self.model.status.set(String::new());
        self.model.sending.set(Sending::No);
        // It was read and not taken: with or without a name is open again.
        self.note_down(form, |draft| draft.tried = false);
        if !self.complain(form, faults, others) {
            self.failed(Trouble::Failed);
        }
    }
}
