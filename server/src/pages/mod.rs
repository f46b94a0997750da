//! The pages that the server itself shows to members and staff, in words and HTML: plain and
//! accessible. Those behind emailed links have no script; the page of a form (`form_page.rs`), that of
//! the console (`console_page.rs`) and that to sign in to it (`passkey.js`) have a few lines of it.
//!
//! What belongs here: pure functions from what is known to a page. What does not: requests and
//! rows (`routes/pages/`), what a link may do (`store/joining/`), the words (`words/text/`; those of the
//! console's own pages are here, in the languages that the console has).
//!
//! Nothing here acts. A page shows the matter and a button; what the button does is a POST to the
//! page's own address, so that no link that a mail scanner follows changes anything.

mod address;
mod application;
mod change;
mod concern;
mod console;
mod console_page;
mod console_words;
mod ending;
mod form_page;
mod frame;
mod gone;
mod group;
mod guidelines;
mod held;
mod html;
mod member;
mod member_calendar;
mod offer;
mod plain;
mod preview;
mod prove;
mod review;
mod set_up;
mod survey;
mod unsubscribe;

pub use address::{address_changed, address_changed_before, address_in_use, new_address};
pub use change::{Change, change};
pub use concern::{Concern, concern, concern_sent};
pub use console::{
    SignInForm, Typed, enter, home, no_entry, no_set_up, sessions, set_up, sign_in, sign_in_policy,
    sign_in_sent,
};
pub use console_page::{ConsoleFiles, PreviewFiles, console, console_policy};
pub use ending::{erased, sure_to_erase, sure_to_leave};
pub use form_page::{FormPage, form_page, form_policy, no_form};
pub use frame::Frame;
pub use gone::{gone, link_sent, send_link, trouble};
pub use group::group;
pub use held::{Held, export};
pub use member::{Member, MemberDone, member};
pub use member_calendar::calendar_made;
pub use offer::{offer, offer_answered};
pub use plain::{Links, ListShown, Teller, plain_style};
pub use preview::{PREVIEW_STATES, preview, preview_policy};
pub use prove::{prove, proved, proved_before};
pub use review::{Done, Review, review};
pub use survey::{SurveyPage, no_survey, survey_page, survey_policy};
pub use unsubscribe::{stopped, sure_to_stop};

/// The style of all pages.
pub const STYLE: &str = include_str!("style.css");
