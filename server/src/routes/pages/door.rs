//! The door of every page: whose link it is, what it opens, and what a form sends.

use std::sync::Arc;

use api_types::ProblemCode;
use axum::{
    Form,
    body::Body,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    AppState,
    config::ActiveSite,
    domain::join::{TokenPurpose, hash_of},
    joining::{Opened, OwnPage},
    layers::LARGEST_BODY,
    pages::{self, Frame},
    problems::Refusal,
    store::{GroupId, StoreError, StoredGroup, StoredRequest},
    words::Tongue,
};

/// Why a page is not shown: another page instead, or a refusal that `dress.rs` makes one of.
pub struct TurnedAway(Response);

impl TurnedAway {
    /// Another page, with its status.
    pub fn page(status: StatusCode, html: Html<String>) -> Self {
        Self((status, html).into_response())
    }
}

impl From<StoreError> for TurnedAway {
    fn from(error: StoreError) -> Self {
        Refusal::from(error).into()
    }
}

impl From<Refusal> for TurnedAway {
    fn from(refusal: Refusal) -> Self {
        Self(refusal.into_response())
    }
}

impl IntoResponse for TurnedAway {
    fn into_response(self) -> Response {
        self.0
    }
}

/// What every page answers with.
pub type Shown = Result<Response, TurnedAway>;

/// A page.
pub fn page(html: String) -> Response {
    Html(html).into_response()
}

/// A page that says that something cannot be done any more.
pub fn too_late(frame: Frame<'_>) -> TurnedAway {
    let html = pages::trouble(frame, StatusCode::CONFLICT.as_u16());
    TurnedAway::page(StatusCode::CONFLICT, Html(html))
}

/// Where the member's page says that what they wanted is kept.
pub const SAVED: &str = "saved";

/// What a button sends: one of the page's choices.
#[derive(Deserialize)]
pub struct Chosen<T> {
    /// Which.
    pub choice: T,
}

/// The choice of a page that has one button.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Only {
    /// It was pressed.
    Yes,
}

/// A form, as browsers send it without script.
pub struct FormBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for FormBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let (parts, body) = request.into_parts();
        let bytes = axum::body::to_bytes(body, LARGEST_BODY).await;
        let bytes = bytes.map_err(|_| Refusal::new(ProblemCode::TooLarge))?;
        let request = Request::from_parts(parts, Body::from(bytes));
        // What the form's reader says would repeat what was typed.
        let read = Form::<T>::from_request(request, state).await;
        let Form(value) = read.map_err(|_| Refusal::new(ProblemCode::BadBody))?;
        Ok(Self(value))
    }
}

/// A link of a site, whether it still holds or not.
pub struct Link {
    pub site: Arc<ActiveSite>,
    pub hash: [u8; 32],
    purpose: TokenPurpose,
    /// The reader's language, where the request is not known.
    language: String,
}

impl Link {
    /// Finds whose link it is; one that nobody knows is answered with 404.
    pub async fn find(
        state: &AppState,
        token: &str,
        purpose: TokenPurpose,
        headers: &HeaderMap,
    ) -> Result<Self, TurnedAway> {
        if let Some(link) = Self::look_for(state, token, purpose, headers).await? {
            return Ok(link);
        }
        let site = only_site(state);
        let language = language(headers, site.as_deref());
        let frame = Frame::new(site.as_deref(), &language);
        let html = Html(pages::gone(frame, purpose, false));
        Err(TurnedAway::page(StatusCode::NOT_FOUND, html))
    }

    /// Finds whose link it is, if anybody's.
    pub async fn look_for(
        state: &AppState,
        token: &str,
        purpose: TokenPurpose,
        headers: &HeaderMap,
    ) -> Result<Option<Self>, TurnedAway> {
        let hash = hash_of(token);
        state.sites.look(&state.store, state.clock.now()).await?;
        let site = state.store.find_site_of_link(hash, purpose).await?;
        let site = site.and_then(|id| state.sites.find_by_id(&id));
        Ok(site.map(|site| Self {
            language: language(headers, Some(&site)),
            site,
            hash,
            purpose,
        }))
    }

    /// The request that it opens; a link that does not hold any more is answered with 410.
    pub async fn request(&self, state: &AppState) -> Result<StoredRequest, TurnedAway> {
        let found = self.find_request(state).await?;
        found.ok_or_else(|| self.ended())
    }

    /// The request that it opens, as long as it holds.
    pub async fn find_request(
        &self,
        state: &AppState,
    ) -> Result<Option<StoredRequest>, StoreError> {
        let (store, now) = (&state.store, state.clock.now());
        let found = store.find_request_by_token(&self.site.id, self.hash, self.purpose, now);
        found.await
    }

    /// The member's page that it opens.
    pub fn own_page<'a>(&'a self, state: &'a AppState) -> OwnPage<'a> {
        OwnPage {
            state,
            site: &self.site,
            hash: self.hash,
        }
    }

    /// What the link to a member's page opens; one that does not hold any more is answered with 410.
    pub async fn open<'a>(&'a self, state: &'a AppState) -> Result<Opened<'a>, TurnedAway> {
        let opened = self.own_page(state).open().await;
        opened.map_err(|refusal| self.turned_away(refusal, self.frame()))
    }

    /// The page for what a member's link does not do (any more).
    pub fn turned_away(&self, refusal: Refusal, frame: Frame<'_>) -> TurnedAway {
        match refusal.code() {
            ProblemCode::UnknownToken | ProblemCode::SpentToken => self.ended(),
            ProblemCode::WrongState => too_late(frame),
            _ => refusal.into(),
        }
    }

    /// The group of a request.
    pub async fn group(
        &self,
        state: &AppState,
        request: &StoredRequest,
    ) -> Result<StoredGroup, TurnedAway> {
        let id = GroupId::from(request.group_id.as_str());
        let group = state.store.find_group_by_id(&self.site.id, &id).await?;
        group.ok_or_else(|| Refusal::fault("a request without its group").into())
    }

    /// The page of a link that was used, is too old or was revoked.
    pub fn ended(&self) -> TurnedAway {
        let html = pages::gone(self.frame(), self.purpose, true);
        TurnedAway::page(StatusCode::GONE, Html(html))
    }

    /// The frame for who asks, in their browser's language.
    pub fn frame(&self) -> Frame<'_> {
        Frame::new(Some(&self.site), &self.language)
    }

    /// The frame for who wrote a request, in its language.
    pub fn frame_of(&self, request: &StoredRequest) -> Frame<'_> {
        Frame::new(Some(&self.site), &request.application.language)
    }

    /// The frame for staff, in the site's first language.
    pub fn frame_of_staff(&self) -> Frame<'_> {
        Frame::new(Some(&self.site), self.site.config.language_for(None))
    }
}

/// The site of a server that has one alone: then a page whose link is not known is its page, too.
pub fn only_site(state: &AppState) -> Option<Arc<ActiveSite>> {
    match state.sites.list().as_slice() {
        [site] => Some(site.clone()),
        _ => None,
    }
}

/// A browser's languages (BCP 47), in its order.
pub fn accepted(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    let tags = accepted.unwrap_or_default().split(',');
    tags.map(|tag| tag.split(';').next().unwrap_or_default().trim())
}

/// The first of a browser's languages that the pages have; else the site's first.
pub fn language(headers: &HeaderMap, site: Option<&ActiveSite>) -> String {
    let known = accepted(headers).find(|tag| Tongue::shipped(tag).is_some());
    let own = site.map_or("en", |site| site.config.language_for(None));
    known.unwrap_or(own).to_owned()
}
