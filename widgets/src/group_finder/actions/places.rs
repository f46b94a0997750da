//! Near a place: the device's position, only after a press, and the search for a town.

use std::rc::Rc;

use api_types::Position;

use super::{
    super::{Places, state::Message},
    World,
};
use crate::{api::Failure, browser};

const PLACE_MS: u32 = 250;

impl World {
    pub(super) fn ask_position(self: &Rc<Self>) {
        self.model.places.set(Places::Asking);
        let world = Rc::downgrade(self);
        browser::position(move |position: Option<Position>| {
            let Some(world) = world.upgrade().filter(|world| !world.gone.get()) else {
                return;
            };
            match position {
                Some(position) => {
                    world.model.places.set(Places::None);
                    world.hear(Message::Placed(None, position));
                }
                None => world.model.places.set(Places::Denied),
            }
        });
    }

    pub(super) fn look_up(self: &Rc<Self>, text: &str) {
        let text = text.trim().to_owned();
        if text.chars().count() < 2 {
            let _ = self.place_line.stop();
            self.place_typing.cancel();
            self.model.places.set(Places::None);
            return;
        }
        let world = self.clone();
        self.place_typing.then(PLACE_MS, move || {
            browser::spawn(async move {
                let found = world.server.places(&text, &world.place_line).await;
                if world.gone.get() {
                    return;
                }
                world.model.place_at.set(0);
                world.model.places.set(match found {
                    Err(Failure::Stale) => return,
                    Err(_) => Places::Failed,
                    Ok(found) => Places::Found(found.places),
                });
            });
        });
    }
}
