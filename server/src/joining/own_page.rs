//! A member's own page: what the link to it opens and does, in the widget (`routes/membership/`)
//! and on the server's page (`routes/pages/`) alike.

use api_types::{JoinState, ProblemCode};

use super::{Desk, Opened, erasing};
use crate::{
    AppState,
    config::ActiveSite,
    domain::join::TokenPurpose,
    problems::Refusal,
    store::{Closed, Decided, Decision, Erased, GroupId, StoredRequest},
};

/// A member's page: whose site, and which link (its hash). The errors of its methods are
/// `unknown-token`, `spent-token`, `wrong-state` and those that they name.
#[derive(Clone, Copy)]
pub struct OwnPage<'a> {
    /// What requests can reach.
    pub state: &'a AppState,
    /// The site.
    pub site: &'a ActiveSite,
    /// Hash of the link.
    pub hash: [u8; 32],
}

impl From<Closed> for Refusal {
    fn from(closed: Closed) -> Self {
        match closed {
            Closed::WrongState(stands) => Self::wrong_state(stands),
            Closed::AskedTooOften => Self::new(ProblemCode::InvalidFields).field(
                "/new_email",
                "too-often",
                "at most five new addresses in 30 days; ask the contact",
            ),
            Closed::Spent => Self::new(ProblemCode::SpentToken),
            Closed::Unknown => Self::new(ProblemCode::UnknownToken),
        }
    }
}

impl<'a> OwnPage<'a> {
    /// The request, as long as the link holds.
    pub async fn request(self) -> Result<StoredRequest, Refusal> {
        let (store, site, now) = (&self.state.store, &self.site.id, self.state.clock.now());
        let purpose = TokenPurpose::Member;
        let found = store.find_request_by_token(site, self.hash, purpose, now);
        if let Some(request) = found.await? {
            return Ok(request);
        }
        // Another site's link is nobody's here.
        let held = store.find_site_of_link(self.hash, purpose).await?;
        Err(Refusal::from(if held.as_ref() == Some(site) {
            Closed::Spent
        } else {
            Closed::Unknown
        }))
    }

    /// The request with its group.
    pub async fn open(self) -> Result<Opened<'a>, Refusal> {
        let request = self.request().await?;
        let id = GroupId::from(request.group_id.as_str());
        let group = self
            .state
            .store
            .find_group_by_id(&self.site.id, &id)
            .await?;
        let group = group.ok_or_else(|| Refusal::fault("a request without its group"))?;
        Ok(Opened {
            page: self,
            request,
            group,
        })
    }

    /// Leaves the group, or takes the request back; safe to do twice.
    pub async fn leave(self) -> Result<JoinState, Refusal> {
        let desk = Desk::new(self.state, self.site);
        let (store, now) = (&self.state.store, self.state.clock.now());
        let decided = store.decide(&self.site.id, self.hash, Decision::Leave, &desk, now);
        let decided = decided.await?;
        self.state.mail.wake();
        match decided {
            Decided::Now(state) | Decided::Before(state) => Ok(state),
            Decided::WrongState(state) => Err(Closed::WrongState(state).into()),
            Decided::Full | Decided::Released(_) | Decided::KnownAlready(_) => {
                Err(Refusal::new(ProblemCode::WrongState))
            }
            Decided::Spent => Err(Closed::Spent.into()),
            Decided::Unknown => Err(Closed::Unknown.into()),
        }
    }

    /// Erases everything; it lasts when this returns.
    pub async fn erase(self) -> Result<(), Refusal> {
        match erasing::erase(self.state, self.site, self.hash).await? {
            Erased::Done(_) => Ok(()),
            Erased::Spent => Err(Closed::Spent.into()),
            Erased::Unknown => Err(Closed::Unknown.into()),
        }
    }
}
