//! Not answering, which is fine.

use std::rc::Rc;

use api_types::{DeclineSurvey, SurveyForm};

use super::{super::Step, World};
use crate::browser::{self, Landing};

impl World {
    /// Asks once whether they are sure never to be asked again, or leaves it.
    pub(super) fn ask_if_sure(self: &Rc<Self>, asked: bool) {
        self.model.never.set(asked);
        let id = if asked { "kd-sure" } else { "kd-never" };
        self.focus_soon(id.to_owned(), Landing::Near);
    }

    /// Tells the server that they will not answer.
    pub(super) fn decline(self: &Rc<Self>, form: &Rc<SurveyForm>, never_again: bool) {
        let Some(invitation) = self.asks.invitation.clone() else {
            return;
        };
        self.say_sending();
        let (world, form) = (self.clone(), form.clone());
        browser::spawn(async move {
            let decline = DeclineSurvey { never_again };
            let sent = world
                .server
                .decline(&invitation, &decline, &world.send_line);
            let sent = sent.await;
            world.slow.cancel();
            if world.gone.get() {
                return;
            }
            match sent {
                Ok(_) => {
                    world.model.status.set(String::new());
                    world.go(Step::Declined(never_again));
                    world.forget(&form);
                }
                Err(refusal) => world.not_taken(&form, refusal),
            }
        });
    }
}
