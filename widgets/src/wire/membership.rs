//! What a member's page, setting up and going on to another platform read of the server's answers.

use api_types::{
    ChangedMeeting, CorrectedContact, HandOver, MemberCalendar, MemberContact, MemberWords,
    Membership, Resource, SetUp, SetUpText, Standing, WayIn,
};

use super::{Json, Wire, contact, flag, list, object, text, texts, truth, word};

/// An answer that says nothing but that it was done.
impl Wire for () {
    fn read<J: Json>(_: &J) -> Option<Self> {
        Some(())
    }
}

impl Wire for Standing {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            state: word(json, "state")?,
            member_page: text(json, "member_page"),
            member: text(json, "member"),
        })
    }
}

impl Wire for CorrectedContact {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            contact_kind: word(json, "contact_kind")?,
            held_until: text(json, "held_until")?,
        })
    }
}

impl Wire for Membership {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            group: text(json, "group")?,
            name: text(json, "name")?,
            group_language: text(json, "group_language")?,
            reference: text(json, "reference")?,
            state: word(json, "state")?,
            by_staff: word(json, "by_staff"),
            answer_by: text(json, "answer_by"),
            held_until: text(json, "held_until"),
            way_in: object(json, "way_in"),
            meetings: list(json, "meetings"),
            changed_meetings: list(json, "changed_meetings"),
            time_zone: text(json, "time_zone"),
            host_platform: word(json, "host_platform"),
            reminders: truth(json, "reminders"),
            written: object(json, "written")?,
            contact: object(json, "contact")?,
            new_email: text(json, "new_email"),
            receipts: list(json, "receipts"),
            guidelines: object(json, "guidelines"),
            resources: list(json, "resources"),
            ask: contact(&json.get("ask")),
            concern_days: super::join::small(json, "concern_days"),
            concern_by_leader: truth(json, "concern_by_leader").unwrap_or_default(),
        })
    }
}

impl Wire for ChangedMeeting {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            was: object(json, "was")?,
            moved_to: text(json, "moved_to"),
            note: text(json, "note"),
        })
    }
}

impl Wire for Resource {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            title: text(json, "title")?,
            note: text(json, "note"),
            language: text(json, "language")?,
            url: text(json, "url"),
            text: list(json, "text"),
        })
    }
}

impl Wire for WayIn {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            url: text(json, "url"),
            phone: text(json, "phone"),
            note: text(json, "note"),
            address: texts(json, "address"),
        })
    }
}

impl Wire for MemberWords {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            display_name: text(json, "display_name")?,
            pronouns: text(json, "pronouns"),
            access_needs: text(json, "access_needs"),
            introduction: text(json, "introduction"),
            share_introduction: flag(json, "share_introduction"),
        })
    }
}

impl Wire for MemberContact {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            kind: word(json, "kind")?,
            value: text(json, "value")?,
        })
    }
}

impl Wire for MemberCalendar {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            url: text(json, "url")?,
        })
    }
}

impl Wire for SetUp {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            group: text(json, "group")?,
            language: text(json, "language")?,
            host_platform: word(json, "host_platform"),
            uses_device: flag(json, "uses_device"),
            from_group: list(json, "from_group"),
            parts: list(json, "parts"),
        })
    }
}

impl Wire for SetUpText {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            part: word(json, "part")?,
            title: text(json, "title")?,
            text: list(json, "text"),
        })
    }
}

impl Wire for HandOver {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            reference: text(json, "reference")?,
            host_platform: word(json, "host_platform")?,
            url: text(json, "url")?,
            guidelines: object(json, "guidelines"),
        })
    }
}
