//! After sending: the six digits that prove an address, and another address in place of a wrong
//! one.

use std::rc::Rc;

use api_types::{MemberContact, ProblemCode};

use super::{
    super::{
        Proof,
        check::{Fault, code, is_email, is_phone},
        request::contact_field,
        state::Field,
    },
    World,
};
use crate::{
    api::Refusal,
    browser::{self, Landing},
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
                Ok(state) => world.show_proof(Proof::Proved(*state)),
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
                Ok(receipt) => {
                    world.model.draft.update(|draft| {
                        draft.set(contact_field(contact.kind), &contact.value);
                        draft.set(Field::Correction, "");
                        draft.set(Field::Code, "");
                    });
                    world.model.receipt.set(Some(Rc::from(receipt)));
                    world.show_proof(Proof::Corrected);
                }
                Err(refusal) => world.unproved(&refusal, Field::Correction),
            }
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
