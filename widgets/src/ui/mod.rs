//! Small parts that every widget draws with: no API calls, no state, no words of their own.

mod blocks;
mod button;
mod el;
mod heading;
#[cfg(feature = "ssr")]
mod html;
mod icon;
mod live;
mod looks;
mod notice;
mod render;

pub(crate) use blocks::blocks;
pub(crate) use button::{Look, button, link};
pub(crate) use el::{El, Row, el, el_of, memo};
pub(crate) use heading::heading;
#[cfg(feature = "ssr")]
pub(crate) use html::html;
pub(crate) use icon::{Icon, drawn, icon};
pub(crate) use live::Live;
pub(crate) use looks::looks;
pub(crate) use notice::notice;
