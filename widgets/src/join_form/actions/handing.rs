//! Going on to a group that lives on another platform: the guidelines are noted as read, and the
//! receipt leads there. Nothing about the person is sent.

use std::rc::Rc;

use api_types::{JoinForm, NewHandOver};

use super::{super::state::Step, World};
use crate::{browser, guidelines::state::acknowledgement};

impl World {
    /// Notes what was read, under the key of this attempt.
    pub(super) fn hand_over(self: &Rc<Self>, form: &Rc<JoinForm>) {
        let new = NewHandOver {
            guidelines: acknowledgement(&form.guidelines),
        };
        self.model.draft.update(|draft| draft.tried = true);
        self.keep(form);
        self.say_sending();
        let (world, form) = (self.clone(), form.clone());
        browser::spawn(async move {
            let key = world.model.draft.peek().key.clone();
            let noted = world
                .server
                .hand_over(&world.group, &key, &new, &world.send_line);
            let noted = noted.await;
            world.slow.cancel();
            if world.gone.get() {
                return;
            }
            match noted {
                Ok(handed) => {
                    browser::keep(&world.drawer, None);
                    world.model.status.set(String::new());
                    world.model.handed.set(Some(Rc::from(handed)));
                    world.go(&form, Step::Go);
                }
                Err(refusal) => world.not_taken(&form, refusal).await,
            }
        });
    }
}
