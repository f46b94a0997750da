//! Proof of work in place of a puzzle, unseen: the device works while the person reads and writes.
//! For every form that somebody unknown sends; what is sent without a proof is the server's to judge.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use crate::{
    api::{Line, Server},
    browser,
    proof_of_work::solve,
};

/// The work for one form.
pub(crate) struct UnseenWork {
    server: Server,
    line: Line,
    work: RefCell<Work>,
    /// When the device stops working, ms since 1970.
    gives_up: Cell<f64>,
    /// The proof of work that went with an attempt: the same attempt is the same words.
    sent: RefCell<Option<(String, Option<String>)>>,
}

/// How far the device is.
#[derive(Default)]
enum Work {
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

impl UnseenWork {
    pub(crate) fn new(server: Server) -> Rc<Self> {
        Rc::new(Self {
            server,
            line: Line::default(),
            work: RefCell::default(),
            gives_up: Cell::default(),
            sent: RefCell::default(),
        })
    }

    /// Begins to work, unless it is done or under way.
    pub(crate) fn begin(self: &Rc<Self>) {
        if !matches!(*self.work.borrow(), Work::No) {
            return;
        }
        self.work.replace(Work::Now);
        self.gives_up.set(js_sys::Date::now() + UNSEEN_MS);
        let this = self.clone();
        browser::spawn(async move {
            let found = match this.server.challenge(&this.line).await {
                Ok(challenge) => solve(&challenge, || this.gives_up.get()).await,
                Err(_) => None,
            };
            this.work.replace(Work::Done(found));
        });
    }

    /// The proof for an attempt to send, waited for if need be. The same attempt has the same, since
    /// a key belongs to one body.
    pub(crate) async fn proof_for(self: &Rc<Self>, key: &str) -> Option<String> {
        let sent = self.sent.borrow().clone();
        if let Some((_, proof)) = sent.filter(|(known, _)| known == key) {
            return proof;
        }
        self.begin();
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
    pub(crate) fn forget(&self) {
        self.sent.replace(None);
    }

    /// Stops what is on its way.
    pub(crate) fn leave(&self) {
        let _ = self.line.stop();
        self.gives_up.set(0.0);
    }
}
