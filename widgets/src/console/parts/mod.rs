//! What several sections draw with: fields, dialogs, tables, what is waited for. No section's words,
//! no section's calls. `console/README.md` lists them with an example.

mod ask;
mod badge;
mod choices;
mod dialog;
mod facts;
mod field;
mod form;
mod loaded;
mod members_view;
mod sign;
mod table;
mod ways;

pub(crate) use ask::{Ask, ask_button};
pub(crate) use badge::{Mood, badge};
pub(crate) use dialog::{Confirm, Dialog, close, confirm, confirm_asking, drawn_dialog, open};
pub(crate) use facts::{fact, fact_of};
pub(crate) use field::Field;
pub(crate) use form::{Form, Kept, kept};
pub(crate) use loaded::{Loaded, missing};
pub(crate) use members_view::{Frame, members_view};
pub(crate) use sign::{Sign, sign};
pub(crate) use table::table;
pub(crate) use ways::{filters, pager, way};
