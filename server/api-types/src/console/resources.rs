//! What staff lay out for the members of a group: items of the shelf, and links.

use serde::{Deserialize, Serialize};

/// The answer of everything under `/console/api/groups/{group}/resources`: all there is now, in the
/// order in which members see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupResources {
    /// The group, as members know it.
    pub name: String,
    /// Everything.
    pub resources: Vec<GroupResource>,
    /// Whether who asks may change them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_change: bool,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupResource {
    /// Stays the same for good.
    pub id: String,
    /// As members read it, or would.
    pub title: String,
    /// A line about it, written by staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// In which it is, BCP 47.
    pub language: String,
    /// Slug of the item of the shelf that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelf: Option<String>,
    /// Where a link leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The shelf has no such item any more, or not for members: nobody sees it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

/// Body of `POST …/resources` and `PUT …/resources/{resource}`: an item of the shelf, or a link with
/// a title of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewGroupResource {
    /// Slug of an item of the shelf that is fit for members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelf: Option<String>,
    /// What a link is called, at most 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where a link leads, https, at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Language of what a link leads to, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// A line for members, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Body of `PUT …/resources`: those that are named come first, in this order; others stay behind
/// them as they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResourcesOrder {
    /// Ids.
    pub order: Vec<String>,
}

/// The answer of `GET /console/api/resources?item=`: the groups that somebody sees, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupsWithResources {
    /// Every one.
    pub groups: Vec<GroupWithResources>,
}

/// A group, as far as what is laid out for its members goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupWithResources {
    /// Unique in the site.
    pub slug: String,
    /// As members know it.
    pub name: String,
    /// How much is laid out.
    pub many: u32,
    /// The id under which the item that was asked about is, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// Whether who asks may change it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_change: bool,
}
