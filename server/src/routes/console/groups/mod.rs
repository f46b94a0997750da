//! Groups in the console: the list, one group's record, where it stands, its meetings, and a slip
//! to hand over.

mod address;
mod change_meeting;
mod list_groups;
mod make_group;
mod open_group;
mod preview;
mod read_record;
mod save_group;
mod show_slip;
mod stand;

pub use change_meeting::*;
pub use list_groups::*;
pub use make_group::*;
pub use open_group::*;
pub use preview::*;
pub use save_group::*;
pub use show_slip::*;
pub use stand::*;

use api_types::{GroupStanding, Status};

use crate::{domain::group::GroupRecord, store::GroupStatus};

/// Where a group stands, from who may find it and whether it meets.
fn standing(status: GroupStatus, record: &GroupRecord) -> GroupStanding {
    match status {
        GroupStatus::Draft => GroupStanding::Draft,
        GroupStatus::Published if record.status == Status::Paused => GroupStanding::Paused,
        GroupStatus::Published => GroupStanding::Published,
        GroupStatus::Hidden => GroupStanding::Withdrawn,
        GroupStatus::Archived => GroupStanding::Archived,
    }
}
