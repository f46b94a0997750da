//! What it takes to be at a meeting: what one needs, how to get in, how to mute and to leave.

use serde::{Deserialize, Serialize};

use crate::{Block, HostPlatform, SetUpPart};

/// Answer of `GET /v1/sites/{site}/groups/{group}/set-up`, texts in the asked language (`?lang=`).
/// It holds no link into the meeting and no number to dial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SetUp {
    /// Slug of the group.
    pub group: String,
    /// Language of the texts here, BCP 47.
    pub language: String,
    /// Where the group meets online, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_platform: Option<HostPlatform>,
    /// True when a camera, a microphone or a loudspeaker is of use, so that a device can be checked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub uses_device: bool,
    /// What the group itself says, in the group's language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from_group: Vec<Block>,
    /// The parts, in order.
    pub parts: Vec<SetUpText>,
}

/// One part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SetUpText {
    /// Which.
    pub part: SetUpPart,
    /// Its heading.
    pub title: String,
    /// What it says.
    pub text: Vec<Block>,
}

/// Body of `POST /v1/sites/{site}/groups/{group}/hand-overs`: somebody goes on to a group that
/// lives on another platform. It holds nothing about them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewHandOver {
    /// Which guidelines they acknowledged; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidelines: Option<crate::Acknowledgement>,
}

/// Answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct HandOver {
    /// To tell the group's host there: `KIN-7F3K-2Q`. It leads to the receipt and to nobody.
    pub reference: String,
    /// Where the group lives.
    pub host_platform: HostPlatform,
    /// The stored link to it, http(s); nothing of the person's is in it.
    pub url: String,
    /// Receipt of the acknowledged guidelines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidelines: Option<crate::AcknowledgementReceipt>,
}
