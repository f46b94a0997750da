//! Sending. Whatever happens, nothing that was typed is lost: a failed send
//! keeps every field, and the same words under the same key are one request however often they
//! are sent.

use std::rc::Rc;

use api_types::{Guidelines, JoinForm, JoinReceipt, NewJoinRequest, Problem, ProblemCode};

use super::{
    super::{
        Sending, Summary, Trouble,
        request::{refused, request},
        state::{Field, Step, step_of},
    },
    World,
};
use crate::{
    api::Refusal,
    asking::Asked,
    browser::{self, Landing},
    element::{emit, events},
    guidelines::state::unchanged,
    i18n::join_keys as keys,
    intl::device_zone,
};

/// After this the person is told that it takes longer than usual.
const SLOW_MS: u32 = 4_000;

impl World {
    /// Sends what stands in the form, if nothing is wrong with it in any step.
    pub(super) fn submit(self: &Rc<Self>, form: &Rc<JoinForm>) {
        let wrong = Step::all(form)
            .into_iter()
            .find(|step| self.stop_at_faults(form, *step));
        if wrong.is_some() {
            return;
        }
        let (request, key) = {
            let mut draft = self.model.draft.peek().clone();
            let zone = device_zone();
            let request = request(form, &draft, self.flow.words.language(), zone);
            // From here on it may have arrived, whatever we hear.
            draft.tried = true;
            let key = draft.key.clone();
            self.model.draft.set(draft);
            (request, key)
        };
        self.keep(form);
        self.say_sending();
        self.post(form.clone(), key, request);
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

    fn post(self: &Rc<Self>, form: Rc<JoinForm>, key: String, mut request: NewJoinRequest) {
        let world = self.clone();
        browser::spawn(async move {
            let mut sent = world.send(&key, &mut request).await;
            if let Err(Refusal::Problem(Some(ProblemCode::BadProofOfWork), _)) = sent {
                world.work.forget();
                sent = world.send(&key, &mut request).await;
            }
            world.slow.cancel();
            if world.gone.get() {
                return;
            }
            match sent {
                Ok(receipt) => world.joined(&form, *receipt),
                Err(refusal) => world.not_taken(&form, refusal).await,
            }
        });
    }

    async fn send(
        self: &Rc<Self>,
        key: &str,
        request: &mut NewJoinRequest,
    ) -> Result<Box<JoinReceipt>, Refusal> {
        request.proof_of_work = self.work.proof_for(key).await;
        let sent = self
            .server
            .request_to_join(&self.group, key, request, &self.send_line);
        sent.await
    }

    fn joined(self: &Rc<Self>, form: &JoinForm, receipt: JoinReceipt) {
        browser::keep(&self.drawer, None);
        self.model.status.set(String::new());
        self.model.receipt.set(Some(Rc::new(receipt)));
        self.model.status.set(String::new());
        self.go(form, Step::Next);
        emit(&self.options.host, events::JOINED, &[]);
    }

    pub(super) async fn not_taken(self: &Rc<Self>, form: &Rc<JoinForm>, refusal: Refusal) {
        match refusal {
            Refusal::Stale => {}
            Refusal::Failed => self.failed(Trouble::Failed),
            Refusal::Problem(code, problem) => self.refused(form, code, &problem).await,
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

    async fn refused(
        self: &Rc<Self>,
        form: &Rc<JoinForm>,
        code: Option<ProblemCode>,
        problem: &Problem,
    ) {
        match code {
            Some(ProblemCode::InvalidFields) => self.look_again(form, problem),
            Some(
                ProblemCode::GuidelinesChanged
                | ProblemCode::GuidelinesUnknown
                | ProblemCode::GuidelinesForged,
            ) => self.read_again(form).await,
            Some(ProblemCode::NoJoinForm | ProblemCode::UnknownGroup) => {
                self.failed(Trouble::NoForm);
            }
            Some(ProblemCode::SlowDown) => self.failed(Trouble::Wait),
            Some(ProblemCode::IdempotencyKeyReused) => {
                // The words changed without our noticing, as by another language of the page.
                self.model
                    .draft
                    .update(|draft| draft.edited(browser::random_key));
                self.keep(form);
                self.failed(Trouble::Failed);
            }
            _ => self.failed(Trouble::Failed),
        }
    }

    /// The server would not take some fields: to the first step that has one.
    fn look_again(self: &Rc<Self>, form: &JoinForm, problem: &Problem) {
        let (mut faults, others) = refused(form, &self.model.draft.peek(), &problem.errors);
        let has_one = |step: &Step| faults.iter().any(|(field, _)| step_of(*field) == *step);
        let step = Step::all(form)
            .into_iter()
            .find(has_one)
            .unwrap_or(Step::Send);
        faults.retain(|(field, _)| step_of(*field) == step);
        self.go(form, step);
        let summary = if others {
            Summary::More
        } else {
            Summary::Faults
        };
        self.complain(faults, summary);
    }

    /// The guidelines are others now: they are shown with the difference, and all else stays.
    async fn read_again(self: &Rc<Self>, form: &Rc<JoinForm>) {
        let since = &form.guidelines.version;
        let fresh = self
            .server
            .guidelines(&self.group, Some(since), &self.form_line)
            .await;
        let Ok(fresh) = fresh else {
            return self.failed(Trouble::Failed);
        };
        if !self.gone.get() {
            self.take_guidelines(form, *fresh);
        }
    }

    fn take_guidelines(self: &Rc<Self>, form: &JoinForm, fresh: Guidelines) {
        let read: Vec<String> = {
            let draft = self.model.draft.peek();
            let old = form.guidelines.items.iter().enumerate();
            old.filter(|(at, _)| draft.is_ticked(Field::Rule(*at)))
                .map(|(_, rule)| rule.key.clone())
                .collect()
        };
        let most = form.guidelines.items.len().max(fresh.items.len());
        let same = unchanged(&fresh);
        self.model.draft.update(|draft| {
            draft.tick(Field::Rules, false);
            for at in 0..most {
                let known = fresh
                    .items
                    .get(at)
                    .is_some_and(|rule| read.contains(&rule.key));
                draft.tick(Field::Rule(at), known && same.contains(&at));
            }
            draft.edited(browser::random_key);
        });
        let mut form = form.clone();
        form.guidelines = fresh;
        let step = Step::to_read_again(&form);
        self.model.rules_changed.set(true);
        self.model.form.set(Asked::Yes(Rc::new(form.clone())));
        self.go(&form, step);
    }
}
