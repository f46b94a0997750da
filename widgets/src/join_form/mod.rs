//! x
use crate::{
    element::Options,
    ui::{El, el},
};
pub(crate) fn join_form(_options: Options) -> El {
    el("div")
}
