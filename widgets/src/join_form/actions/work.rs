//! Proof of work in place of a puzzle: the device works while the person reads the guidelines and
//! looks over what they wrote. Without it the request is sent all the same, and a person looks at it
//! first.

use std::rc::Rc;

use super::World;
use crate::{browser, proof_of_work::solve};

/// How far the device is.
#[derive(Default)]
pub(super) enum Work {
    /// It has not begun, or what it found was used.
    #[default]
    No,
    /// It is at it.
    Now,
    /// It found a solution, or gave up.
    Done(Option<String>),
}

/// How long a form that is to be sent waits before it looks again, ms.
const LOOK_AGAIN_MS: u32 = 50;
/// So long a device works while the person reads and writes, ms: an old telephone gets through, too.
const UNSEEN_MS: f64 = 30_000.0;
/// So long a person who pressed Send is kept waiting for it, ms.
const WAITED_MS: f64 = 5_000.0;

impl World {
    /// Begins to work, unless it is done or under way.
    pub(super) fn begin_work(self: &Rc<Self>) {
        if !matches!(*self.work.borrow(), Work::No) {
            return;
        }
        self.work.replace(Work::Now);
        self.gives_up.set(js_sys::Date::now() + UNSEEN_MS);
        let world = self.clone();
        browser::spawn(async move {
            let found = match world.server.challenge(&world.work_line).await {
                Ok(challenge) => solve(&challenge, || world.gives_up.get()).await,
                Err(_) => None,
            };
            world.work.replace(Work::Done(found));
        });
    }

    /// The proof for an attempt to send, waited for if need be. The same attempt has the same, since
    /// a key belongs to one body.
    pub(super) async fn proof_for(self: &Rc<Self>, key: &str) -> Option<String> {
        let sent = self.sent.borrow().clone();
        if let Some((_, proof)) = sent.filter(|(known, _)| known == key) {
            return proof;
        }
        self.begin_work();
        let soon = js_sys::Date::now() + WAITED_MS;
        self.gives_up.set(self.gives_up.get().min(soon));
        while matches!(*self.work.borrow(), Work::Now) {
            browser::pause(LOOK_AGAIN_MS).await;
        }
        let Work::Done(proof) = self.work.take() else {
            return None;
        };
        self.sent.replace(Some((key.to_owned(), proof.clone())));
        proof
    }

    /// The server would not take a proof: it was too old, or used before. The next is a new one.
    pub(super) fn forget_proof(&self) {
        self.sent.replace(None);
    }
}
