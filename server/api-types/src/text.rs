//! Rich text as typed blocks. No HTML crosses the wire: a widget makes text nodes of these.

use serde::{Deserialize, Serialize};

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Block {
    /// Which.
    pub kind: BlockKind,
    /// A paragraph or heading has one item, a list one per point.
    pub items: Vec<Vec<Span>>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A small heading.
    Heading,
    /// Points without an order.
    Bullets,
    /// Points in order.
    Steps,
}

/// A run of text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Span {
    /// The words.
    pub text: String,
    /// Set apart as strong.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
    /// Where it leads: http(s), mailto or tel, checked by the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}
