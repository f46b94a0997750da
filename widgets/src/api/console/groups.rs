//! Calls about groups: their list, their records, where they stand, and their meetings.

use api_types::{
    ChangeMeetingRequest, GroupSaved, GroupStanding, GroupToEdit, GroupsOfStaff, MeetingTold,
    MeetingsOfGroup, NewGroup, NewGroupRequest, PauseGroupRequest, PreviewGroupRequest,
    SaveGroupRequest, SchedulePreview, SchedulePreviewRequest, SetKeepersRequest,
    SetStandingRequest, Slip, UndoMeetingRequest,
};

use serde_json::Value;

use super::{ConsoleServer, Line, Told, Verb};

impl ConsoleServer {
    /// A page of the groups that fit.
    pub(crate) fn groups(&self, query: &[(&str, &str)], line: &Line) -> Told<GroupsOfStaff> {
        self.get(&["groups"], query, line)
    }

    /// Makes a draft.
    pub(crate) fn make_group(&self, asked: &NewGroupRequest, line: &Line) -> Told<NewGroup> {
        self.send(Verb::Post, &["groups"], asked, line)
    }

    /// A group, to be edited.
    pub(crate) fn group(&self, slug: &str, line: &Line) -> Told<GroupToEdit> {
        self.get(&["groups", slug], &[], line)
    }

    /// Saves a whole record.
    pub(crate) fn save_group(
        &self,
        slug: &str,
        asked: &SaveGroupRequest,
        line: &Line,
    ) -> Told<GroupSaved> {
        self.send(Verb::Put, &["groups", slug], asked, line)
    }

    /// What members would see of a record: a `GroupPreview`, unread, since another program draws it.
    pub(crate) fn preview_group(
        &self,
        slug: &str,
        asked: &PreviewGroupRequest,
        line: &Line,
    ) -> Told<Value> {
        self.send(Verb::Post, &["groups", slug, "preview"], asked, line)
    }

    /// The next meetings of a schedule, or what is wrong with it.
    pub(crate) fn preview_schedule(
        &self,
        asked: &SchedulePreviewRequest,
        line: &Line,
    ) -> Told<SchedulePreview> {
        self.send(Verb::Post, &["schedule-preview"], asked, line)
    }

    /// Publishes a group, takes it back, or archives it.
    pub(crate) fn set_standing(
        &self,
        slug: &str,
        standing: GroupStanding,
        line: &Line,
    ) -> Told<()> {
        let asked = SetStandingRequest { standing };
        self.send(Verb::Post, &["groups", slug, "standing"], &asked, line)
    }

    /// A group pauses, or meets again.
    pub(crate) fn pause_group(&self, slug: &str, paused: bool, line: &Line) -> Told<()> {
        let asked = PauseGroupRequest { paused };
        self.send(Verb::Post, &["groups", slug, "pause"], &asked, line)
    }

    /// The listing is still right.
    pub(crate) fn check_listing(&self, slug: &str, line: &Line) -> Told<()> {
        self.press(Verb::Post, &["groups", slug, "checked"], line)
    }

    /// Who looks after a group, and who gets what is overdue.
    pub(crate) fn choose_keepers(
        &self,
        slug: &str,
        asked: &SetKeepersRequest,
        line: &Line,
    ) -> Told<()> {
        self.send(Verb::Post, &["groups", slug, "keepers"], asked, line)
    }

    /// Coming meetings, and those that were cancelled.
    pub(crate) fn meetings(&self, slug: &str, line: &Line) -> Told<MeetingsOfGroup> {
        self.get(&["groups", slug, "meetings"], &[], line)
    }

    /// Cancels or moves one meeting.
    pub(crate) fn change_meeting(
        &self,
        slug: &str,
        asked: &ChangeMeetingRequest,
        line: &Line,
    ) -> Told<MeetingTold> {
        self.send(
            Verb::Post,
            &["groups", slug, "meetings", "change"],
            asked,
            line,
        )
    }

    /// Undoes that.
    pub(crate) fn undo_meeting(
        &self,
        slug: &str,
        asked: &UndoMeetingRequest,
        line: &Line,
    ) -> Told<MeetingTold> {
        self.send(
            Verb::Post,
            &["groups", slug, "meetings", "undo"],
            asked,
            line,
        )
    }

    /// What a slip to hand over shows.
    pub(crate) fn slip(&self, slug: &str, line: &Line) -> Told<Slip> {
        self.get(&["groups", slug, "slip"], &[], line)
    }
}
