//! What it takes to be at a group's meetings: what one needs, how to get in, to mute and to leave.
//!
//! What belongs here: which text a group gets, and its parts. What does not: the texts themselves
//! (`words/text/<language>/set-up/`, one a way of meeting), how they are shown (`pages/`, the widgets), links
//! into a meeting.
//!
//! A text is Markdown with a heading for each part, `# mute: Your microphone`, in the order of
//! [`SetUpPart`](api_types::SetUpPart). The tests hold them to short sentences and to the same
//! parts in every language. They name no other website: what is needed stands here.

mod texts;

use api_types::{Format, HostPlatform, SetUp};

use crate::{
    domain::{group::GroupRecord, markdown},
    words::Tongue,
};
use texts::Text;

/// What a group's members need to know, in their language. What the group itself says is in the
/// group's.
pub fn of_group(record: &GroupRecord, tongue: Tongue) -> SetUp {
    let text = text_for(record.format, record.host_platform);
    let mut parts = text.parts(tongue);
    if record.format == Format::Hybrid && !text.is_community() {
        for mut first in Text::Hybrid.parts(tongue) {
            if let Some(rest) = parts.iter_mut().find(|rest| rest.part == first.part) {
                first.text.append(&mut rest.text);
                *rest = first;
            }
        }
    }
    SetUp {
        group: record.slug.clone(),
        language: text.tongue(tongue).tag().to_owned(),
        host_platform: record.host_platform,
        uses_device: text.uses_device(),
        from_group: markdown::blocks(&record.technical_setup),
        parts,
    }
}

/// A group that lives on a website of its own needs that one explained, however it meets.
fn text_for(format: Format, platform: Option<HostPlatform>) -> Text {
    match (format, platform) {
        (_, Some(HostPlatform::MentalHappy)) => Text::MentalHappy,
        (_, Some(HostPlatform::FacebookGroups)) => Text::FacebookGroups,
        (_, Some(HostPlatform::Meetup)) => Text::Meetup,
        (Format::InPerson, _) => Text::InPerson,
        (Format::Phone, _) => Text::Phone,
        (_, Some(HostPlatform::Zoom)) => Text::Zoom,
        (_, Some(HostPlatform::Teams)) => Text::Teams,
        (_, Some(HostPlatform::GoogleMeet)) => Text::GoogleMeet,
        (_, Some(HostPlatform::Jitsi)) => Text::Jitsi,
        (_, Some(HostPlatform::Kindred | HostPlatform::Other) | None) => Text::Other,
    }
}

#[cfg(test)]
mod tests {
    use api_types::{Choice, SetUpPart};
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::merge_patch;

    fn set_up(changes: &Value) -> SetUp {
        let mut record = json!({
            "slug": "a", "name": "A", "language": "en", "format": "online", "join_policy": "open",
        });
        merge_patch::apply(&mut record, changes);
        of_group(&serde_json::from_value(record).unwrap(), Tongue::ENGLISH)
    }

    fn says(set_up: &SetUp) -> String {
        serde_json::to_string(&set_up.parts).unwrap()
    }

    #[test]
    fn the_platform_decides_for_groups_that_meet_online() {
        for (platform, word) in [
            ("zoom", "Zoom says so"),
            ("teams", "conference ID"),
            ("google-meet", "Ask to join"),
            ("jitsi", "Jitsi runs"),
            ("mentalhappy", "Request to join"),
            ("facebook-groups", "your real name"),
            ("meetup", "\\\"Attend\\\""),
            ("kindred", "you open a link"),
        ] {
            let told = set_up(&json!({ "host_platform": platform }));
            assert!(says(&told).contains(word), "{platform} says {word}");
            assert_eq!(told.parts.len(), SetUpPart::ALL.len(), "{platform}");
        }
        assert!(says(&set_up(&json!({}))).contains("you open a link"));
    }

    #[test]
    fn the_format_decides_for_groups_that_meet_in_a_room_or_on_the_telephone() {
        let room = set_up(&json!({ "format": "in-person", "host_platform": "zoom" }));
        assert!(says(&room).contains("ten minutes early") && !room.uses_device);
        let parts: Vec<_> = room.parts.iter().map(|part| part.part).collect();
        assert!(!parts.contains(&SetUpPart::Chat) && !parts.contains(&SetUpPart::Phone));
        let phone = set_up(&json!({ "format": "phone" }));
        assert!(says(&phone).contains("Any kind will do") && !phone.uses_device);
        let walks = set_up(&json!({ "format": "in-person", "host_platform": "meetup" }));
        assert!(says(&walks).contains("Attend") && !walks.uses_device);
        assert!(set_up(&json!({ "host_platform": "teams" })).uses_device);
    }

    #[test]
    fn who_can_come_or_stay_at_home_reads_of_the_room_first() {
        let told = set_up(&json!({ "format": "hybrid", "host_platform": "zoom" }));
        assert_eq!(told.parts.len(), SetUpPart::ALL.len());
        let need = &told.parts[0];
        assert_eq!(need.title, "What you need, in the room or from home");
        let said = serde_json::to_string(&need.text).unwrap();
        let (room, home) = (said.find("In the room"), said.find("loudspeaker"));
        assert!(room.is_some() && room < home, "{said}");
        assert!(told.uses_device);
    }

    #[test]
    fn what_the_group_says_is_its_own() {
        let told = set_up(&json!({ "technical_setup": "Bring a **cup**." }));
        assert_eq!(told.from_group[0].items[0][1].text, "cup");
        assert!(set_up(&json!({})).from_group.is_empty());
    }
}
