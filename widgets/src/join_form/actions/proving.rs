//! After sending: the six digits that prove an address, another address in place of a wrong one, the
//! member's page; and a lost link.

use std::rc::Rc;

use api_types::{ContactKind, MemberContact, ProblemCode};

use super::{
    super::{
        Lost, Proof,
        check::{Fault, code, is_email, is_phone},
        request::contact_field,
        state::Field,
    },
    World,
};
use crate::{
    api::Refusal,
    browser::{self, Landing},
    i18n::join_keys as keys,
};

impl World {
    /// The six digits.
    pub(super) fn prove(self: &Rc<Self>) {
        let receipt = self.model.receipt.peek().clone();
        let Some(receipt) = receipt else { return };
        let typed = code(self.model.draft.peek().text(Field::Code));
        let Some(digits) = typed else {
            return self.complain_at(Field::Code, Fault::Form);
        };
        self.model.proof.set(Proof::Now);
        let world = self.clone();
        browser::spawn(async move {
            let proved = world
                .server
                .prove(&receipt.follow_up, &digits, &world.send_line)
                .await;
            if world.gone.get() {
                return;
            }
            match proved {
                Ok(standing) => {
                    let state = standing.state;
                    world.model.standing.set(Some(Rc::from(standing)));
                    world.show_proof(Proof::Proved(state));
                }
                Err(refusal) => world.unproved(&refusal, Field::Code),
            }
        });
    }

    /// Another address or number, before it is proved.
    pub(super) fn correct(self: &Rc<Self>) {
        let receipt = self.model.receipt.peek().clone();
        let Some(receipt) = receipt else { return };
        let value = self
            .model
            .draft
            .peek()
            .text(Field::Correction)
            .trim()
            .to_owned();
        let fits = match contact_field(receipt.contact_kind) {
            Field::Phone => is_phone(&value),
            _ => is_email(&value),
        };
        if !fits {
            return self.complain_at(Field::Correction, Fault::Form);
        }
        self.model.proof.set(Proof::Now);
        let contact = MemberContact {
            kind: receipt.contact_kind,
            value,
        };
        let world = self.clone();
        browser::spawn(async move {
            let corrected = world
                .server
                .correct(&receipt.follow_up, &contact, &world.send_line)
                .await;
            if world.gone.get() {
                return;
            }
            match corrected {
                Ok(corrected) => {
                    world.model.draft.update(|draft| {
                        draft.set(contact_field(contact.kind), &contact.value);
                        draft.set(Field::Correction, "");
                        draft.set(Field::Code, "");
                    });
                    let mut receipt = (*receipt).clone();
                    receipt.contact_kind = corrected.contact_kind;
                    receipt.held_until = corrected.held_until;
                    world.model.receipt.set(Some(Rc::new(receipt)));
                    world.show_proof(Proof::Corrected);
                }
                Err(refusal) => world.unproved(&refusal, Field::Correction),
            }
        });
    }

    /// The member's page in place of the steps, always as it stands now; or back to the steps.
    pub(super) fn show_page(self: &Rc<Self>, open: bool) {
        let standing = self.model.standing.peek().clone();
        let token = standing.as_ref().and_then(|one| one.member.clone());
        let Some(token) = token.filter(|_| open) else {
            self.model.in_page.set(false);
            return self.focus_soon("kd-step".to_owned(), Landing::Top);
        };
        let by_itself = standing.and_then(|one| one.member_page.clone());
        self.model.in_page.set(true);
        if let Some(member) = self.flow.member() {
            member.open(token, by_itself);
        }
    }

    /// Has the link to a member's page sent again. The answer tells nothing about the address.
    pub(super) fn ask_for_link(self: &Rc<Self>) {
        let typed = self
            .model
            .draft
            .peek()
            .said(Field::LostLink)
            .map(str::to_owned);
        let Some(value) = typed.filter(|text| is_email(text)) else {
            return self.complain_at(Field::LostLink, Fault::Form);
        };
        self.model.lost.set(Lost::Now);
        let world = self.clone();
        browser::spawn(async move {
            let contact = MemberContact {
                kind: ContactKind::Email,
                value,
            };
            let asked = world.server.send_link(&contact, &world.send_line).await;
            let lost = match asked {
                Ok(_) => Lost::Sent,
                Err(Refusal::Stale) => return,
                Err(Refusal::Problem(Some(ProblemCode::InvalidFields), _)) => {
                    world.model.lost.set(Lost::No);
                    return world.complain_at(Field::LostLink, Fault::Form);
                }
                Err(Refusal::Problem(Some(ProblemCode::SlowDown), _)) => {
                    Lost::Failed(keys::HITCH_WAIT)
                }
                Err(_) if browser::is_offline() => Lost::Failed(keys::HITCH_OFFLINE),
                Err(_) => Lost::Failed(keys::HITCH_FAILED),
            };
            world.model.lost.set(lost);
        });
    }

    fn unproved(self: &Rc<Self>, refusal: &Refusal, field: Field) {
        let proof = match refusal {
            Refusal::Stale => return,
            Refusal::Problem(
                Some(ProblemCode::WrongCode | ProblemCode::InvalidFields),
                problem,
            ) => {
                self.model.proof.set(Proof::No);
                return self.complain_at(field, Fault::Refused(problem.code.clone()));
            }
            Refusal::Problem(
                Some(ProblemCode::UnknownToken | ProblemCode::SpentToken | ProblemCode::WrongState),
                _,
            ) => Proof::Spent,
            _ => Proof::Failed,
        };
        self.show_proof(proof);
    }

    fn show_proof(self: &Rc<Self>, proof: Proof) {
        self.model.faults.set(Vec::new());
        self.model.proof.set(proof);
        self.focus_soon("kd-proof".to_owned(), Landing::Near);
    }

    fn complain_at(self: &Rc<Self>, field: Field, fault: Fault) {
        self.model.faults.set(vec![(field, fault)]);
        self.focus_soon(field.id(), Landing::Near);
    }
}
