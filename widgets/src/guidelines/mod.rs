//! x
use crate::{
    element::Options,
    ui::{El, el},
};
pub(crate) fn guidelines(_options: Options) -> El {
    el("div")
}
