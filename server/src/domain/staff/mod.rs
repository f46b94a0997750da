//! Staff of the console: what each role may do, how staff get in and for how long, and the words of
//! the audit trail.
//!
//! What belongs here: rules and closed lists. What does not: rows (`store/staff/`), cookies and
//! pages (`routes/console/`).

mod deed;
mod device;
mod landing;
mod link;
mod person;
mod power;
mod session;

pub use deed::Deed;
pub use device::device_of;
pub use landing::Landing;
pub use link::{LinkPurpose, StaffLink};
pub use person::{StaffDetails, read_name};
pub use power::{Power, Reach};
pub use session::{SEEN_EVERY, SessionToken, Stay};
